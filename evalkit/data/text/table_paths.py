"""Where tables lie: the files of a folder, and what its zip archives hold, under one name each."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile

from evalkit.core.errors import DataError

ARCHIVE = ".zip"
# What some machines pack beside every file.
_NO_TABLES = "__MACOSX"
_LOCKED = 0x1


@dataclass(frozen=True, slots=True)
class Packed:
    """A file inside a zip archive, read as a file on disk is.

    Attributes
    ----------
    archive : Path
        The archive.
    member : str
        Its name in the archive, as the archive writes it.
    size : int
        Number of its bytes once unpacked.
    """

    archive: Path
    member: str
    size: int

    @property
    def name(self) -> str:
        """The last part of its name."""
        return PurePosixPath(self.member.replace("\\", "/")).name

    @property
    def suffix(self) -> str:
        """The end of its name, with the dot."""
        return PurePosixPath(self.name).suffix

    def read_bytes(self) -> bytes:
        """Return its content; an archive that is damaged is refused in words."""
        try:
            with ZipFile(self.archive) as archive:
                return archive.read(self.member)
        except (BadZipFile, EOFError, NotImplementedError, OSError, RuntimeError, zlib.error) as error:
            raise DataError.one(
                where=f"{self.archive.name}, {self.member}",
                found=f"a file that cannot be unpacked ({error})",
                allowed="a whole archive without a password",
                next="fetch the archive again, or unpack it into the data folder",
            ) from error

    def open(self, mode: str = "rb") -> BinaryIO:
        """Return its content as an open file; ``mode`` is there as it is for a file on disk."""
        del mode
        return io.BytesIO(self.read_bytes())


TablePath = Path | Packed


def tables_in(folder: Path, suffixes: tuple[str, ...]) -> dict[str, TablePath]:
    """Return the files below a folder whose names end so, by name from the folder; hidden and lock files are no tables.

    A zip archive counts as a folder. It stands in the list itself, if archives are asked for, only where nothing can be
    taken from it.

    Parameters
    ----------
    folder : Path
        Searched with its subfolders.
    suffixes : tuple of str
        Ends of names in small letters, such as ``.csv``.
    """
    return {
        name: path
        for name, path in files_in(folder)
        if path.name.casefold().endswith(suffixes) and not path.name.startswith((".", "~$"))
    }


def files_in(folder: Path) -> Iterator[tuple[str, TablePath]]:
    """Yield every file below a folder with its name from there, archives as the files in them."""
    for path in sorted(folder.rglob("*")):
        if not path.is_file():
            continue
        name = path.relative_to(folder).as_posix()
        members = dict(_members(path)) if path.suffix.casefold() == ARCHIVE else {}
        yield from ((f"{name}/{inside}", member) for inside, member in sorted(members.items()))
        if not members:
            yield name, path


def _members(archive: Path) -> Iterator[tuple[str, Packed]]:
    """Yield the files of an archive that can be read; none where it is damaged."""
    try:
        with ZipFile(archive) as opened:
            entries = opened.infolist()
    except (BadZipFile, OSError):
        return
    for entry in entries:
        # Names may come from any machine, and must not lead out of the folder.
        parts = [part for part in entry.filename.replace("\\", "/").split("/") if part not in ("", ".", "..")]
        if parts and not entry.is_dir() and not entry.flag_bits & _LOCKED and _NO_TABLES not in parts:
            yield "/".join(parts), Packed(archive, entry.filename, entry.file_size)
