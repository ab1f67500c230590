"""The folder that a command writes into, refused before any work where nothing can be written."""

from __future__ import annotations

import os
from pathlib import Path

from evalkit.core.errors import ReportError
from evalkit.run.places import shown


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
