"""When each strand ran, as a table."""

from __future__ import annotations

from evalkit.core.quantity import Unit
from evalkit.records.delivery.strand_timeline import StrandTimeline
from evalkit.report.block import Block
from evalkit.report.table_cells import Column, table_block
from evalkit.report.words import iso_in_words

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
        {
            "strand": one.strand,
            "first": iso_in_words(one.first),
            "last": iso_in_words(one.last),
            "sessions": one.sessions,
        }
        for one in result.strands
    ]
    return table_block("strand-timeline", "When each strand ran", columns, rows)
