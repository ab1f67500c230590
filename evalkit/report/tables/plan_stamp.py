"""What changed in a question since the plan that counts, part by part."""

from __future__ import annotations

from evalkit.records.plan_stamp import PlanStamp, PlanStanding
from evalkit.report.block import Block
from evalkit.report.table_cells import Column, table_block

SHARED = "all questions"
# Without a plan, nothing being different says nothing.
NOTHING = {
    PlanStanding.NOT_LOCKED: "No plan was locked that this could be set beside",
    PlanStanding.EXPLORATORY: "An exploratory question is held to no plan",
}


def changes(result: PlanStamp) -> Block:
    """Return each part that is not as it was planned, whose part it is, and what became of it."""
    rows = [
        {"whose": change.question or SHARED, "part": change.part, "said": change.said}
        for change in (*result.changes, *result.earlier)
    ]
    columns = (Column("whose", "Question"), Column("part", "Part of the plan"), Column("said", "What became of it"))
    title = (
        "What is not as in the locked plan" if rows else NOTHING.get(result.standing, "All is as in the locked plan")
    )
    return table_block(f"{result.question}-plan-changes", title, columns, rows, findings=(result.question,))
