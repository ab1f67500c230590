"""Whom the programme reached, as a table."""

from __future__ import annotations

from evalkit.core.quantity import Unit
from evalkit.records.delivery.reach import ProgrammeReach
from evalkit.report.block import Block
from evalkit.report.table_cells import Column, table_block

PARTS = ("reach",)


def reach(result: ProgrammeReach) -> Block:
    """Sessions planned and held, and who came, by strand."""
    columns = (
        Column("strand", "Strand"),
        Column("planned", "Sessions planned", Unit("sessions", 0)),
        Column("held", "Sessions held", Unit("sessions", 0)),
        Column("schools", "Schools", Unit("schools", 0)),
        Column("people", "People", Unit("people", 0)),
        Column("hours", "Hours in all", Unit("hours", 0)),
    )
    rows = [
        {
            "strand": one.strand,
            "planned": one.planned,
            "held": one.held,
            "schools": one.schools,
            "people": one.people,
            "hours": one.hours,
        }
        for one in result.strands
    ]
    return table_block("reach", "What was held, and who came", columns, rows)
