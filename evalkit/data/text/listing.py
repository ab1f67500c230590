"""The tables of a folder, by the ends of their names."""

from __future__ import annotations

from pathlib import Path


def tables_in(folder: Path, suffixes: tuple[str, ...]) -> dict[str, Path]:
    """Return the files below a folder whose names end so, by name from the folder; hidden and lock files are no tables.

    Parameters
    ----------
    folder : Path
        Searched with its subfolders.
    suffixes : tuple of str
        Ends of names in small letters, such as ``.csv``.
    """
    return {
        path.relative_to(folder).as_posix(): path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name.casefold().endswith(suffixes) and not path.name.startswith((".", "~$"))
    }
