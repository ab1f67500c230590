"""The rows of a table one by one, each cell an attribute under its column's name, and their days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pandas as pd


def each_row(rows: pd.DataFrame) -> Iterator[Any]:
    """Yield each row; its cells are attributes, of the types that the columns of the table promise."""
    yield from rows.itertuples()


def day_of(cell: pd.Timestamp) -> dt.date | None:
    """Return the day in a cell; None where it is blank."""
    return None if pd.isna(cell) else cell.date()
