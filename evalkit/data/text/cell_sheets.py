"""Sheets as people fill them: each cell with its value, its look and its place, from a workbook or from csv."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from evalkit.core.errors import DataError

# Day 0 of a spreadsheet whose days count from 1900, as far as days after February 1900 are meant.
FROM_1900, FROM_1904 = dt.datetime(1899, 12, 30), dt.datetime(1904, 1, 1)
_SEPARATORS = ",;\t|"
_BOTH_WAYS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
# The longest cell that anybody fills by hand; the standard library stops at 131,072 characters.
_LONGEST = 1_000_000


class CellLook(NamedTuple):
    """How a cell shows its value.

    Attributes
    ----------
    kind : str
        ``day``, ``time``, ``month``, ``percent``, or empty for any other.
    colour : str
        Its filling as six hexadecimal digits; empty without one of its own.
    """

    kind: str = ""
    colour: str = ""


class SheetCell(NamedTuple):
    """One cell that is filled.

    Attributes
    ----------
    value : str, float, bool or None
        As stored; None for a formula whose value is not.
    look : CellLook
        How it is shown.
    formula : bool
        Whether its value comes from a formula.
    """

    value: str | float | bool | None
    look: CellLook = CellLook()
    formula: bool = False


class MergedArea(NamedTuple):
    """A block of cells that are merged: rows from 1 and columns from 0, the last ones included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class CellSheet:
    """One sheet, or one csv file.

    Attributes
    ----------
    file : str
        Name of its file.
    title : str
        Its name in the workbook; empty for csv.
    rows : mapping of int to mapping of int to SheetCell
        Filled cells by row, counted from 1 as spreadsheets show it (lines of a csv file), and column, from 0.
    hidden : bool
        Whether the sheet is hidden.
    hidden_rows, hidden_columns : frozenset of int
        What is hidden in it.
    merged : tuple of MergedArea
        Its merged cells.
    epoch : datetime
        The day that it counts as 0.
    notes : tuple of str
        What was mended on opening.
    """

    file: str
    title: str
    rows: Mapping[int, Mapping[int, SheetCell]]
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: tuple[MergedArea, ...] = ()
    epoch: dt.datetime = FROM_1900
    notes: tuple[str, ...] = field(default=())

    @property
    def name(self) -> str:
        """How messages call it."""
        return f"{self.file}, {self.title}" if self.title else self.file

    def place(self, row: int, column: int | None = None, heading: str = "") -> str:
        """Return where a cell or a row stands, as the program that opens the file shows it."""
        if self.title:
            return f"{self.name}, row {row}" if column is None else f"{self.name}, cell {letters(column)}{row}"
        called = "" if column is None else f", column {heading or column + 1}"
        return f"{self.name}, line {row}{called}"


def letters(column: int) -> str:
    """Return the letters of a column counted from 0."""
    text, rest = "", column + 1
    while rest:
        rest, place = divmod(rest - 1, 26)
        text = chr(ord("A") + place) + text
    return text


def sheet_of_csv(content: bytes, name: str) -> CellSheet:
    """Return a csv file as a sheet, whichever of its usual separators and encodings it has.

    Raises
    ------
    DataError
        For what is no text in rows and cells.
    """
    text, encoding = _text(content, name)
    separator = _separator(text)
    csv.field_size_limit(_LONGEST)
    rows: dict[int, dict[int, SheetCell]] = {}
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    begins = 1
    try:
        for record in reader:
            cells = {place: SheetCell(value) for place, value in enumerate(record) if value}
            if cells:
                rows[begins] = cells
            begins = reader.line_num + 1
    except csv.Error as error:
        raise DataError.one(
            where=f"{name}, line {begins}",
            found=f"quotation marks that do not close or stand inside a cell ({error})",
            allowed="a cell with commas or quotation marks stands in quotation marks, which are doubled inside",
            next="mend the line in a spreadsheet, and save the table again as CSV UTF-8",
        ) from error
    said = [f"{name} is read as {encoding}"] if encoding else []
    if separator != ",":
        said.append(f"cells of {name} are kept apart by {_CALLED[separator]}, and read so")
    return CellSheet(name, "", rows, notes=tuple(said))


_CALLED = {";": "semicolons", "\t": "tabs", "|": "upright strokes"}


def _text(content: bytes, name: str) -> tuple[str, str]:
    """Return the text of a file, and its encoding where that must be told."""
    for mark, encoding in _BOTH_WAYS:
        if content.startswith(mark):
            try:
                return _without_nothing(content.decode(encoding), name), "UTF-16" if encoding == "utf-16" else ""
            except UnicodeDecodeError:
                raise _no_text(name, f"text that breaks off or is damaged ({encoding})") from None
    for encoding, told in (("utf-8", ""), ("cp1252", "Windows-1252"), ("latin-1", "Latin-1")):
        try:
            return _without_nothing(content.decode(encoding), name), told
        except UnicodeDecodeError:
            continue
    raise _no_text(name, "bytes that are no text")


def _without_nothing(text: str, name: str) -> str:
    if "\x00" in text:
        raise _no_text(name, "bytes that are no text (NUL)")
    return text


def _no_text(name: str, found: str) -> DataError:
    error = DataError.one(
        where=name,
        found=found,
        allowed="a table as .csv (UTF-8) or a workbook (.xlsx)",
        next="open it in a spreadsheet and save it again as CSV UTF-8 or as .xlsx",
    )
    assert isinstance(error, DataError)
    return error


def _separator(text: str) -> str:
    """Return what keeps cells apart: the mark that most of the first lines have, and most often."""
    lines = [line for line in text[:20_000].splitlines()[:30] if line.strip()]
    counts = {mark: sorted(line.count(mark) for line in lines) for mark in _SEPARATORS}
    usual = {mark: found[len(found) // 2] if found else 0 for mark, found in counts.items()}
    best = max(usual, key=lambda mark: usual[mark])
    return best if usual[best] > usual[","] else ","
