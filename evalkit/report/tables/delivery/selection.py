"""The schools looked at on each figure, as a table."""

from __future__ import annotations

from evalkit.core.quantity import SCHOOLS, Unit
from evalkit.records.delivery.selection import SelectionOfSchools
from evalkit.report.block import Block
from evalkit.report.table_cells import Column, table_block

PARTS = ("selection",)
ANY = Unit("units", 2)


def selection(result: SelectionOfSchools) -> Block:
    """Each figure with its range and what the schools said."""
    columns = (
        Column("figure", "Figure looked at"),
        Column("source", "Source"),
        Column("schools", "Schools", SCHOOLS),
        Column("lowest", "Lowest", ANY),
        Column("highest", "Highest", ANY),
        Column("accepted", "Accepted", SCHOOLS),
        Column("declined", "Declined", SCHOOLS),
        Column("not_asked", "Not asked", SCHOOLS),
    )
    rows = [
        {
            "figure": one.figure,
            "source": one.source,
            "schools": one.schools,
            "lowest": one.lowest,
            "highest": one.highest,
            "accepted": one.accepted,
            "declined": one.declined,
            "not_asked": one.not_asked,
        }
        for one in result.figures
    ]
    notes = [f"Given as a reason for declining: {why}." for why in result.declined_why]
    return table_block(
        "selection-recorded", "Which schools were looked at, and what they said", columns, rows, notes=notes
    )
