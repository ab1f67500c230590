"""The small public lookups under ``data/reference``."""

from __future__ import annotations

from pathlib import Path

from evalkit.core.errors import DataError
from evalkit.core.shipped import shipped


def reference_file(name: str) -> Path:
    """Return the path of a reference table, such as ``local_authorities.csv``."""
    path = shipped("data/reference") / name
    if not path.is_file():
        raise DataError.one(
            where=f"data/reference/{name}",
            found="no such file",
            allowed="the reference tables that come with evalkit",
            next="install evalkit again, from a whole copy of its repository or from a wheel",
        )
    return path
