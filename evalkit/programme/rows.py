"""From a sheet to the rows of a table: what is data, what each cell says, and everything that is wrong."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, field

from evalkit.core.errors import Fault
from evalkit.data.text.cell_sheets import CellSheet, MergedArea, SheetCell, letters
from evalkit.programme.cells.days import AS_TEXT as DAY_AS_TEXT
from evalkit.programme.cells.numbers import AS_TEXT as NUMBER_AS_TEXT
from evalkit.programme.cells.reading import ColumnReader, choices_of, offered_of
from evalkit.programme.cells.said import CellSays, Wrong, text_of
from evalkit.programme.layout import Layout
from evalkit.programme.left_out import UNSAID, LeftOut
from evalkit.programme.placed import PlacedFault, PlacedTable, Spot
from evalkit.programme.tables.parts.table import ProgrammeColumn

# In csv every cell is text, so that nobody need be told.
_OF_WORKBOOKS = frozenset({NUMBER_AS_TEXT, DAY_AS_TEXT})
FORMULA = "value of a formula, as it was stored"
_SHOWN = 5
_NOTHING = CellSays()


@dataclass(slots=True)
class RowsRead:
    """What came of reading one sheet.

    Attributes
    ----------
    placed : PlacedTable
        The rows that count.
    faults : list of PlacedFault
        What is wrong with cells.
    notes : list of str
        What was read in a way that the writer should know.
    """

    placed: PlacedTable
    faults: list[PlacedFault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def rows_read(
    layout: Layout, declared: Mapping[str, Mapping[str, str]], persons: Container[tuple[int, int]] = ()
) -> RowsRead:
    """Return the rows of a table.

    Parameters
    ----------
    layout : Layout
        Where its headings stand.
    declared : mapping of str to mapping
        What the study declares for what columns refer to: strands and levels of the reviews, by what people write.
    persons : container of (int, int)
        Row and place of each cell in which somebody can be seen; what stands there is not kept.
    """
    return _Reading(layout, declared, persons).read()


class _Reading:
    """The reading of one sheet, with what it finds on the way."""

    def __init__(
        self, layout: Layout, declared: Mapping[str, Mapping[str, str]], persons: Container[tuple[int, int]]
    ) -> None:
        self.layout, self.sheet, self.table, self.persons = layout, layout.sheet, layout.table, persons
        self.columns = [
            (column, *layout.columns[column.name])
            for column in self.table.every_column
            if column.name in layout.columns
        ]
        self.readers = {
            column.name: ColumnReader(column, self.sheet.epoch, choices_of(column, own), offered_of(own))
            for column, _, _ in self.columns
            for own in (declared.get(column.refers, {}),)
        }
        self.no_data = LeftOut(layout)
        self.faults: list[PlacedFault] = []
        self.left_out: dict[str, list[int]] = {}
        self.mended: dict[tuple[str, str], list[str]] = {}
        self.kept: list[int] = []
        self.values: dict[str, list[object]] = {column.name: [] for column in self.table.every_column}
        self.unread: set[tuple[int, str]] = set()

    def read(self) -> RowsRead:
        merged = [area for area in self.sheet.merged if area.bottom > area.top and area.bottom > self.layout.header]
        before = self.layout.header
        for row in sorted(number for number in self.sheet.rows if number > self.layout.header):
            if self.layout.ends is not None and row >= self.layout.ends:
                break
            cells = {
                place: self.sheet.rows[row][place] for _, place, _ in self.columns if place in self.sheet.rows[row]
            }
            why = self.no_data.why(row, cells, lonely=row > before + 1)
            before = row
            if why:
                if why not in UNSAID:
                    self.left_out.setdefault(why, []).append(row)
                continue
            self._row(row, cells, merged)
        self.faults += self.no_data.faults
        self.faults += [_merged_fault(self.sheet, area) for area in merged if self._holds_data(area)]
        placed = PlacedTable(
            self.table, self.sheet, dict(self.layout.columns), tuple(self.kept), self.values, frozenset(self.unread)
        )
        return RowsRead(placed, self.faults, [*self._notes()])

    def _row(self, row: int, cells: Mapping[int, SheetCell], merged: list[MergedArea]) -> None:
        said = {
            column.name: self.readers[column.name].said(cells[place])
            if place in cells and (row, place) not in self.persons
            else _NOTHING
            for column, place, _ in self.columns
        }
        if "unit" in said and str(said["unit"].value) == "per cent":
            said = self._as_per_cent(row, said, cells)
        at = len(self.kept)
        self.kept.append(row)
        for column, place, heading in self.columns:
            one = said[column.name]
            if (row, place) in self.persons:
                self.unread.add((at, column.name))
                continue
            if one.wrong is not None:
                self.unread.add((at, column.name))
                self.faults.append(self._wrong(row, column, place, heading, one.wrong))
            elif one.value is None and column.needed and not _covered(row, place, merged):
                self.unread.add((at, column.name))
                self.faults.append(self._unfilled(row, column, place, heading, cells.get(place)))
            if one.mended or (place in cells and cells[place].formula and one.wrong is None):
                self._mend(row, heading, place, one.mended or FORMULA)
        for column in self.table.every_column:
            self.values[column.name].append(said[column.name].value if column.name in said else None)

    def _as_per_cent(self, row: int, said: dict[str, CellSays], cells: Mapping[int, SheetCell]) -> dict[str, CellSays]:
        """Return the numbers of a row whose unit is per cent, shares of one made per cents where that is plain."""
        numbers = {
            column.name: place
            for column, place, _ in self.columns
            if column.kind == "number" and isinstance(said[column.name].value, float)
        }
        signed = any(said[name].mended == "percentage" for name in numbers)
        for name, place in numbers.items():
            value = float(str(said[name].value))
            if said[name].mended == "percentage" or not 0 < abs(value) < 1:
                continue
            text = text_of(cells[place])
            said[name] = (
                CellSays(round(value * 100, 8), mended="share of one read as a percentage, as beside it")
                if signed
                else CellSays(
                    None,
                    Wrong(
                        f"{text}, which may be a share of one or less than one per cent",
                        "write the percentage as a number from 0 to 100, such as 45",
                    ),
                )
            )
        return said

    def _wrong(self, row: int, column: ProgrammeColumn, place: int, heading: str, wrong: Wrong) -> PlacedFault:
        fault = Fault(self.sheet.place(row, place, heading), wrong.found, wrong.allowed or column.allowed(), wrong.next)
        return PlacedFault(fault, Spot(self.sheet.file, self.sheet.title, row, place), f"{self.table.name}, cell")

    def _unfilled(
        self, row: int, column: ProgrammeColumn, place: int, heading: str, cell: SheetCell | None
    ) -> PlacedFault:
        text = "" if cell is None else text_of(cell)
        fault = Fault(
            where=self.sheet.place(row, place, heading),
            found=f'"{text}", which says nothing' if text else f"nothing under {column.label}",
            allowed=self.readers[column.name].allowed(),
            next=f"fill it in ({column.explains}), or take the row out",
        )
        return PlacedFault(
            fault, Spot(self.sheet.file, self.sheet.title, row, place), f"{self.table.name}, not filled in"
        )

    def _mend(self, row: int, heading: str, place: int, what: str) -> None:
        if self.sheet.title or what not in _OF_WORKBOOKS:
            cell = f"{letters(place)}{row}" if self.sheet.title else f"line {row}"
            self.mended.setdefault((heading, what), []).append(cell)

    def _holds_data(self, area: MergedArea) -> bool:
        places = {place for _, place, _ in self.columns}
        rows = set(self.kept)
        return any(
            row in rows
            for row in range(max(area.top, self.layout.header + 1), min(area.bottom, max(rows, default=0)) + 1)
        ) and any(area.left <= place <= area.right for place in places)

    def _notes(self) -> list[str]:
        where = self.sheet.name
        notes = [f"{where}: {_numbered(rows, self.sheet)} not read, as it {why}" for why, rows in self.left_out.items()]
        notes += [
            f"{where}, column {heading}: {what}, read so in {len(places)} cell{'' if len(places) == 1 else 's'}"
            f" ({', '.join(places[:_SHOWN])}{', ...' if len(places) > _SHOWN else ''})"
            for (heading, what), places in self.mended.items()
        ]
        hidden = [row for row in self.kept if row in self.sheet.hidden_rows]
        if hidden:
            notes.append(f"{where}: hidden rows are read ({_numbered(hidden, self.sheet)})")
        return notes


def _covered(row: int, place: int, merged: list[MergedArea]) -> bool:
    return any(area.top < row <= area.bottom and area.left <= place <= area.right for area in merged)


def _numbered(rows: list[int], sheet: CellSheet) -> str:
    word = "row" if sheet.title else "line"
    shown = ", ".join(map(str, rows[:_SHOWN])) + (f" and {len(rows) - _SHOWN} more" if len(rows) > _SHOWN else "")
    return f"{word if len(rows) == 1 else f'{word}s'} {shown}"


def _merged_fault(sheet: CellSheet, area: MergedArea) -> PlacedFault:
    block = f"{letters(area.left)}{area.top}:{letters(area.right)}{area.bottom}"
    fault = Fault(
        where=f"{sheet.name}, cells {block}",
        found="merged cells among the data: only the first row holds the value",
        allowed="each row with its own cells",
        next="take the merging off and write the value in every row",
    )
    return PlacedFault(fault, Spot(sheet.file, sheet.title, area.top, area.left), "merged cells")
