"""New files in the place of last ones: what a person wrote in, or has open, is never written over."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

NOTED = ".stands-on.json"
FILES, ENTRIES = "files", "entries"
# How Word, and LibreOffice, mark a file that somebody has open. Word leaves out the first letter of a name of seven
# letters, and the first two of a longer one.
OPEN = ("~${name}", "~${from_second}", "~${from_third}", ".~lock.{name}#")
EDITED = "was changed by hand since the last run and is left as it is"
IN_USE = "is open in another program and is left as it is"
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
    """

    folder: Path
    files: Mapping[str, str]
    entries: frozenset[str] | None
    for_editing: tuple[str, ...]

    def why_it_stays(self, name: str) -> str:
        """Return why a file must not be written over; empty where it may, or is not there."""
        file = self.folder / name
        if not file.is_file():
            return ""
        if any(lock.exists() for lock in _locks(file)):
            return IN_USE
        return EDITED if name.endswith(self.for_editing) and self.files.get(name) != digest_of(file) else ""

    def whole(self, name: str) -> bool:
        """Say whether a file is there, as a run wrote it or as a person left it."""
        file = self.folder / name
        return file.is_file() and (self.files.get(name) == digest_of(file) or bool(self.why_it_stays(name)))

    def free_name(self, name: str) -> str:
        """Return the name under which a new file may be written: its own, or one beside it."""
        return next(other for other in _names_beside(name) if not self.why_it_stays(other))

    def added(self) -> list[Path]:
        """Return what a person laid beside the report."""
        if self.entries is None or not self.folder.is_dir():
            return []
        found = (entry for entry in sorted(self.folder.iterdir()) if not entry.name.startswith("."))
        return [entry for entry in found if entry.name not in self.entries]


def last_report(folder: Path, for_editing: tuple[str, ...]) -> LastReport:
    """Return what the last run left in a folder; nothing where there was none, or its note cannot be read."""
    noted = read_note(folder)
    files, entries = noted.get(FILES), noted.get(ENTRIES)
    known = {str(name): str(value) for name, value in files.items()} if isinstance(files, dict) else {}
    there = frozenset(map(str, entries)) if isinstance(entries, list) else None
    return LastReport(folder, known, there, for_editing)


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
    for entry in last.added():
        if not (building / entry.name).exists():
            (shutil.copytree if entry.is_dir() else shutil.copy2)(entry, building / entry.name)
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
    file.parent.mkdir(parents=True, exist_ok=True)
    half = file.with_name(f".{file.name}-{os.getpid()}")
    half.write_bytes(content)
    try:
        placed = replace_or_beside(half, file, lambda other: last.why_it_stays((folder / other).as_posix()))
    finally:
        half.unlink(missing_ok=True)
    return (folder / placed).as_posix()


def _copy(file: Path, target: Path) -> None:
    """Copy a file, and the marks by which programs know that they have it open."""
    target.parent.mkdir(parents=True, exist_ok=True)
    for one in (file, *filter(Path.exists, _locks(file))):
        shutil.copy2(one, target.parent / one.name)


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
