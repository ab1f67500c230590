"""The rows of a table as lines of text, cut into cells only where and when they are asked for.

A wide table has five hundred columns of which a hundred are read. A line is kept as it is and cut at its commas;
commas inside quotation marks are held back by a mark of our own until a cell is taken. What is not plainly of that
form goes through the csv reader of the standard library, which then also says what is wrong with it.

A table in which every row has the same number of cells, and every quotation mark opens or closes a whole cell, is kept
as bytes with the places of its commas instead (`Grid`): its cells are found, compared and counted without being cut.
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


_COMMA, _LINE_END, _RETURN, _MARK = b',\n\r"'
# Cells of at most so many bytes are compared as one number.
_SHORT = 8
_BYTES = np.arange(_SHORT)


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """The rows of a table.

    Attributes
    ----------
    content : bytes
        The file, with a few noughts behind it.
    raw : ndarray of uint8
        The same bytes as numbers.
    encoding : str
        How they are read.
    begins : ndarray of int
        Where each row begins.
    ends : ndarray of int
        Where each cell ends, row by row.
    quoted : bool
        Whether there are quotation marks.
    """

    content: bytes
    raw: np.ndarray
    encoding: str
    begins: np.ndarray
    ends: np.ndarray
    quoted: bool

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.begins)

    def __getitem__(self, position: int) -> tuple[str, ...]:
        """Return the cells of one row."""
        starts = np.concatenate([self.begins[position : position + 1], self.ends[position, :-1] + 1])
        return tuple(self._texts(*self._without_marks(starts, self.ends[position].copy())))

    def __iter__(self) -> Iterator[tuple[str, ...]]:
        """Return the rows one after the other."""
        return (self[position] for position in range(len(self)))

    def __eq__(self, other: object) -> bool:
        """Say whether two tables have the same cells, however their rows are kept."""
        return isinstance(other, Iterable) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        """Return a number that is the same for the same cells."""
        return hash(tuple(self))

    def blank(self, position: int) -> bool:
        """Say whether a row holds nothing but blanks."""
        begin = int(self.begins[position])
        return not self.content[begin : begin + 1].isalnum() and not any(cell.strip() for cell in self[position])

    def after(self, rows: int) -> Grid:
        """Return the table without its first rows."""
        return Grid(self.content, self.raw, self.encoding, self.begins[rows:], self.ends[rows:], self.quoted)

    def columns(self, places: Sequence[int], rows: Sequence[int] | None = None) -> list[tuple[str, ...]]:
        """Return the text of some columns of some rows as it stands; see `Rows.columns`."""
        return [tuple(self._texts(*self._bounds(place, rows))) for place in places]

    def factored(self, places: Sequence[int], rows: Sequence[int] | None = None) -> list[Factored]:
        """Return some columns as their different texts and which of them stands in each row."""
        return [self._factored(place, rows) for place in places]

    def _factored(self, place: int, rows: Sequence[int] | None) -> Factored:
        starts, ends = self._bounds(place, rows)
        lengths = ends - starts
        if not len(lengths) or lengths.max() > _SHORT:
            return factored(self._texts(starts, ends))
        block = self.raw.take(starts[:, None] + _BYTES)
        block[lengths[:, None] <= _BYTES] = 0
        codes, numbers = pd.factorize(block.view(np.uint64).ravel())
        return Factored(codes, tuple(text.decode(self.encoding) for text in numbers.view(f"S{_SHORT}").tolist()))

    def _bounds(self, place: int, rows: Sequence[int] | None) -> tuple[np.ndarray, np.ndarray]:
        chosen = slice(None) if rows is None else np.asarray(rows, dtype=np.int64)
        starts = self.ends[chosen, place - 1] + 1 if place else self.begins[chosen]
        return self._without_marks(starts, self.ends[chosen, place])

    def _without_marks(self, starts: np.ndarray, ends: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        if not self.quoted:
            return starts, ends
        marked = (self.raw[starts] == _MARK) & (ends > starts)
        return starts + marked, ends - marked

    def _texts(self, starts: np.ndarray, ends: np.ndarray) -> list[str]:
        whole = self.raw.data
        return [str(whole[start:end], self.encoding) for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]


def grid_of(content: bytes, encoding: str) -> Grid | None:
    """Return a table in csv with its header as the first row, or None where it must be kept as lines."""
    padded = content + bytes(_SHORT)
    raw = np.frombuffer(padded, dtype=np.uint8)
    text = raw[: len(content)]
    breaks = np.flatnonzero((text == _COMMA) | (text == _LINE_END))
    if not content.endswith(b"\n"):
        breaks = np.append(breaks, len(content))
    quotes = np.flatnonzero(text == _MARK)
    outside = _outside(raw, breaks, quotes, len(content)) if len(quotes) else breaks
    if outside is None or content.count(b"\r") != content.count(b"\r\n"):
        return None
    # What stands behind the last byte counts as the end of its line.
    line_ends = np.flatnonzero((raw[outside] == _LINE_END) | (outside == len(content)))
    width = int(line_ends[0]) + 1
    # With one column an empty line and an empty cell look alike.
    if width == 1 or len(outside) != width * len(line_ends) or (np.diff(line_ends) != width).any():
        return None
    ends = outside.astype(np.int32).reshape(-1, width)
    begins = np.concatenate([[0], ends[:-1, -1] + 1])
    ends[:, -1] -= (raw[ends[:, -1] - 1] == _RETURN) & (ends[:, -1] > begins)
    return Grid(padded, raw, encoding, begins, ends, bool(len(quotes)))


def _outside(raw: np.ndarray, breaks: np.ndarray, quotes: np.ndarray, length: int) -> np.ndarray | None:
    """Return the commas and line ends that stand in no quotation marks; None unless the marks are plain pairs."""
    if len(quotes) % 2:
        return None
    opens, closes = quotes[0::2], quotes[1::2]
    before = raw[np.maximum(opens - 1, 0)]
    behind = raw[closes + 1]
    opening = (opens == 0) | (before == _COMMA) | (before == _LINE_END)
    closing = (closes + 1 == length) | (behind == _COMMA) | (behind == _LINE_END) | (behind == _RETURN)
    if not (opening.all() and closing.all()):
        return None
    first, last = np.searchsorted(breaks, opens), np.searchsorted(breaks, closes)
    held = last - first
    within = np.repeat(first - np.concatenate([[0], np.cumsum(held)[:-1]]), held) + np.arange(held.sum())
    if (raw[breaks[within]] == _LINE_END).any():
        return None
    return np.delete(breaks, within)
