"""Whom the programme reached, as tables."""

from __future__ import annotations

from evalkit.core.quantity import Unit
from evalkit.records.delivery.reach import ProgrammeReach, StrandCell
from evalkit.report.block import Block
from evalkit.report.table_cells import NOT_APPLICABLE, NOT_AVAILABLE, Column, table_block

PARTS = ("reach", "schools")
SESSIONS, HOURS = Unit("sessions", 0), Unit("hours", 1)
LARGEST = "Each department is counted at its largest."


def reach(result: ProgrammeReach) -> Block:
    """Sessions planned and held, and who came, by strand."""
    columns = (
        Column("strand", "Strand"),
        Column("planned", "Sessions planned", SESSIONS),
        Column("held", "Sessions held", SESSIONS),
        Column("cancelled", "Cancelled by the register", SESSIONS),
        Column("offered", "Schools offered it", Unit("schools", 0)),
        Column("schools", "Schools that came", Unit("schools", 0)),
        Column("people", "People", Unit("people", 0)),
        Column("hours", "Hours in all", Unit("hours", 0)),
    )
    rows = [
        {
            "strand": one.strand,
            "planned": one.planned,
            "held": one.held,
            "cancelled": one.cancelled if one.registered else None,
            "offered": one.offered,
            "schools": one.schools if one.registered else None,
            "people": one.people if one.registered else None,
            "hours": one.hours if one.registered else None,
        }
        for one in result.strands
    ]
    unsaid = sum(one.unsaid for one in result.strands)
    notes = (f"Of {unsaid} activities nobody wrote how many sessions were held.",) if unsaid else ()
    return table_block("reach", "What was held, and who came", columns, rows, notes=notes)


def schools(result: ProgrammeReach) -> Block:
    """People and hours per teacher of maths, by school and strand."""
    strands = tuple(dict.fromkeys(one.strand for one in result.cells))
    columns = (Column("school", "School"), *(Column(strand, strand) for strand in strands))
    names = dict.fromkeys(one.school for one in result.cells)
    found = {(one.school, one.strand): one for one in result.cells}
    kept = {one.strand for one in result.strands if one.registered}
    rows = [
        {"school": name, **{strand: _cell(found[name, strand], registered=strand in kept) for strand in strands}}
        for name in names
    ]
    notes = ["People who came at least once; behind the stroke hours of those who teach maths, per teacher of maths."]
    if result.hidden:
        notes.append(f"{result.hidden} schools are not shown.")
    return table_block("reach-schools", "Who came, by school and strand", columns, rows, notes=notes)


def _cell(one: StrandCell, *, registered: bool) -> str:
    if not one.offered and not one.people:
        return NOT_APPLICABLE
    if not registered:
        return NOT_AVAILABLE
    return f"{one.people} / {HOURS.show(one.per_teacher)}"
