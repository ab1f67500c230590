"""Review, plan and first support of each school, as a table."""

from __future__ import annotations

from evalkit.records.delivery.before_support import BeforeSupport
from evalkit.report.block import Block
from evalkit.report.table_cells import Column, table_block
from evalkit.report.words import iso_in_words

PARTS = ("before_support",)
IN_WORDS = {
    "both before": "review and plan first",
    "plan later": "plan after support",
    "review later": "review after support",
    "not known": "a day is missing",
}


def before_support(result: BeforeSupport) -> Block:
    """The first days of each school, and their order."""
    columns = (
        Column("school", "School"),
        Column("review", "First outside review"),
        Column("plan", "Plan signed"),
        Column("support", "First course or coaching"),
        Column("order", "Order"),
    )
    rows = [
        {
            "school": row.school,
            "review": iso_in_words(row.review),
            "plan": iso_in_words(row.plan),
            "support": iso_in_words(row.support),
            "order": IN_WORDS[row.order],
        }
        for row in result.schools
    ]
    notes = [
        "The plan counts as signed on the day of its first action; on the day of the first support it is still before."
    ]
    if result.unsupported:
        notes.append(f"Schools that met no course and no coaching, and are left out: {result.unsupported}.")
    return table_block("before-support", "What came first in each school", columns, rows, notes=notes)
