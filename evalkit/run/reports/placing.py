"""New files in the place of last ones: what a person wrote in, or has open, is never written over."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from evalkit.run.output_folder import Writing
from evalkit.run.work.run_order import FAILED

NOTED = ".stands-on.json"
FILES, ENTRIES = "files", "entries"
# How Word, and LibreOffice, mark a file that somebody has open. Word leaves out the first letter of a name of seven
# letters, and the first two of a longer one.
OPEN = ("~${name}", "~${from_second}", "~${from_third}", ".~lock.{name}#")
EDITED = "was changed by hand since the last run and is left as it is"
IN_USE = "is open in another program and is left as it is"
OWN = "is none that a run wrote and is left as it is"
# A file that a run was writing when it was stopped.
HALF = re.compile(r"\.(?P<name>.+)-\d+")
MOST_BESIDE = 100


@dataclass(frozen=True, slots=True)
class LastReport:
    """What stands in the folder of a report.

    Attributes
    ----------
    folder : Path
        The folder; it need not be there.
    files : mapping of str to str
        Digest of each file of the report as a run wrote it, by name.
    entries : frozenset of str or None
        What a run laid into the folder; None where that was not noted.
    for_editing : tuple of str
        Endings of files in which people write.
    formats : frozenset of str
        What a run may call its files; where its note is lost, all else is what a person laid there.
    """

    folder: Path
    files: Mapping[str, str]
    entries: frozenset[str] | None
    for_editing: tuple[str, ...]
    formats: frozenset[str] = frozenset()

    def why_it_stays(self, name: str) -> str:
        """Return why a file must not be written over; empty where it may, or is not there."""
        file = self.folder / name
        if not os.path.lexists(file):
            return ""
        if not file.is_file() or (name not in self.files and self._is_own(name.partition("/")[0])):
            return OWN
        if any(lock.exists() for lock in _locks(file)):
            return IN_USE
        return EDITED if name.endswith(self.for_editing) and self.files.get(name) != digest_of(file) else ""

    def whole(self, name: str) -> bool:
        """Say whether a file is there, as a run wrote it or as a person left it."""
        file = self.folder / name
        if self.why_it_stays(name) == OWN:
            return any(other in self.files and self.whole(other) for other in _names_beside(name) if other != name)
        return file.is_file() and (self.files.get(name) == digest_of(file) or bool(self.why_it_stays(name)))

    def free_name(self, name: str) -> str:
        """Return the name under which a new file may be written: its own, or one beside it."""
        return next(other for other in _names_beside(name) if not self.why_it_stays(other))

    def added(self) -> list[str]:
        """Return what a person laid beside the report, or into a folder of files of it, by its name in the folder."""
        if not self.folder.is_dir():
            return []
        found: list[str] = []
        for name in sorted(entry.name for entry in self.folder.iterdir()):
            if any(file.startswith(f"{name}/") for file in self.files):
                inside = (file for file in sorted((self.folder / name).rglob("*")) if not file.is_dir())
                named = (file.relative_to(self.folder).as_posix() for file in inside)
                found += [file for file in named if file not in self.files and not self._is_half(file)]
            elif self._is_own(name):
                found.append(name)
        return found

    def _is_own(self, name: str) -> bool:
        """Say whether no run laid it there, as far as is known."""
        if name in (NOTED, FAILED) or self._is_half(name):
            return False
        return name not in (self.formats if self.entries is None else self.entries)

    def _is_half(self, name: str) -> bool:
        path = Path(name)
        half = HALF.fullmatch(path.name)
        return half is not None and path.with_name(half["name"]).as_posix() in {*self.files, *self.formats}


def last_report(folder: Path, for_editing: tuple[str, ...], formats: Iterable[str] = ()) -> LastReport:
    """Return what the last run left in a folder; nothing where there was none, or its note cannot be read.

    Parameters
    ----------
    folder : Path
        The folder.
    for_editing : tuple of str
        Endings of files in which people write.
    formats : iterable of str
        What a run may call its files, and folders of them.
    """
    noted = read_note(folder)
    files, entries = noted.get(FILES), noted.get(ENTRIES)
    known = {str(name): str(value) for name, value in files.items()} if isinstance(files, dict) else {}
    there = frozenset(map(str, entries)) if isinstance(entries, list) else None
    return LastReport(folder, known, there, for_editing, frozenset(formats))


def read_note(folder: Path) -> dict[str, object]:
    """Return what a run noted of its report."""
    try:
        content = json.loads((folder / NOTED).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


def place(last: LastReport, new: Mapping[str, bytes]) -> tuple[dict[str, str], list[str]]:
    """Write new files into the folder of a report that stands.

    What an earlier run laid beside a file, and nobody wrote in, goes when a newer one takes a place before it.

    Returns
    -------
    tuple of (dict of str to str, list of str)
        The digests of all files of the report, and what to say of those that were left as they are.
    """
    known, told = dict(last.files), []
    for name, content in new.items():
        written = _written(last, name, content)
        known[written] = sha256(content).hexdigest()
        if written != name:
            told.append(left_as_it_is(name, last.why_it_stays(name) or IN_USE, written))
        for older in _after(written, name):
            if older in last.files and not last.why_it_stays(older):
                (last.folder / older).unlink(missing_ok=True)
                del known[older]
    return known, told


def left_as_it_is(name: str, why: str, beside: str) -> str:
    """Say that a file was not written over, why, and where the new one is."""
    return f"{name} {why}; the new one stands beside it: {beside}"


def carry_over(last: LastReport, building: Path, new: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """Bring into a new report what a person wrote or laid into the last one.

    Parameters
    ----------
    last : LastReport
        The last report.
    building : Path
        Folder of the new one, whole.
    new : mapping of str to str
        The digest of each file of the new report.

    Returns
    -------
    tuple of (dict of str to str, list of str)
        The digests of all files of the report, and what to say of those that were left as they are.
    """
    known, told = {}, []
    for name, value in new.items():
        why, free = last.why_it_stays(name), last.free_name(name)
        if why:
            (building / name).replace(building / free)
            told.append(left_as_it_is(name, why, free))
        known[free] = value
    for name in {*last.files, *new}:
        if last.why_it_stays(name):
            _copy(last.folder / name, building / name)
            known |= {name: last.files[name]} if name in last.files else {}
    for name in last.added():
        _lay_beside(last.folder / name, building / name)
    return known, told


def digest_of(file: Path) -> str:
    """Return the digest of a file."""
    return sha256(file.read_bytes()).hexdigest()


def replace_or_beside(half: Path, file: Path, stays: Callable[[str], object] = lambda name: False) -> str:
    """Move a file into the place of another, or beside one that a program holds open; return its name then.

    Parameters
    ----------
    half : Path
        The new file, in the same folder or on the same disk.
    file : Path
        Where it should go.
    stays : callable
        ``stays(name)`` says whether a file of that name must not be written over.
    """
    for name in _names_beside(file.name):
        if stays(name):
            continue
        try:
            half.replace(file.with_name(name))
        except PermissionError:
            continue
        return name
    raise PermissionError(file)


def _written(last: LastReport, name: str, content: bytes) -> str:
    """Write a file, under the first name that may be written, so that nobody ever sees half of it; return the name."""
    file, folder = last.folder / name, Path(name).parent
    half = file.with_name(f".{file.name}-{os.getpid()}")
    with Writing(file):
        file.parent.mkdir(parents=True, exist_ok=True)
        try:
            half.write_bytes(content)
            placed = replace_or_beside(half, file, lambda other: last.why_it_stays((folder / other).as_posix()))
        finally:
            half.unlink(missing_ok=True)
    return (folder / placed).as_posix()


def _lay_beside(own: Path, target: Path) -> None:
    """Copy what a person laid there, and nothing over a file of the report."""
    if not os.path.lexists(target):
        _copy(own, target)
    elif own.is_dir() and target.is_dir():
        for one in own.iterdir():
            _lay_beside(one, target / one.name)


def _copy(file: Path, target: Path) -> None:
    """Copy a file or a folder, and the marks by which programs know that they have it open; links stay links."""
    with Writing(file):
        target.parent.mkdir(parents=True, exist_ok=True)
        for one in (file, *filter(Path.exists, _locks(file))):
            if one.is_dir() and not one.is_symlink():
                shutil.copytree(one, target.parent / one.name, symlinks=True)
            else:
                shutil.copy2(one, target.parent / one.name, follow_symlinks=False)


def _locks(file: Path) -> list[Path]:
    names = {"name": file.name, "from_second": file.name[1:], "from_third": file.name[2:]}
    return [file.with_name(form.format(**names)) for form in OPEN]


def _after(written: str, name: str) -> Iterator[str]:
    """Yield the names at which a newer file was looked for only after the one that was taken."""
    names = iter(_names_beside(name))
    yield from names if written in names else ()


def _names_beside(name: str) -> Iterator[str]:
    """Yield a name and those that follow it: ``report.docx``, ``report-new.docx``, ``report-new-2.docx``."""
    path = Path(name)
    yield name
    yield path.with_name(f"{path.stem}-new{path.suffix}").as_posix()
    for number in range(2, MOST_BESIDE):
        yield path.with_name(f"{path.stem}-new-{number}{path.suffix}").as_posix()
