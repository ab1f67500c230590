"""The folder that a command writes into, refused before any work where nothing can be written."""

from __future__ import annotations

import os
from pathlib import Path
from types import TracebackType

from evalkit.core.errors import ReportError
from evalkit.run.places import shown


class Writing:
    """A context in which a disk that is full, or a place that may not be written, is told in words.

    Parameters
    ----------
    place : Path
        The file or folder that is written.
    """

    def __init__(self, place: Path) -> None:
        self.place = place

    def __enter__(self) -> Writing:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if isinstance(error, OSError):
            raise ReportError.one(
                where=shown(self.place),
                found=f"it could not be written: {error.strerror or error}",
                allowed="a place in which files may be written, on a disk with room for them",
                next="make room, or allow writing there, then run it again: what was computed is remembered",
            ) from error


def refuse_unwritable(folder: Path) -> None:
    """Refuse a folder that is a file, lies below one, or cannot be written; one that is not there yet may be made."""
    nearest = folder.absolute()
    while not nearest.exists() and nearest != nearest.parent:
        nearest = nearest.parent
    if nearest.is_dir() and os.access(nearest, os.W_OK | os.X_OK):
        return
    raise ReportError.one(
        where=shown(nearest),
        found="a folder that cannot be written" if nearest.is_dir() else "a file",
        allowed="a folder that can be written, or a new one below such a folder",
        next="choose another folder with --out",
    )
