"""Cells of a sheet in which somebody can be seen: every cell is looked at before anything is kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from evalkit.data.text.cell_sheets import CellSheet, SheetCell
from evalkit.programme.cells.days import term_said
from evalkit.programme.cells.reading import bare_word, choices_of
from evalkit.programme.cells.said import is_placeholder, quoted, shown_text, text_of
from evalkit.programme.layout import Layout
from evalkit.programme.marks import is_marked
from evalkit.programme.person_names import NoPersons
from evalkit.programme.persons import no_persons, person_fault, persons_by_heading, persons_in
from evalkit.programme.placed import PlacedFault, Spot
from evalkit.programme.tables.parts.table import ProgrammeColumn
from evalkit.study.model import Study

NOT_REPEATED = "a name that is not repeated here"
_CLOSED = frozenset({"choice", "yes_no"})
# Tables that name schools and other bodies, whose names are nobody's.
_BODIES = frozenset({"schools", "providers"})


def nobodys_names(layouts: Iterable[Layout], study: Study) -> NoPersons:
    """Return what is nobody's name: what the study names, and schools and providers as they stand in their tables."""
    texts: dict[str, None] = {}
    for layout in layouts:
        if layout.table.name not in _BODIES:
            continue
        places = [place for name, (place, _) in layout.columns.items() if layout.table.column(name).organisations]
        for row, cells in layout.sheet.rows.items():
            if row > layout.header:
                texts |= {text_of(cells[place]): None for place in places if place in cells}
    return no_persons(study, texts)


def persons_seen(layout: Layout, nobody: NoPersons) -> list[PlacedFault]:
    """Return a fault for each cell of a sheet in which somebody can be seen, without what stands there."""
    sheet = layout.sheet
    columns = {place: (heading, layout.table.column(name)) for name, (place, heading) in layout.columns.items()}
    by_heading = {place: kinds for place, text in layout.unread.items() if (kinds := persons_by_heading(text))}
    known: dict[tuple[int, SheetCell], tuple[str, ...]] = {}
    faults = []
    for row, place, cell in _cells(layout):
        below = row > layout.header
        if not below:
            kinds = () if row == layout.header and place in columns else _kinds(cell, sheet, nobody, "", None)
        elif (place, cell) in known:
            kinds = known[place, cell]
        else:
            heading, column = columns.get(place, (layout.unread.get(place, ""), None))
            kinds = _kinds(cell, sheet, nobody, heading, column)
            if not kinds and place in by_heading and text_of(cell):
                kinds = by_heading[place]
            known[place, cell] = kinds
        if kinds:
            heading = columns[place][0] if place in columns else ""
            fault = person_fault(sheet.place(row, place, heading), kinds)
            faults.append(PlacedFault(fault, Spot(sheet.file, sheet.title, row, place), "person"))
    return faults


def _cells(layout: Layout) -> Iterator[tuple[int, int, SheetCell]]:
    for row, cells in layout.sheet.rows.items():
        mark = cells.get(layout.marks) if layout.marks is not None else None
        # What the template writes itself names nobody.
        if mark is not None and is_marked(text_of(mark)):
            continue
        for place, cell in cells.items():
            yield row, place, cell


def _kinds(
    cell: SheetCell, sheet: CellSheet, nobody: NoPersons, heading: str, column: ProgrammeColumn | None
) -> tuple[str, ...]:
    # A number or a day that stands where one belongs is nobody's.
    if cell.value is None or (column is not None and isinstance(cell.value, float) and _counts(column)):
        return ()
    text = shown_text(cell, sheet.epoch)
    # What a list shows where nobody chose, and a heading once more, are nobody's either.
    if not text or is_placeholder(text) or text == heading:
        return ()
    # A word off a list is told in a message, so that it is looked at as any other text.
    off_list = column is not None and _off_list(cell, text, column)
    return persons_in(text, nobody, heading=heading, column=None if off_list else column)


def _off_list(cell: SheetCell, text: str, column: ProgrammeColumn) -> bool:
    if column.kind == "term":
        return term_said(cell).wrong is not None
    return column.kind in _CLOSED and bare_word(text) not in choices_of(column, {})


def told(text: str, nobody: NoPersons) -> str:
    """Return what stands in a cell for a message, unless somebody can be seen in it."""
    return NOT_REPEATED if persons_in(text, nobody) else quoted(text)


def _counts(column: ProgrammeColumn) -> bool:
    return column.numeric or column.kind == "date"
