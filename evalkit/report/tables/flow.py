"""Who was lost, step by step."""

from __future__ import annotations

from evalkit.core.quantity import Unit
from evalkit.data.flow import Flow, Step
from evalkit.report.block import Block
from evalkit.report.tabling import Column, table_block
from evalkit.report.words import without_remarks

MOST_REASONS = 3
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
            "reasons": _reasons(step),
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


def _reasons(step: Step) -> str:
    """Return the most frequent reasons in full and the rest counted; the file of lost schools has every one."""
    reasons = step.by_reason()
    if not reasons:
        return "none lost"
    told = [f"{count:,} {without_remarks(reason)}" for reason, count in reasons[:MOST_REASONS]]
    rest = reasons[MOST_REASONS:]
    if rest:
        told.append(f"{sum(count for _, count in rest):,} for {len(rest)} other reason{'' if len(rest) == 1 else 's'}")
    return "; ".join(told)
