"""The rows of a table as lines of text, cut into cells only where and when they are asked for.

A wide table has five hundred columns of which a hundred are read. A line is kept as it is and cut at its commas;
commas inside quotation marks are held back by a mark of our own until a cell is taken. What is not plainly of that
form goes through the csv reader of the standard library, which then also says what is wrong with it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter

import numpy as np
import pandas as pd

# A line that is cut at its commas, or the cells of a row; a blank row has none.
Record = str | tuple[str, ...]
_QUOTE = '"'
# Stands for a comma inside a cell; no text has it, as a file with that byte is refused before it is cut.
_HELD = "\x00"


@dataclass(frozen=True, slots=True)
class Factored:
    """A column as its different texts and which of them stands in each row.

    Attributes
    ----------
    codes : ndarray of int
        For each row a place in ``unique``.
    unique : tuple of str
        The texts as they stand.
    """

    codes: np.ndarray
    unique: tuple[str, ...]

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.codes)

    def __getitem__(self, position: int) -> str:
        """Return the text of one row."""
        return self.unique[int(self.codes[position])]

    def texts(self) -> list[str]:
        """Return the text of each row."""
        return [self.unique[code] for code in self.codes.tolist()]


def factored(cells: Sequence[str] | Factored) -> Factored:
    """Return a column as its different texts."""
    if isinstance(cells, Factored):
        return cells
    codes, unique = pd.factorize(np.asarray(cells, dtype=object))
    return Factored(codes, tuple(unique))


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """The data rows of a table.

    Attributes
    ----------
    records : tuple of (str or tuple of str)
        Each row, as one line with the commas inside its cells held back or as its cells.
    """

    records: tuple[Record, ...]

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.records)

    def __getitem__(self, position: int) -> tuple[str, ...]:
        """Return the cells of one row."""
        return cells_of(self.records[position])

    def __eq__(self, other: object) -> bool:
        """Say whether two tables have the same cells, however their rows are kept."""
        return isinstance(other, Iterable) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        """Return a number that is the same for the same cells."""
        return hash(tuple(self))

    def __iter__(self) -> Iterator[tuple[str, ...]]:
        """Return the rows one after the other."""
        return (self[position] for position in range(len(self)))

    def blank(self, position: int) -> bool:
        """Say whether a row holds nothing but blanks."""
        record = self.records[position]
        if isinstance(record, str):
            return not (record[:1].isalnum() or record.replace(",", " ").strip())
        return not any(cell.strip() for cell in record)

    def columns(self, places: Sequence[int], rows: Sequence[int] | None = None) -> list[tuple[str, ...]]:
        """Return the text of some columns of some rows as it stands; a blank row gives empty text.

        Parameters
        ----------
        places : sequence of int
            Where the columns stand, counted from 0.
        rows : sequence of int or None
            Which rows, counted from 0; None for all.
        """
        records = self.records if rows is None else [self.records[row] for row in rows]
        if not places or not records:
            return [() for _ in places]
        # Nothing after the last column asked for is cut.
        cuts = max(places) + 1
        pick, blank = itemgetter(*places, 0), ("",) * cuts
        rows_of_cells = (record.split(",", cuts) if isinstance(record, str) else record or blank for record in records)
        *found, _ = zip(*map(pick, rows_of_cells), strict=True)
        return [_given_back(cells) for cells in found]

    def factored(self, places: Sequence[int], rows: Sequence[int] | None = None) -> list[Factored]:
        """Return some columns as their different texts and which of them stands in each row."""
        return [factored(cells) for cells in self.columns(places, rows)]


def cells_of(record: Record) -> tuple[str, ...]:
    """Return the cells of one row."""
    return _given_back(tuple(record.split(","))) if isinstance(record, str) else record


def _given_back(cells: tuple[str, ...]) -> tuple[str, ...]:
    if _HELD not in "".join(cells):
        return cells
    return tuple(cell.replace(_HELD, ",") for cell in cells)


def cut(text: str) -> list[Record]:
    """Return the rows of a table in csv.

    Raises
    ------
    csv.Error
        With two arguments, the reason and the number of the row, for quotation marks that do not close.
    """
    ends = text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
    records: list[Record] = []
    for line in ends.removesuffix("\n").split("\n"):
        held = line if _QUOTE not in line else _held(line)
        if held is not None:
            records.append(held or ())
            continue
        try:
            records.extend(tuple(cells) for cells in csv.reader((line,), strict=True))
        except csv.Error:
            # A cell with a line end in it, or damage: only the whole text shows which.
            return _read(text)
    return records


def _held(line: str) -> str | None:
    """Return a line without its quotation marks; None unless each of them opens or closes a whole cell."""
    pieces = line.split(_QUOTE)
    last = len(pieces) - 1
    if last % 2:
        return None
    for place in range(0, last + 1, 2):
        piece = pieces[place]
        if (place > 0 and piece[:1] not in ("", ",")) or (place < last and piece[-1:] not in ("", ",")):
            return None
        if not piece and 0 < place < last:
            return None
    pieces[1::2] = [piece.replace(",", _HELD) for piece in pieces[1::2]]
    return "".join(pieces)


def _read(text: str) -> list[Record]:
    rows: list[Record] = []
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        rows.extend(tuple(cells) for cells in reader)
    except csv.Error as error:
        raise csv.Error(str(error), len(rows) + 1) from error
    return rows
