"""One zip file: packed so that the same files give the same bytes, unpacked so that nothing lands outside a folder."""

from __future__ import annotations

import os
import stat
import zlib
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from evalkit.core.errors import Fault, ReportError
from evalkit.run.handover.manifest import DAMAGED, MANIFEST
from evalkit.run.handover.safe_names import LETTERS, why_unsafe

# The first day that a zip file can hold.
_DAY = (1980, 1, 1, 0, 0, 0)
_PLAIN_FILE, _UNIX = (stat.S_IFREG | 0o644) << 16, 3
_LEVEL = 6
MOST_FILES = 20_000
MOST_BYTES = 1_000_000_000
_STEP = 1 << 20
_ENCRYPTED = 0x1
_UNREADABLE = (BadZipFile, EOFError, NotImplementedError, OSError, RuntimeError, zlib.error)
ALLOWED = "a bundle as evalkit bundle writes it"


def pack(target: Path, contents: Mapping[str, bytes]) -> str:
    """Write files into a zip file, in the order of their names and without a clock; return its digest.

    Nobody ever sees half of it: it takes its place when it is whole.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    half = target.with_name(f".{target.name}-{os.getpid()}")
    try:
        with ZipFile(half, "w") as archive:
            for name in sorted(contents):
                entry = ZipInfo(name, _DAY)
                entry.create_system, entry.external_attr, entry.compress_type = _UNIX, _PLAIN_FILE, ZIP_DEFLATED
                archive.writestr(entry, contents[name], compresslevel=_LEVEL)
        half.replace(target)
    finally:
        half.unlink(missing_ok=True)
    return digest_of_file(target)


def unpack(file: Path, folder: Path) -> dict[str, str]:
    """Unpack a bundle into a folder; return the digest of each file by its name in the bundle.

    Every entry is looked at before the first is written: names that lead elsewhere, links, whatever is locked, and
    more than a bundle can hold are refused.
    """
    try:
        with ZipFile(file) as archive:
            entries = archive.infolist()
            _refuse_unsafe(entries, file.name)
            return {entry.filename: _unpacked(archive, entry, folder / entry.filename) for entry in entries}
    except FileNotFoundError as error:
        raise _refused(file.name, "no such file", "write where the bundle lies") from error
    except _UNREADABLE as error:
        raise _refused(file.name, f"a file that cannot be unpacked ({_said(error)})", DAMAGED) from error


def is_bundle(file: Path) -> bool:
    """Say whether a file was written by `pack`."""
    try:
        with ZipFile(file) as archive:
            return MANIFEST in archive.namelist()
    except _UNREADABLE:
        return False


def digest_of_file(file: Path) -> str:
    """Return the digest of a file of any size."""
    whole = sha256()
    with file.open("rb") as opened:
        while step := opened.read(_STEP):
            whole.update(step)
    return whole.hexdigest()


def _refuse_unsafe(entries: Iterable[ZipInfo], name: str) -> None:
    entries = list(entries)
    if len(entries) > MOST_FILES:
        raise _refused(name, f"{len(entries):,} entries; at most {MOST_FILES:,} are unpacked", DAMAGED)
    total = sum(entry.file_size for entry in entries)
    if total > MOST_BYTES:
        raise _refused(name, f"{total:,} bytes once unpacked; at most {MOST_BYTES:,} are", DAMAGED)
    seen: set[str] = set()
    faults = []
    for entry in entries:
        why = _unsafe(entry) or ("a name that stands there twice" if entry.filename.casefold() in seen else "")
        seen.add(entry.filename.casefold())
        if why:
            faults.append(Fault(f"{name}, {entry.filename!r}", why, ALLOWED, DAMAGED))
    if faults:
        raise ReportError(faults)


def _unsafe(entry: ZipInfo) -> str:
    """Return why an entry is not unpacked; empty where it is."""
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if why := LETTERS if entry.filename != entry.orig_filename else why_unsafe(entry.filename):
        return why
    if kind not in (0, stat.S_IFREG):
        return "a link, or something else that is no plain file"
    return "a file that is locked with a password" if entry.flag_bits & _ENCRYPTED else ""


def _unpacked(archive: ZipFile, entry: ZipInfo, target: Path) -> str:
    target.parent.mkdir(parents=True, exist_ok=True)
    whole = sha256()
    with archive.open(entry) as packed, target.open("xb") as written:
        while step := packed.read(_STEP):
            whole.update(step)
            written.write(step)
    return whole.hexdigest()


def _said(error: Exception) -> str:
    return str(error).splitlines()[0] if str(error) else type(error).__name__


def _refused(where: str, found: str, then: str) -> ReportError:
    return ReportError([Fault(where, found, ALLOWED, then)])
