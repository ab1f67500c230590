"""Risks, as a table."""

from __future__ import annotations

from evalkit.core.quantity import Unit
from evalkit.records.delivery.risks import ProgrammeRisks
from evalkit.report.block import Block
from evalkit.report.table_cells import Column, table_block

PARTS = ("risks",)
SCORE = Unit("points", 0)


def risks(result: ProgrammeRisks) -> Block:
    """Each risk with its score before and at each assessment."""
    columns = (
        Column("what", "What might have happened"),
        Column("mitigation", "What was done"),
        Column("before", "Before", SCORE),
        Column("path", "At each assessment"),
        Column("now", "At the last", SCORE),
        Column("status", "Status"),
    )
    rows = [
        {
            "what": one.what,
            "mitigation": one.mitigation,
            "before": one.before,
            "path": ", ".join(str(score) for _, score in one.scores),
            "now": one.now,
            "status": one.status,
        }
        for one in result.risks
    ]
    note = "Likelihood times how bad it would be, each from 1 to 5, as those judged who ran the programme."
    return table_block("risks", "Risks, and how each moved", columns, rows, notes=(note,))
