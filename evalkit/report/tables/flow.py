"""Who was lost, step by step."""

from __future__ import annotations

from evalkit.core.quantity import Unit
from evalkit.data.flow import Flow
from evalkit.report.block import Block
from evalkit.report.tabling import Column, table_block

WHO = {"all": "all schools", "programme": "schools studied", "comparison": "comparison schools"}


def flow(result: Flow) -> Block:
    """Each step with its count in, lost by reason, and out."""
    rows = [
        {
            "step": step.name,
            "group": WHO.get(step.group, step.group),
            "unit": step.unit,
            "entered": step.entered,
            "lost": len(step.losses),
            "left": step.left,
            "reasons": "; ".join(f"{count:,} {reason}" for reason, count in step.by_reason()) or "none lost",
        }
        for step in result.steps
    ]
    count = Unit("rows or schools", 0)
    columns = (
        Column("step", "Step"),
        Column("group", "Who"),
        Column("unit", "Counted"),
        Column("entered", "In (number)", count),
        Column("lost", "Lost (number)", count),
        Column("left", "Out (number)", count),
        Column("reasons", "Why"),
    )
    note = (
        "In = out + lost at every step. Each lost school stands in lost-schools.csv with its number, year and reason."
    )
    return table_block("flow", "Who was lost, where and why", columns, rows, notes=(note,))
