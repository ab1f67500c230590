"""A table with the place of every cell in its file, and what is wrong at such a place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from evalkit.core.errors import Fault
from evalkit.data.text.cell_sheets import CellSheet
from evalkit.programme.tables import ProgrammeTable


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a file of the programme.

    Attributes
    ----------
    file, sheet : str
        Names of the file and of its sheet; the latter is empty for csv.
    row : int
        Counted from 1 as the file shows it; 0 for the file or sheet itself.
    column : int or None
        Counted from 0; None for a whole row.
    """

    file: str
    sheet: str
    row: int = 0
    column: int | None = None


@dataclass(frozen=True, slots=True)
class PlacedFault:
    """Something that is wrong, with its place for a link to it.

    Attributes
    ----------
    fault : Fault
        What is wrong, in words.
    spot : Spot
        Where.
    about : str
        Table and kind of fault, such as ``attendance, unknown school``, by which faults of one kind are told.
    """

    fault: Fault
    spot: Spot
    about: str = ""


@dataclass(frozen=True, slots=True)
class PlacedTable:
    """One table as it was read, every row that counts with its place.

    Attributes
    ----------
    table : ProgrammeTable
        What it holds.
    sheet : CellSheet
        Where it stands.
    headings : mapping of str to (int, str)
        Of each of our columns that is there, its place counted from 0 and its heading in the file.
    numbers : tuple of int
        Number of each row in the file.
    cells : mapping of str to list
        Values of each column of the table by row: text, number, day, or None.
    unread : frozenset of (int, str)
        Cells that are filled and could not be read, by place of the row in ``numbers`` and our column.
    """

    table: ProgrammeTable
    sheet: CellSheet
    headings: Mapping[str, tuple[int, str]]
    numbers: tuple[int, ...]
    cells: Mapping[str, list[object]]
    unread: frozenset[tuple[int, str]] = frozenset()

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.numbers)

    def __getitem__(self, column: str) -> list[object]:
        """Return the values of one column."""
        return self.cells[column]

    def texts(self, column: str) -> list[str]:
        """Return the values of a column of words, empty where blank."""
        return [str(value) if value else "" for value in self.cells[column]]

    def place(self, row: int, column: str = "") -> str:
        """Return where a row or one of its cells stands; ``row`` counts the rows read from 0."""
        if column not in self.headings:
            return self.sheet.place(self.numbers[row])
        at, heading = self.headings[column]
        return self.sheet.place(self.numbers[row], at, heading)

    def short(self, row: int, column: str = "") -> str:
        """Return the same without the name of the file and sheet, to stand behind it."""
        return self.place(row, column).removeprefix(self.sheet.name).lstrip(", ").removeprefix("cell ")

    def spot(self, row: int, column: str = "") -> Spot:
        """Return the place of a row or one of its cells."""
        at = self.headings[column][0] if column in self.headings else None
        return Spot(self.sheet.file, self.sheet.title, self.numbers[row], at)

    def fault(self, row: int, column: str, found: str, allowed: str, remedy: str, *, about: str) -> PlacedFault:
        """Return a fault of one cell, or of a row where the column is not there."""
        where = Fault(self.place(row, column), found, allowed, remedy)
        return PlacedFault(where, self.spot(row, column), f"{self.table.name}, {about}")

    def only(self, rows: list[int]) -> PlacedTable:
        """Return the table with some of its rows."""
        again = {row: place for place, row in enumerate(rows)}
        return replace(
            self,
            numbers=tuple(self.numbers[row] for row in rows),
            cells={name: [values[row] for row in rows] for name, values in self.cells.items()},
            unread=frozenset((again[row], column) for row, column in self.unread if row in again),
        )

    def changed(self, column: str, values: list[object]) -> PlacedTable:
        """Return the table with other values in one column."""
        return replace(self, cells={**self.cells, column: values})


Placed = Mapping[str, PlacedTable]
