"""The record of a run: what went in, what did the work, how long it took.

Every path in it is relative to the project or to the study folder, so that a record can be shared.
"""

from __future__ import annotations

import json
import platform
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from evalkit import __version__
from evalkit.core.extensions import extensions
from evalkit.core.shipped import CLONE
from evalkit.evaluation.inputs import CODE, EXTENSION, LOCK, digests_of_code
from evalkit.evaluation.inputs import versions as package_versions
from evalkit.run.places import recorded
from evalkit.study.locked_plans import PLANS
from evalkit.tables.provenance import Provenance

RECORD_VERSION = 1
NO_COMMIT = "no commit"
# Enough of a digest to tell two apart.
SHORT = 16


@dataclass(frozen=True, slots=True)
class Timing:
    """How long one thing took.

    Attributes
    ----------
    what : str
        A station such as ``estimate``, or the name of a page.
    question : str
        The question it belongs to; empty when it serves all.
    seconds : float
        Wall-clock seconds.
    made : str
        ``computed`` or ``reused``; empty where that is not known.
    why : str
        The input that decided it.
    inputs : tuple of (str, str)
        Name and digest of everything it rests on.
    """

    what: str
    question: str
    seconds: float
    made: str = ""
    why: str = ""
    inputs: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """What the record is about.

    Attributes
    ----------
    study : str
        Name of the study.
    folder : Path
        The study's folder.
    seed : int
        The study's seed.
    plan : mapping
        The resolved plan with all defaults and its ``digest``.
    inputs : tuple of Provenance
        The tables read.
    overrides : tuple of (str, str)
        Rules of the years set aside, with the reasons.
    stations, pages : tuple of Timing
        How long each took.
    started : datetime
        When the run began.
    memory : Path or None
        Where digests of parsed files are kept, so that no file is parsed again.
    """

    study: str
    folder: Path
    seed: int
    plan: Mapping[str, object]
    inputs: tuple[Provenance, ...]
    overrides: tuple[tuple[str, str], ...]
    stations: tuple[Timing, ...]
    pages: tuple[Timing, ...]
    started: datetime
    memory: Path | None = None


def write_record(run: Run, path: Path) -> dict[str, object]:
    """Write the record as json and return its content."""
    content: dict[str, object] = {
        "record_version": RECORD_VERSION,
        "study": run.study,
        "started": run.started.isoformat(timespec="seconds"),
        "finished": datetime.now(UTC).isoformat(timespec="seconds"),
        "commit": commit(CLONE),
        "code": code(run.memory),
        "seed": run.seed,
        "plan": _plain(run.plan, run.folder),
        "overrides": [{"rule": rule, "reason": reason} for rule, reason in run.overrides],
        "inputs": [_input(provenance) for provenance in run.inputs],
        "study_files": _digests(run.folder),
        "lock": _lock(),
        "versions": versions(),
        "stations": [_station(timing) for timing in run.stations if timing.made],
        "pages": [_station(timing) for timing in run.pages if timing.made],
        "timings": {
            "stations": [_timing(timing) for timing in run.stations],
            "pages": [_timing(timing) for timing in run.pages],
        },
    }
    path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")
    return content


def commit(folder: Path | None) -> str:
    """Return the commit of a clone, with a note when files differ from it, or ``no commit`` where there is none."""
    git = shutil.which("git")
    if git is None or folder is None or not (folder / ".git").exists():
        return NO_COMMIT
    head = _git(git, folder, "rev-parse", "HEAD")
    if not head:
        return NO_COMMIT
    return f"{head} with changes" if _git(git, folder, "status", "--porcelain", "--untracked-files=no") else head


def code(memory: Path | None = None) -> dict[str, object]:
    """Return version and digest of evalkit's code, and of every package that adds parts; known without git too."""
    digests = dict(digests_of_code(memory))
    added = [
        {
            "package": one.package,
            "version": one.version,
            "groups": list(one.groups),
            "digest": digests[f"{EXTENSION}{one.package}"],
        }
        for one in extensions()
    ]
    return {"version": __version__, "digest": digests[CODE], "extensions": added}


def versions() -> dict[str, str]:
    """Return the versions of Python, of evalkit and of the packages it stands on."""
    return {"python": platform.python_version(), "evalkit": __version__, **package_versions()}


def _git(git: str, folder: Path, *words: str) -> str:
    done = subprocess.run([git, "-C", str(folder), *words], capture_output=True, text=True, check=False)
    return done.stdout.strip() if done.returncode == 0 else ""


def _plain(value: object, folder: Path) -> object:
    if isinstance(value, Mapping):
        return {str(key): _plain(inner, folder) for key, inner in value.items()}
    if isinstance(value, Path):
        return recorded(value, folder)
    if isinstance(value, (set, frozenset)):
        return sorted(_plain(inner, folder) for inner in value)  # type: ignore[type-var]
    if isinstance(value, Iterable) and not isinstance(value, str):
        return [_plain(inner, folder) for inner in value]
    if value is None or isinstance(value, (str, bool, int, float)):
        return value
    return str(value)


def _input(provenance: Provenance) -> dict[str, object]:
    return {
        **asdict(provenance),
        "dropped": dict(provenance.dropped),
        "reasons": dict(provenance.reasons),
        "notes": list(provenance.notes),
    }


def _digests(folder: Path) -> list[dict[str, str]]:
    found = (*folder.iterdir(), *(folder / PLANS).glob("*.json"))
    files = sorted(file for file in found if file.is_file() and not file.name.startswith("."))
    return [{"file": file.relative_to(folder).as_posix(), "sha256": _sha256(file)} for file in files]


def _lock() -> str:
    lock = CLONE / LOCK if CLONE else None
    return _sha256(lock) if lock and lock.exists() else "no lock"


def _sha256(file: Path) -> str:
    return sha256(file.read_bytes()).hexdigest()


def _station(timing: Timing) -> dict[str, object]:
    question = {"question": timing.question} if timing.question else {}
    rests = {"rests_on": {name: value[:SHORT] for name, value in timing.inputs}} if timing.inputs else {}
    return {"what": timing.what, **question, "made": timing.made, "because": timing.why, **rests}


def _timing(timing: Timing) -> dict[str, object]:
    question = {"question": timing.question} if timing.question else {}
    return {"what": timing.what, **question, "seconds": round(timing.seconds, 3)}
