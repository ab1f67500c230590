"""When each strand ran, as a table."""

from __future__ import annotations

import datetime as dt

from evalkit.core.quantity import Unit
from evalkit.records.delivery.strand_timeline import StrandTimeline
from evalkit.report.block import Block
from evalkit.report.table_cells import Column, table_block

PARTS = ("strand_timeline",)


def strand_timeline(result: StrandTimeline) -> Block:
    """First and last session of each strand, and how many were held."""
    columns = (
        Column("strand", "Strand"),
        Column("first", "First session"),
        Column("last", "Last session"),
        Column("sessions", "Sessions held", Unit("sessions", 0)),
    )
    rows = [
        {"strand": one.strand, "first": _day(one.first), "last": _day(one.last), "sessions": one.sessions}
        for one in result.strands
    ]
    return table_block("strand-timeline", "When each strand ran", columns, rows)


def _day(iso: str) -> str:
    day = dt.date.fromisoformat(iso)
    return f"{day.day} {day:%B} {day.year}"
