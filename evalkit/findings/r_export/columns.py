"""Tables for R: columns that say what they hold, and cells as a csv file holds them."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterable
from dataclasses import dataclass
from io import StringIO
from typing import Literal

Kind = Literal["text", "code", "integer", "decimal"]
Cell = str | int | float | None
Row = tuple[Cell, ...]

DICTIONARY = "dictionary.csv"
TYPES = (
    ("text", "words, or a number that nobody should add up"),
    ("code", "one of the codes listed"),
    ("integer", "a whole number"),
    ("decimal", "a number with a decimal point, to 15 digits"),
)


@dataclass(frozen=True, slots=True)
class ColumnForR:
    """One column and what a reader must know of it.

    Attributes
    ----------
    name : str
        As in the header.
    kind : {"text", "code", "integer", "decimal"}
        What its cells are; a code is one of ``codes``.
    what : str
        What it holds, in words.
    unit : str
        Unit of its numbers; empty for text and for plain numbers.
    codes : tuple of (str, str)
        Each code that occurs, and what it means.
    missing : str
        When a cell is empty; empty where none is.
    """

    name: str
    kind: Kind
    what: str
    unit: str = ""
    codes: tuple[tuple[str, str], ...] = ()
    missing: str = ""


@dataclass(frozen=True, slots=True)
class TableForR:
    """One file: its columns and rows.

    Attributes
    ----------
    file : str
        Name of the file.
    columns : tuple of ColumnForR
        In order.
    rows : tuple of tuple
        Cells in the order of the columns.
    """

    file: str
    columns: tuple[ColumnForR, ...]
    rows: tuple[Row, ...]

    def text(self) -> str:
        """Return the file as RFC 4180 has it: decimal points, 15 digits, an empty cell for what is missing."""
        out = StringIO()
        writer = csv.writer(out)
        writer.writerow([column.name for column in self.columns])
        writer.writerows([[shown(cell) if isinstance(cell, float) else cell for cell in row] for row in self.rows])
        return out.getvalue()


def shown(number: float) -> str:
    """Return a number as a csv file holds it.

    Examples
    --------
    >>> [shown(number) for number in (0.1 + 0.2, 2019.0, 1234567.25, float("nan"))]
    ['0.3', '2019', '1234567.25', '']
    """
    return "" if math.isnan(number) else f"{number:.15g}"


def dictionary(tables: Iterable[TableForR]) -> TableForR:
    """Return one row for each column of each table, its own among them."""
    own = (
        ColumnForR("file", "text", "Name of a csv file of this folder"),
        ColumnForR("column", "text", "Name of one of its columns"),
        ColumnForR("type", "code", "What its cells are", codes=TYPES),
        ColumnForR("unit", "text", "Unit of its numbers", missing="the column holds no numbers, or they have no unit"),
        ColumnForR("codes", "text", "Each code that occurs = what it means, with | between", missing="it has no codes"),
        ColumnForR("missing", "text", "When a cell of it is empty", missing="no cell of it is empty"),
        ColumnForR("what", "text", "What it holds"),
    )
    told = [(table.file, column) for table in tables for column in table.columns]
    rows = [_described(file, column) for file, column in (*told, *((DICTIONARY, column) for column in own))]
    return TableForR(DICTIONARY, own, tuple(rows))


def occurring(codes: tuple[tuple[str, str], ...], rows: Iterable[Row], place: int) -> tuple[tuple[str, str], ...]:
    """Return the codes that occur in one column of some rows, with what they mean."""
    found = {row[place] for row in rows}
    return tuple(pair for pair in codes if pair[0] in found)


def _described(file: str, column: ColumnForR) -> Row:
    return (file, column.name, column.kind, column.unit, _codes(column.codes), column.missing, column.what)


def _codes(codes: tuple[tuple[str, str], ...]) -> str:
    return " | ".join(f"{code} = {meaning}" for code, meaning in codes)
