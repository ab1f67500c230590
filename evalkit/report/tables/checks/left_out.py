"""Schools or areas left out in turn: areas by name, schools never."""

from __future__ import annotations

from evalkit.records.check import CheckResult
from evalkit.records.shown import AreasLeftOut, SchoolsLeftOut
from evalkit.report.block import Block
from evalkit.report.table_cells import Column
from evalkit.report.tables.checks.heading import PERCENT, block, in_its_unit

LABEL = Column("label", "Analysis")


def schools_left_out(result: CheckResult, shown: SchoolsLeftOut) -> Block:
    """One row per school, ordered by estimate; none is named."""
    rows = [{"label": without_one(place), "estimate": value} for place, value in enumerate(in_order(shown), 1)]
    return block(result, (LABEL, in_its_unit(result, "estimate", "Estimate")), rows)


def areas_left_out(result: CheckResult, shown: AreasLeftOut) -> Block:
    """One row per area, with its share of the comparison."""
    rows = [{"label": f"without {row.name}", "share": row.share, "estimate": row.estimate} for row in shown.rows]
    share = Column("share", "Share of the comparison (%)", PERCENT)
    return block(result, (LABEL, share, in_its_unit(result, "estimate", "Estimate")), rows)


def in_order(shown: SchoolsLeftOut) -> list[float]:
    """Return the estimates without each school, in an order that gives no school away."""
    return sorted(row.estimate for row in shown.rows)


def without_one(place: int) -> str:
    """Return what a row without one school is called."""
    return f"without school {place}"
