"""Published tables as text, each file opened once in a run."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pandas as pd

from evalkit.data.folder import identification as identifying
from evalkit.data.sources import SOURCES
from evalkit.data.sources.parts.source import FileRead
from evalkit.data.text.open_files import OpenFile
from evalkit.data.text.whole_files import open_all


@cache
def tables(folder: Path, name: str) -> tuple[OpenFile, ...]:
    """Return every table of one file as text."""
    return open_all(folder / name, name)


@cache
def identified(folder: Path, name: str) -> identifying.Identified:
    """Return what one file is."""
    return identifying.identified(folder / name, name, tables(folder, name))


@cache
def read(folder: Path, name: str) -> FileRead:
    """Return one file as its own reader hands it on."""
    (reader,) = identified(folder, name).readers
    return SOURCES.get(reader).read(tables(folder, name)[0], None)


@cache
def text(folder: Path, name: str) -> pd.DataFrame:
    """Return the first table of one file with every cell as it stands."""
    table = tables(folder, name)[0]
    header = [heading or f"unnamed {place}" for place, heading in enumerate(table.header)]
    return pd.DataFrame([row or ("",) * len(header) for row in table.rows], columns=header, dtype=object)


def figures(cells: pd.Series) -> pd.Series:
    """Return cells as numbers, with NaN for text that is none."""
    return pd.to_numeric(cells.str.strip("% "), errors="coerce")
