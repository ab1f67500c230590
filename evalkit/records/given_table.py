"""What is wrong with a table that somebody hands over, before anything is made of it: every fault of it, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd
from pandas.api.types import is_bool_dtype, is_complex_dtype, is_numeric_dtype

from evalkit.core.errors import Fault

TABLE = "the data frame"
# Products of a few larger, or of a few smaller, numbers leave what a computer can hold.
LARGEST, SMALLEST = 1e50, 1e-50


def named(frame: object, columns: Sequence[str]) -> list[Fault]:
    """Return the faults of what is handed over as a table, and of the names of its columns.

    Parameters
    ----------
    frame : object
        What was given as the table.
    columns : sequence of str
        Names of the columns wanted, one for each part that a column is to play.
    """
    if not isinstance(frame, pd.DataFrame):
        return [
            Fault(TABLE, f"a {type(frame).__name__}", "a pandas DataFrame", "make it one: pandas.DataFrame(...)"),
        ]
    if frame.columns.nlevels > 1:
        return [
            Fault(TABLE, "headings on several levels", "one heading for each column", "join the levels of the headings")
        ]
    faults = []
    for name in dict.fromkeys(columns):
        places = sum(known == name for known in frame.columns.tolist())
        if not places:
            known = ", ".join(map(str, frame.columns)) or "the frame has no columns"
            faults.append(Fault(TABLE, f"no column {name!r}", known, "name a column of the frame"))
        if places > 1:
            found = f"{places} columns of this name"
            faults.append(Fault(_at(name), found, "one column of a name", "rename the others, or leave them out"))
    return faults


def twice(parts: Sequence[tuple[str, str]]) -> list[Fault]:
    """Return a fault for each column that is to play two parts which exclude each other.

    Parameters
    ----------
    parts : sequence of (str, str)
        The part in words, and the column that is to play it.
    """
    faults: list[Fault] = []
    seen: dict[str, str] = {}
    for part, name in parts:
        if name in seen:
            found = f"named as {seen[name]} and as {part}"
            faults.append(Fault(_at(name), found, "one part for each column", "name another column, or leave one out"))
        seen.setdefault(name, part)
    return faults


def numbers(frame: pd.DataFrame, names: Sequence[str]) -> Iterator[Fault]:
    """Yield the fault of each column that should hold finite numbers."""
    for name in names:
        column = frame[name]
        if column.isna().all():
            found = "no value in any row" if len(column) else "no rows"
            yield Fault(_at(name), found, "numbers", "leave the column out, or give its values")
        elif not is_numeric_dtype(column) or is_complex_dtype(column):
            kind = "complex numbers" if is_complex_dtype(column) else f"values of kind {column.dtype}"
            yield Fault(_at(name), kind, "numbers", "convert it to numbers")
        else:
            yield from _sizes(name, column.dropna().to_numpy(dtype=float))


def plain(frame: pd.DataFrame, names: Sequence[str]) -> pd.DataFrame:
    """Return the frame with the columns named as plain numbers; those that are plain stay as they are."""
    odd = [name for name in names if not isinstance(frame[name].dtype, np.dtype) or is_bool_dtype(frame[name])]
    return frame.assign(**{name: frame[name].to_numpy(dtype=float, na_value=np.nan) for name in odd})


def _sizes(name: str, values: np.ndarray) -> Iterator[Fault]:
    endless = int(np.isinf(values).sum())
    if endless:
        found = f"{endless} infinite value{'s' if endless > 1 else ''}"
        yield Fault(_at(name), found, "finite numbers", "mend the values, or mark them as missing")
    elif np.abs(values).max() > LARGEST:
        yield Fault(_at(name), f"values beyond {LARGEST:.0e}", "smaller numbers", "give it in a larger unit")
    elif 0 < np.abs(values).max() < SMALLEST:
        yield Fault(_at(name), f"no value beyond {SMALLEST:.0e}", "larger numbers", "give it in a smaller unit")


def _at(name: str) -> str:
    return f"{TABLE}, column {name!r}"
