"""Which sheet is which table, in which row its headings stand, and which column stands where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType

from evalkit.core.column import bare_heading
from evalkit.core.errors import Fault
from evalkit.data.text.cell_sheets import CellSheet, letters
from evalkit.programme.cells.said import quoted, text_of
from evalkit.programme.marks import MARKS
from evalkit.programme.persons import persons_by_heading, persons_in
from evalkit.programme.placed import PlacedFault, Spot
from evalkit.programme.tables import ProgrammeTable
from evalkit.programme.tables.parts.table import ProgrammeColumn

# Sheets that people keep beside tables; nobody need be told that they are not read.
BESIDE = frozenset(
    {"read me", "readme", "cover", "lists", "list", "guidance", "notes", "instructions", "contents", "how to", "help"}
)
# Headings stand among so many filled rows from the top.
MOST_ABOVE = 30
# A row with so many headings of another table begins that table.
ANOTHER = 3
_MARKS = " *:?."


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a table stands in its sheet.

    Attributes
    ----------
    table : ProgrammeTable
        The table.
    sheet : CellSheet
        Its sheet.
    header : int
        Row of its headings.
    columns : mapping of str to (int, str)
        Of each of our columns that is there, its place and its heading.
    ends : int or None
        Row before which the table ends, as another begins there.
    marks : int or None
        Place of the column in which the template marks rows that are no data.
    unread : mapping of int to str
        Heading of each column that is none of the table's, by its place.
    """

    table: ProgrammeTable
    sheet: CellSheet
    header: int
    columns: Mapping[str, tuple[int, str]]
    ends: int | None = None
    marks: int | None = None
    unread: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LaidOut:
    """What came of looking for the headings of one table.

    Attributes
    ----------
    layout : Layout or None
        None where there is no row of headings.
    faults : tuple of PlacedFault
        What is wrong with the headings.
    notes : tuple of str
        What is not read.
    """

    layout: Layout | None
    faults: tuple[PlacedFault, ...] = ()
    notes: tuple[str, ...] = ()


def table_called(title: str, known: Mapping[str, ProgrammeTable]) -> ProgrammeTable | None:
    """Return the table that a sheet or a csv file is named after, whatever its capitals and blanks."""
    bare = bare_name(title.replace("_", " "))
    return next(
        (
            table
            for table in known.values()
            if bare in (bare_name(table.name.replace("_", " ")), bare_name(table.title))
        ),
        None,
    )


def stands_beside(title: str) -> bool:
    """Say whether a sheet is of a kind that people keep beside tables."""
    return bare_name(title) in BESIDE


def laid_out(
    sheet: CellSheet,
    table: ProgrammeTable,
    known: Mapping[str, ProgrammeTable],
    declared: Mapping[str, Mapping[str, str]] = MappingProxyType({}),
) -> LaidOut:
    """Return where the headings of a table stand, with everything that is wrong with them.

    Parameters
    ----------
    sheet : CellSheet
        Its sheet.
    table : ProgrammeTable
        The table that it is named after.
    known : mapping of str to ProgrammeTable
        Every table, by name.
    declared : mapping of str to mapping
        What the study declares for what columns refer to, by what people write.
    """
    ordered = sorted(sheet.rows)
    scores = {row: _matched(_headings(sheet, row), table) for row in ordered[:MOST_ABOVE]}
    best = max((len(found) for found, _ in scores.values()), default=0)
    if best < min(2, len(table.columns)):
        return LaidOut(None, (_no_headings(sheet, table),))
    header = next(row for row in scores if len(scores[row][0]) == best)
    columns, twice = scores[header]
    faults = [_twice(sheet, header, column, places) for column, places in twice]
    faults += [
        _missing(sheet, header, column, declared.get(column.refers, {}))
        for column in table.columns
        if column.needed and column.name not in columns
    ]
    ends = _another(sheet, [row for row in ordered if row > header], table, known)
    if ends is not None:
        faults.append(_second_table(sheet, ends))
    used = {place for place, _ in columns.values()}
    others = {place: text for place, text in _headings(sheet, header).items() if place not in used}
    marks = next((place for place, text in others.items() if bare_name(text) == bare_name(MARKS)), None)
    unread = {place: text for place, text in others.items() if place != marks}
    layout = Layout(table, sheet, header, columns, ends, marks, unread)
    return LaidOut(layout, tuple(faults), tuple(_notes(layout)))


def _notes(layout: Layout) -> list[str]:
    sheet, columns = layout.sheet, layout.columns
    told = [
        f"{text} ({letters(place)})" if sheet.title else text
        for place, text in layout.unread.items()
        if not (persons_by_heading(text) or persons_in(text))
    ]
    hidden = [heading for place, heading in columns.values() if place in sheet.hidden_columns]
    notes = [f"{sheet.name}: not read, as no column of the table is called so: {', '.join(told)}"] if told else []
    return notes + ([f"{sheet.name}: hidden columns are read: {', '.join(hidden)}"] if hidden else [])


@lru_cache(maxsize=4096)
def bare_name(text: str) -> str:
    """Return a heading or the name of a sheet without capitals, blanks beyond one, and marks around it."""
    return bare_heading(text.replace("\xa0", " ").replace("’", "'").replace("–", "-")).strip(_MARKS)


def _headings(sheet: CellSheet, row: int) -> dict[int, str]:
    """Return the headings of a row by place; a heading merged over several rows counts in each of them."""
    found = {place: text_of(cell) for place, cell in sheet.rows[row].items()}
    for area in sheet.merged:
        if area.top < row <= area.bottom and not found.get(area.left):
            above = sheet.rows.get(area.top, {}).get(area.left)
            if above is not None:
                found[area.left] = text_of(above)
    return {place: text for place, text in sorted(found.items()) if text}


_Twice = tuple[ProgrammeColumn, tuple[int, ...]]


def _matched(headings: Mapping[int, str], table: ProgrammeTable) -> tuple[dict[str, tuple[int, str]], list[_Twice]]:
    """Return which column stands where; and those whose heading stands at two places, of which none can be meant."""
    bare: dict[str, list[int]] = {}
    for place, text in headings.items():
        bare.setdefault(bare_name(text), []).append(place)
    found: dict[str, tuple[int, str]] = {}
    twice: list[_Twice] = []
    for column in table.every_column:
        names = (column.label, column.name, *(heading.name for heading in column.headings))
        called = next((name for name in map(bare_name, names) if name in bare), None)
        if called is None:
            continue
        places = bare[called]
        found[column.name] = (places[0], headings[places[0]])
        if len(places) > 1:
            twice.append((column, tuple(places)))
    return found, twice


def _another(
    sheet: CellSheet, below: Iterable[int], table: ProgrammeTable, known: Mapping[str, ProgrammeTable]
) -> int | None:
    """Return the first row below the headings that holds the headings of another table."""
    words = {bare_name(column.label) for other in known.values() if other is not table for column in other.columns}
    own = {bare_name(column.label) for column in table.every_column}
    for row in below:
        texts = {bare_name(cell.value) for cell in sheet.rows[row].values() if isinstance(cell.value, str)}
        if len(texts & words) < ANOTHER or len(texts & words) * 2 <= len(texts) or len(texts & own) == len(texts):
            continue
        headings = _headings(sheet, row)
        if any(len(_matched(headings, other)[0]) >= ANOTHER for other in known.values() if other is not table):
            return row
    return None


def _fault(sheet: CellSheet, row: int, column: int | None, about: str, fault: Fault) -> PlacedFault:
    return PlacedFault(fault, Spot(sheet.file, sheet.title, row, column), about)


def _no_headings(sheet: CellSheet, table: ProgrammeTable) -> PlacedFault:
    needed = ", ".join(column.label for column in table.columns if column.needed)
    return _fault(
        sheet,
        0,
        None,
        f"{table.name}, no headings",
        Fault(
            where=sheet.name,
            found="no row with the headings of this table",
            allowed=f"a row of headings, among them {needed}",
            next="write the headings in one row above the data, as docs/programme-tables.md names them",
        ),
    )


def _twice(sheet: CellSheet, header: int, column: ProgrammeColumn, places: tuple[int, ...]) -> PlacedFault:
    where = sheet.place(header, places[1], column.label)
    cells = " and ".join(f"{letters(place)}{header}" if sheet.title else f"column {place + 1}" for place in places)
    return _fault(
        sheet,
        header,
        places[1],
        "heading twice",
        Fault(
            where=where,
            found=f"the heading {quoted(column.label)} stands twice ({cells})",
            allowed="each heading once, and one table to a sheet",
            next="rename the column that is not meant, or move the second table to a sheet of its own",
        ),
    )


def _missing(sheet: CellSheet, header: int, column: ProgrammeColumn, words: Mapping[str, str]) -> PlacedFault:
    allowed = ", ".join(dict.fromkeys(words.values())) or column.allowed()
    also = ", ".join(heading.name for heading in column.headings)
    return _fault(
        sheet,
        header,
        None,
        "no column",
        Fault(
            where=sheet.place(header),
            found=f"no column headed {column.label}",
            allowed=f"{column.label}{f' (or {also})' if also else ''}: {allowed}",
            next=f"add the column {column.label} and fill it in each row: {column.explains}",
        ),
    )


def _second_table(sheet: CellSheet, row: int) -> PlacedFault:
    return _fault(
        sheet,
        row,
        None,
        "second table",
        Fault(
            where=sheet.place(row),
            found="the headings of another table; it and what follows is not read",
            allowed="one table to a sheet",
            next="move the second table to a sheet of its own, named after it",
        ),
    )
