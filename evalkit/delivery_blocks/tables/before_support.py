"""Review, plan and first support of each school, as a table."""

from __future__ import annotations

from evalkit.core.quantity import Unit
from evalkit.records.delivery.before_support import BeforeSupport
from evalkit.report.block import Block
from evalkit.report.table_cells import Column, table_block

PARTS = ("before_support",)
WEEKS = Unit("weeks", 1).difference()
IN_WORDS = {
    "both before": "review and plan first",
    "plan later": "plan after support",
    "review later": "review after support",
    "not known": "a day is missing",
}


def before_support(result: BeforeSupport) -> Block:
    """Review and plan of each school, in weeks from its first support, and their order."""
    columns = (
        Column("school", "School"),
        Column("review", "First outside review", WEEKS),
        Column("plan", "Plan signed", WEEKS),
        Column("order", "Order"),
    )
    rows = [
        {
            "school": row.school,
            "review": row.review,
            "plan": row.plan,
            "order": IN_WORDS[row.order],
        }
        for row in result.schools
    ]
    notes = [
        "Weeks from the school's first course or coaching, below nought before it.",
        "The plan counts as signed on the day of its first action; on the day of the first support it is still before.",
    ]
    if result.unsupported:
        notes.append(f"Schools that met no course and no coaching, and are left out: {result.unsupported}.")
    return table_block("before-support", "What came first in each school", columns, rows, notes=notes)
