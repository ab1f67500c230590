"""Ids as people write them, made one: 100000, "100000" and "100000 " name the same school."""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from numbers import Integral, Real

import numpy as np
import pandas as pd
from pandas.api.types import is_bool_dtype, is_integer_dtype

# A leading nought is part of an id: 0012 and 12 stay two. Spreadsheets add the ".0".
WHOLE = re.compile(r"(-?(?:0|[1-9]\d*))(?:\.0+)?")
# Beyond this, neighbouring whole numbers are no longer told apart in a column of decimals, nor kept in one of 64 bits.
LARGEST = 2**53
# What a column of missing values becomes when it is turned into text.
MISSING = ("nan", "NaN", "None", "<NA>", "NaT")


@dataclass(frozen=True, slots=True, eq=False)
class Ids:
    """A column of ids, each written in one way.

    Attributes
    ----------
    labels : Series
        Whole numbers where all ids are such, words otherwise; missing where there is no id.
    joined : tuple of tuple of str
        For each id that was written in several ways, the ways, as they stand in the column.
    """

    labels: pd.Series
    joined: tuple[tuple[str, ...], ...] = ()


def ids_of(column: pd.Series) -> Ids:
    """Return a column of ids with each id written in one way; spaces around it, and nothing but spaces, do not count.

    What is missing stays so where somebody turned the column into text; an infinite number names nobody.

    Parameters
    ----------
    column : Series
        Numbers, words, or both.
    """
    if is_integer_dtype(column) and not is_bool_dtype(column) and not column.isna().any():
        return Ids(column.astype(np.int64) if column.dtype != np.int64 else column)
    written = [None if _lacks(value) else value for value in column.tolist()]
    ways: dict[int | str, dict[str, None]] = {}
    labels: list[int | str | None] = []
    for value in written:
        label = None if value is None else _label(value)
        labels.append(label)
        if label is not None:
            ways.setdefault(label, {})[repr(value)] = None
    if not all(isinstance(label, int) for label in ways):
        labels = [None if label is None else str(label) for label in labels]
        return Ids(pd.Series(labels, index=column.index, dtype=object), _several(ways))
    known = pd.Series(labels, index=column.index, dtype="Int64" if None in labels else np.int64)
    return Ids(known, _several(ways))


def _lacks(value: object) -> bool:
    if isinstance(value, str):
        return value.strip() in ("", *MISSING)
    return value is None or value is pd.NA or value is pd.NaT or (isinstance(value, Real) and not math.isfinite(value))


def _label(value: object) -> int | str:
    if isinstance(value, bool | np.bool_):
        return str(value)
    if isinstance(value, Integral):
        return _small(int(value))
    if isinstance(value, Real) and float(value).is_integer():
        return _small(int(float(value)))
    text = unicodedata.normalize("NFKC", str(value)).strip()
    whole = WHOLE.fullmatch(text)
    return _small(int(whole.group(1))) if whole else text


def _small(number: int) -> int | str:
    return number if abs(number) <= LARGEST else str(number)


def _several(ways: dict[int | str, dict[str, None]]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(written) for written in ways.values() if len(written) > 1)
