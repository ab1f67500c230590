"""Contrasts of other years, other outcomes and other schools."""

from __future__ import annotations

from dataclasses import asdict

from evalkit.core.quantity import Unit
from evalkit.records.check import CheckResult
from evalkit.records.shown import OutcomeShifts, TiedGroups, YearContrasts
from evalkit.report.block import Block
from evalkit.report.table_cells import Column
from evalkit.report.tables.checks.heading import COUNT, block, with_interval
from evalkit.report.words import unit_heading

UNIT = Column("unit", "Unit")


def year_contrasts(result: CheckResult, shown: YearContrasts) -> Block:
    """One row per contrast, with its unit where they have several."""
    rows = [{**asdict(row), "unit": _heading(row.unit)} for row in shown.rows]
    first = (Column("label", "Analysis"),) if result.unit else (Column("label", "Outcome"), UNIT)
    return block(result, (*first, *with_interval(result)), rows)


def outcome_shifts(result: CheckResult, shown: OutcomeShifts) -> Block:
    """One row per outcome, in its own unit."""
    rows = [{**asdict(row), "unit": _heading(row.unit)} for row in shown.rows]
    return block(result, (Column("label", "Outcome"), UNIT, *with_interval(result)), rows)


def tied_groups(result: CheckResult, shown: TiedGroups) -> Block:
    """One row per group, with how many schools it is."""
    columns = (Column("label", "Group"), *with_interval(result), Column("schools", "Schools (number)", COUNT))
    return block(result, columns, [asdict(row) for row in shown.rows])


def _heading(unit: str) -> str:
    return unit_heading(Unit(unit, 1, signed=True))
