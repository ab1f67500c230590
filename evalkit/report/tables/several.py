"""Several questions judged together: each on one line, alone and among the others."""

from __future__ import annotations

from evalkit.core.quantity import Unit
from evalkit.records.family import QuestionFamily
from evalkit.report.block import Block
from evalkit.report.sentences.several import judged
from evalkit.report.table_cells import NOT_APPLICABLE, Column, table_block
from evalkit.report.words import Words, brief, named, opened, unit_heading

OWN = Unit("own unit", 2, signed=True)
P_VALUE = Unit("no unit", 3)
BY = {"placebos": "other areas", "number": "number of questions", "": "nothing"}


def several(family: QuestionFamily) -> Block:
    """Estimate, own interval, joint interval and step-down p of every question; empty where there is but one."""
    if not family.several:
        return Words().block(f"several-{family.status}-table", "")
    rows = [
        {
            "finding": f"{opened(brief(one.outcome))} ({named(one.finding)})",
            "unit": unit_heading(one.unit.difference()),
            "estimate": one.estimate,
            "low": one.conf_low,
            "high": one.conf_high,
            "joint_low": one.joint_low,
            "joint_high": one.joint_high,
            "p": one.p_value,
            "by": BY[one.judged_by],
        }
        for one in family.members
    ]
    columns = (
        Column("finding", "Question about"),
        Column("unit", "Unit"),
        Column("estimate", "Estimate", OWN),
        Column("low", "Alone, from", OWN),
        Column("high", "Alone, to", OWN),
        Column("joint_low", "Together, from", OWN, missing=NOT_APPLICABLE),
        Column("joint_high", "Together, to", OWN, missing=NOT_APPLICABLE),
        Column("p", "Step-down p", P_VALUE, missing=NOT_APPLICABLE),
        Column("by", "Widened by"),
    )
    level = f"{100 * family.level:.0f} per cent"
    notes = (
        f"Alone: as if no other question had been asked. Together: all intervals hold their true differences at once "
        f"in {level} of studies.",
        judged(family).text,
    )
    findings = tuple(one.finding for one in family.members)
    title = f"The {family.status} questions, each alone and all together"
    return table_block(f"several-{family.status}", title, columns, rows, notes=notes, findings=findings)
