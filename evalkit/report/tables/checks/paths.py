"""The estimate on its way from plan to plan, and with more and more similar support elsewhere."""

from __future__ import annotations

from dataclasses import asdict

from evalkit.records.check import CheckResult
from evalkit.records.shown import ChangePath, SupportShares
from evalkit.report.block import Block
from evalkit.report.table_cells import Column
from evalkit.report.tables.checks.heading import block, in_its_unit, with_interval

STEP = (
    ("estimate", "Estimate"),
    ("contribution", "Added by this change"),
    ("other_order", "Added by it in the opposite order"),
)


def change_path(result: CheckResult, shown: ChangePath) -> Block:
    """One row per change, after those above it."""
    columns = (Column("label", "Analysis"), *(in_its_unit(result, key, header) for key, header in STEP))
    return block(result, columns, [asdict(row) for row in shown.rows])


def support_shares(result: CheckResult, shown: SupportShares) -> Block:
    """One row per share of comparison schools."""
    columns = (Column("label", "Comparison schools with similar support"), *with_interval(result))
    return block(result, columns, [asdict(row) for row in shown.rows])
