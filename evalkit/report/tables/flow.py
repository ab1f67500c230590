"""Who was lost, step by step."""

from __future__ import annotations

from collections.abc import Sequence

from evalkit.core.quantity import Unit
from evalkit.data.lineage.pooled_rows import ONE_ROW
from evalkit.data.merged_tables import FOUND
from evalkit.report.block import Block
from evalkit.report.table_cells import Column, table_block
from evalkit.report.words import without_remarks
from evalkit.tables.flow import Flow, Step

MOST_REASONS = 3
# Beginnings of the names of steps that are one for each file.
OF_FILES = ("read ", ONE_ROW, FOUND)
FEW_FILES = 6
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
        for step in condensed(result.steps)
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
        "In = out + lost at every step. Each lost school stands in lost-schools.csv with its number, year and reason; "
        "each file stands in the table of files."
    )
    return table_block("flow", "Who was lost, where and why", columns, rows, notes=(note,))


def condensed(steps: Sequence[Step]) -> list[Step]:
    """Return the steps with those of single files taken together, where the files are many."""
    alike: dict[tuple[str, str, str], list[Step]] = {}
    for step in steps:
        kind = next((kind for kind in OF_FILES if step.name.startswith(kind)), step.name)
        alike.setdefault((kind, step.group, step.unit), []).append(step)
    shown: list[Step] = []
    for (kind, group, unit), same in alike.items():
        if kind not in OF_FILES or len(same) <= FEW_FILES:
            shown.extend(same)
            continue
        losses = tuple(loss for step in same for loss in step.losses)
        entered, left = (sum(getattr(step, count) for step in same) for count in ("entered", "left"))
        shown.append(Step(f"{kind}{len(same)} files", group, unit, entered, left, losses))
    return shown


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
