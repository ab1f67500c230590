"""Texts in files of comma-separated values: what a spreadsheet would compute gets an apostrophe before it.

Such a file cannot say that a cell is text. A spreadsheet that opens one takes a text that begins with = + - or @ for a
formula and computes it, whoever wrote it; one that begins with a tab or a line's end loses that first and is computed
then. An apostrophe before the text keeps it a text in every program and can be seen in all of them. Numbers have none:
R and pandas read them as numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
APOSTROPHE = "'"
# Kinds of columns that hold no text: yes or no, whole numbers, and numbers.
NUMERIC = "biuf"
NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?")


def would_be_computed(text: str) -> bool:
    """Say whether a spreadsheet might take a text for a formula; a number, or a sign alone, is none."""
    return text.startswith(BEGINS_A_FORMULA) and len(text) > 1 and NUMBER.fullmatch(text) is None


def csv_cell(value: object) -> object:
    """Return a cell as a file of comma-separated values may hold it: a number as it is, a text that stays one."""
    return f"{APOSTROPHE}{value}" if _computed(value) else value


def csv_row(values: Iterable[object]) -> list[object]:
    """Return the cells of a row as `csv_cell` does."""
    return [csv_cell(value) for value in values]


def csv_text(frame: pd.DataFrame) -> str:
    """Return a frame as comma-separated values: 12 digits of each number, and texts that stay texts.

    Parameters
    ----------
    frame : DataFrame
        Its index is left out.
    """
    kept = frame.copy(deep=False)
    kept.columns = csv_row(frame.columns)
    for place, kind in enumerate(frame.dtypes):
        column = frame.iloc[:, place]
        texts = [] if kind.kind in NUMERIC else [row for row, value in enumerate(column) if _computed(value)]
        if texts:
            # Whatever else stands in the column stays of its own kind: a whole number has no decimals.
            changed = column.to_numpy(dtype=object, copy=True)
            changed[texts] = [csv_cell(value) for value in changed[texts]]
            kept.isetitem(place, changed)
    return kept.to_csv(index=False, float_format="%.12g", lineterminator="\n")


def _computed(value: object) -> bool:
    return isinstance(value, str) and would_be_computed(value)
