"""Exposure of each cohort, planned and actual, as a table."""

from __future__ import annotations

from evalkit.core.quantity import Unit
from evalkit.core.years import academic_year
from evalkit.records.delivery.actual_exposure import ActualExposure
from evalkit.report.block import Block
from evalkit.report.table_cells import Column, table_block

PARTS = ("actual_exposure",)
SHARE = Unit("per cent", 0)


def actual_exposure(result: ActualExposure) -> Block:
    """Share of Years 10 and 11 after the start and after the first activity, by cohort."""
    columns = (
        Column("cohort", "Exams in"),
        Column("planned", "After the planned start (%)", SHARE),
        Column("actual", "After the first activity (%)", SHARE),
        Column("lowest", "Lowest school (%)", SHARE),
        Column("highest", "Highest school (%)", SHARE),
        Column("later", "Schools later than planned", Unit("schools", 0)),
    )
    rows = [
        {
            "cohort": academic_year(one.cohort),
            "planned": 100 * one.planned,
            "actual": 100 * one.actual,
            "lowest": 100 * one.lowest,
            "highest": 100 * one.highest,
            "later": one.later,
        }
        for one in result.cohorts
    ]
    notes = [f"Shares of {result.weeks_total:.0f} teaching weeks, in the mean of {result.schools} schools."]
    if result.unreached:
        notes.append(f"Nobody came from {result.unreached} of the schools: their share is nought.")
    title = "How much of its courses each exam cohort had after the first activity"
    return table_block("actual-exposure", title, columns, rows, notes=notes)
