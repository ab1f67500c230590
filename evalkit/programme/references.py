"""What cells name in other tables, put under the name that stands there; what is in none is a fault."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from evalkit.core.column import bare_heading
from evalkit.core.errors import Fault
from evalkit.programme.person_names import NoPersons
from evalkit.programme.persons import NOBODY
from evalkit.programme.placed import Placed, PlacedFault, PlacedTable, Spot
from evalkit.programme.screening import NOT_REPEATED, told
from evalkit.programme.tables import programme_tables
from evalkit.programme.tables.parts.table import ProgrammeColumn
from evalkit.study.model import Study

SCHOOLS = "schools"


@dataclass(slots=True)
class Resolved:
    """Tables whose names agree.

    Attributes
    ----------
    tables : dict of str to PlacedTable
        Each name under that of the table it refers to.
    nobody : NoPersons
        Names that are nobody's.
    faults : list of PlacedFault
        Names that are in no table.
    notes : list of str
        What could not be checked.
    unsaid : set of Spot
        Cells whose names are in no table and may be somebody's, so that they are shown nowhere.
    """

    tables: dict[str, PlacedTable]
    nobody: NoPersons = NOBODY
    faults: list[PlacedFault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    unsaid: set[Spot] = field(default_factory=set)


def resolved(placed: Placed, study: Study, nobody: NoPersons = NOBODY) -> Resolved:
    """Return the tables with every school and code under the name that its own table gives it.

    Parameters
    ----------
    placed : mapping of str to PlacedTable
        Every table, by name.
    study : Study
        Whose schools may be named by their numbers.
    nobody : NoPersons
        Names that are nobody's; any other that looks like one is not repeated.
    """
    found = Resolved(dict(placed), nobody)
    known = {name: _names_of(table) for name, table in placed.items()}
    in_study = {str(school.urn) for school in study.schools.list}
    for name, table in placed.items():
        for column in table.table.columns:
            if column.refers in programme_tables() and column.name in table.headings:
                outside = in_study if column.refers == SCHOOLS else set()
                found.tables[name] = _column(found, found.tables[name], column, known, outside)
    return found


def _names_of(table: PlacedTable) -> dict[str, str]:
    """Return how a row of a table may be called, without capitals, and its name."""
    if not table.table.key:
        return {}
    named = table.table.key[0]
    names = {bare_heading(text): text for text in table.texts(named) if text}
    if table.table.name == SCHOOLS:
        numbers = zip(table["urn"], table.texts("school"), strict=True)
        names = {str(int(urn)): school for urn, school in numbers if isinstance(urn, float) and school} | names
    return names


def _column(
    found: Resolved, table: PlacedTable, column: ProgrammeColumn, known: Mapping[str, dict[str, str]], outside: set[str]
) -> PlacedTable:
    names = known.get(column.refers)
    values: list[object] = []
    missing: list[int] = []
    for row, text in enumerate(table.texts(column.name)):
        if not text:
            values.append(None)
            continue
        meant = None if names is None else names.get(bare_heading(text))
        values.append(text if meant is None else meant)
        if meant is None and text not in outside:
            missing.append(row)
    if names is None and missing:
        _not_kept(found, table, column)
    elif names is not None:
        for row in missing:
            said = told(str(values[row]), found.nobody)
            fault = _unknown(table, column, row, said, names)
            found.faults.append(fault)
            if said == NOT_REPEATED:
                found.unsaid.add(fault.spot)
    return table.changed(column.name, values)


def _unknown(table: PlacedTable, column: ProgrammeColumn, row: int, said: str, names: Mapping[str, str]) -> PlacedFault:
    other = programme_tables()[column.refers]
    near = get_close_matches(bare_heading(table.texts(column.name)[row]), names, n=1, cutoff=0.9)
    meant = f"; did you mean {names[near[0]]}?" if near else ""
    what = "school" if column.refers == SCHOOLS else column.label.casefold()
    allowed = column.allowed() if column.refers == SCHOOLS else f"a code that stands in the table {other.name}"
    return table.fault(
        row,
        column.name,
        f"{said}, which is not in the table {other.name}{meant}",
        allowed,
        f"correct the name, or add the {what} to the table {other.name}",
        about=f"not in {other.name}",
    )


def _not_kept(found: Resolved, table: PlacedTable, column: ProgrammeColumn) -> None:
    other = programme_tables()[column.refers]
    if not column.needed:
        found.notes.append(
            f"{table.sheet.name}: what stands under {column.label} is not checked, as there is no table {other.name}"
        )
        return
    if any(fault.about == f"no {other.name}" for fault in found.faults):
        return
    fault = Fault(
        where=table.sheet.name,
        found=f"names under {column.label}, and no table {other.name} that says what they are",
        allowed=f"a table {other.name} ({other.row} in each row)",
        next=f"fill in the table {other.name}",
    )
    found.faults.append(PlacedFault(fault, Spot(table.sheet.file, table.sheet.title), f"no {other.name}"))
