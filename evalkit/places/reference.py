"""The small public lookups under ``data/reference``."""

from __future__ import annotations

from pathlib import Path

from evalkit.core.errors import DataError

_FOLDER = Path(__file__).resolve().parents[2] / "data" / "reference"


def reference_file(name: str) -> Path:
    """Return the path of a reference table, such as ``local_authorities.csv``."""
    path = _FOLDER / name
    if not path.is_file():
        raise DataError.one(
            where=f"data/reference/{name}",
            found="no such file",
            allowed="the reference tables that come with evalkit",
            next="run evalkit from a whole copy of its repository, installed as the README shows",
        )
    return path
