"""A memory of stations on disk: each result under the digest of everything it rests on.

A file holds its key, the digest of what follows, and the result. One that is damaged, of another key, or
made by something that cannot be read any more is as good as none: the station is computed again, never refused.
Only tables of schools and what is made of them come here; rows of pupils never do.
"""

from __future__ import annotations

import json
import os
import pickle
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, TypeVar

from evalkit.core.errors import EvalkitError
from evalkit.evaluation.file_digests import write_whole
from evalkit.evaluation.key import Key

if TYPE_CHECKING:
    # Making formats again recalls documents, and needs no plan.
    from evalkit.evaluation.station_keys import Keys

# Named in this variable, the folder of the memory reaches the pages of a run. Without it nothing is remembered.
VARIABLE = "EVALKIT_MEMORY"
BESIDE = Path(".evalkit") / "memory"
# Left by a page, taken away by the run.
RESTS_ON = ".rests-on.json"
PANEL = "panel"
ENDING, LAST = ".station", ".last"
COMPUTED, REUSED = "computed", "reused"
FIRST, AS_IT_WAS, DAMAGED = "not remembered", "nothing it rests on has changed", "its file was damaged"
# Enough for a few variants of one study tried in turn.
VARIANTS = 4
LARGEST = 500_000_000
_UNREADABLE = (pickle.UnpicklingError, AttributeError, ImportError, IndexError, EOFError, TypeError, ValueError)

Station = TypeVar("Station")


@dataclass(frozen=True, slots=True)
class StationTime:
    """How one station came by its result.

    Attributes
    ----------
    station, question : str
        Which station.
    made : {"computed", "reused"}
        Which of the two.
    why : str
        The input that decided it.
    seconds : float
        Wall-clock seconds.
    key : Key
        What it rests on.
    """

    station: str
    question: str
    made: str
    why: str
    seconds: float
    key: Key


class Memory:
    """Results by content key in one folder; None remembers nothing.

    Parameters
    ----------
    folder : Path or None
        Where they lie.
    """

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder

    def recall(self, key: Key) -> tuple[object, str]:
        """Return the result kept under a key and an empty reason, or None and the reason why there is none."""
        if self.folder is None:
            return None, FIRST
        file = self._file(key)
        try:
            content = file.read_bytes()
        except OSError:
            return None, self._changed(key)
        head, _, payload = content.partition(b"\n")
        if head.decode("ascii", "replace") != _head(key, payload):
            return None, DAMAGED
        try:
            found: object = pickle.loads(payload)
        except _UNREADABLE:
            return None, DAMAGED
        os.utime(file)
        return found, ""

    def keep(self, key: Key, result: object) -> None:
        """Keep a result under its key."""
        if self.folder is None:
            return
        payload = pickle.dumps(result, protocol=5)
        write_whole(self._file(key), f"{_head(key, payload)}\n".encode() + payload)
        write_whole(self._last(key), json.dumps(list(key.inputs)).encode())

    def forget(self) -> None:
        """Remove everything."""
        for file in self._files():
            file.unlink(missing_ok=True)

    def prune(self) -> None:
        """Keep the few latest variants of each station, and no more than the folder may hold."""
        total, seen = 0, dict[str, int]()
        for file in sorted(self._files(), key=_age):
            name = file.name.rsplit("-", 1)[0]
            seen[name] = seen.get(name, 0) + 1
            total += file.stat().st_size if file.exists() else 0
            if seen[name] > VARIANTS or total > LARGEST:
                file.unlink(missing_ok=True)

    def _changed(self, key: Key) -> str:
        """Name the first input that is not as it was when this station was last computed."""
        try:
            before = dict(json.loads(self._last(key).read_bytes()))
        except (OSError, ValueError, TypeError):
            return FIRST
        now = dict(key.inputs)
        changed = [name for name, value in now.items() if before.get(name) != value]
        gone = [name for name in before if name not in now]
        return next(iter([*changed, *gone]), FIRST)

    def _file(self, key: Key) -> Path:
        assert self.folder is not None
        return self.folder / f"{_name(key)}-{key.digest[:32]}{ENDING}"

    def _last(self, key: Key) -> Path:
        assert self.folder is not None
        return self.folder / f"{_name(key)}{LAST}"

    def _files(self) -> list[Path]:
        return [] if self.folder is None else list(self.folder.glob(f"*{ENDING}"))


class Stations:
    """The stations of one evaluation, each computed or recalled once.

    Parameters
    ----------
    keys : callable
        Makes the keys when the first is needed.
    memory : Memory
        Where results are looked for and kept.

    Attributes
    ----------
    used : dict
        Stations that were asked for from outside, in order; what a page rests on.
    told : list of StationTime
        How each station came by its result, in order.
    """

    def __init__(self, keys: Callable[[], Keys], memory: Memory) -> None:
        self._make_keys = keys
        self._keys: Keys | None = None
        self._known: dict[tuple[str, str], object] = {}
        self._depth = 0
        self.memory = memory
        self.used: dict[tuple[str, str], None] = {}
        self.told: list[StationTime] = []

    @property
    def keys(self) -> Keys:
        """The keys of this evaluation's plan."""
        if self._keys is None:
            self._keys = self._make_keys()
        return self._keys

    def use(self, station: str, question: str = "") -> None:
        """Note that a page looked at something."""
        if self._depth == 0:
            self.used[station, question] = None

    def recall_or_compute(
        self, station: str, question: str, make: Callable[[], Station], *, kept: bool = True
    ) -> Station:
        """Return a station's result: known already, remembered, or computed and kept.

        A refusal of one question is remembered like a result, and raised again.
        """
        self.use(station, question)
        if (station, question) not in self._known:
            come_by = self._recalled if kept and self.memory.folder is not None else self._made
            self._known[station, question] = come_by(station, question, make)
        found = self._known[station, question]
        if isinstance(found, EvalkitError):
            raise found.with_traceback(None)
        return found  # type: ignore[return-value]

    def note(self, folder: Path) -> None:
        """Leave beside a page's blocks what was asked for from outside, with the key of each."""
        if self.memory.folder is None:
            return
        rests = [[station, question, self.keys.of(station, question).digest] for station, question in self.used]
        folder.mkdir(parents=True, exist_ok=True)
        (folder / RESTS_ON).write_text(json.dumps(rests), encoding="utf-8")

    def _recalled(self, station: str, question: str, make: Callable[[], Station]) -> object:
        started, key = perf_counter(), self.keys.of(station, question)
        found, why = self.memory.recall(key)
        made = REUSED if not why else COMPUTED
        if why:
            found = self._made(station, question, make)
            self.memory.keep(key, found)
        self.told.append(StationTime(station, question, made, why or AS_IT_WAS, perf_counter() - started, key))
        return found

    def _made(self, station: str, question: str, make: Callable[[], Station]) -> object:
        self._depth += 1
        try:
            return make()
        except EvalkitError as refusal:
            # Tables that cannot be read refuse no question: they stop everything, and are tried again next time.
            if not question or (PANEL, "") not in self._known:
                raise
            return refusal
        finally:
            self._depth -= 1


def memory_folder(study: Path) -> Path | None:
    """Return the folder of a study's memory, or None where nothing can be written beside the study."""
    folder = study / BESIDE
    if not study.is_dir():
        return None
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return folder if os.access(folder, os.W_OK) else None


def memory_of_a_run(study: Path) -> Memory:
    """Return the memory that a run has left beside a study; one of nothing where none has run."""
    folder = study / BESIDE
    return Memory(folder if folder.is_dir() and os.access(folder, os.W_OK) else None)


def memory_of_the_run() -> Memory:
    """Return the memory that a run has named to its pages; one of nothing outside a run."""
    named = os.environ.get(VARIABLE)
    return Memory(Path(named) if named else None)


def _head(key: Key, payload: bytes) -> str:
    return f"{key.digest} {sha256(payload).hexdigest()}"


def _name(key: Key) -> str:
    return "".join(letter if letter.isalnum() or letter == "_" else "." for letter in f"{key.station} {key.question}")


def _age(file: Path) -> float:
    return -file.stat().st_mtime if file.exists() else 0.0
