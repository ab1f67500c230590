"""Meetings and decisions, as tables."""

from __future__ import annotations

from evalkit.core.quantity import Unit
from evalkit.records.delivery.governance import Governance
from evalkit.report.block import Block
from evalkit.report.table_cells import Column, table_block
from evalkit.report.words import day_in_words

PARTS = ("governance", "caught")
COUNT = Unit("decisions", 0)


def governance(result: Governance) -> Block:
    """What became of decisions."""
    rows = [
        {"what": "carried out by the day set", "count": result.on_time},
        {"what": "carried out later", "count": result.late},
        {"what": "open, though their day had passed at the end", "count": result.overdue},
        {"what": "without a day set", "count": result.undated},
    ]
    columns = (Column("what", "Decisions"), Column("count", "Number", COUNT))
    return table_block("governance", "What became of the decisions of governance", columns, rows)


def caught(result: Governance) -> Block:
    """Indicators that turned after a decision about them."""
    columns = (
        Column("measure", "Indicator"),
        Column("decided", "Decided"),
        Column("decision", "Decision"),
        Column("before", "Before"),
        Column("after", "Afterwards"),
    )
    rows = [
        {
            "measure": one.measure,
            "decided": day_in_words(one.decided),
            "decision": one.decision,
            "before": one.before,
            "after": one.after,
        }
        for one in result.caught
    ]
    note = "The status when it was decided, and the best of the next three periods. Neither shows why it turned."
    return table_block(
        "governance-caught", "Indicators that turned after a decision about them", columns, rows, notes=(note,)
    )
