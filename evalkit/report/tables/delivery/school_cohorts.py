"""Results in maths of one school's cohorts, as a table."""

from __future__ import annotations

from evalkit.core.quantity import GRADES, PUPILS, Unit
from evalkit.core.years import academic_year
from evalkit.records.delivery.school_cohorts import SchoolCohorts
from evalkit.report.block import Block
from evalkit.report.table_cells import NOT_APPLICABLE, Column, table_block

PARTS = ("cohorts",)
SHARE = Unit("per cent", 0)
# With its sign: nought is the average of England.
PROGRESS = Unit(GRADES.name, GRADES.decimals, signed=True)


def cohorts(result: SchoolCohorts) -> Block:
    """Each cohort with the publisher's interval, and how much of its courses came after the start."""
    columns = (
        Column("year", "Exams in"),
        Column("pupils", "Pupils counted", PUPILS),
        Column("progress", "Progress from Key Stage 2 (grades)", PROGRESS),
        Column("low", "95 per cent interval from", PROGRESS),
        Column("high", "to", PROGRESS),
        Column("after", "Courses after the start (%)", SHARE, missing=NOT_APPLICABLE),
    )
    rows = [
        {
            "year": academic_year(one.year),
            "pupils": one.pupils,
            "progress": one.progress,
            "low": one.low,
            "high": one.high,
            "after": 100 * one.after,
        }
        for one in result.cohorts
    ]
    notes = tuple(f"{academic_year(one.year)}: {one.missing}." for one in result.cohorts if one.missing)
    joined = ("The school merged or was split; figures are those of all its parts.",) if result.joined else ()
    return table_block(
        "school-cohorts",
        "Progress in maths (Progress 8, maths element) of each cohort",
        columns,
        rows,
        notes=(*notes, *joined),
    )
