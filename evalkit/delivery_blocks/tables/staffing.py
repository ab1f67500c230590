"""Teachers of maths by school year, as a table."""

from __future__ import annotations

from evalkit.core.quantity import SCHOOLS, Unit
from evalkit.core.small_groups import FEWEST_PEOPLE
from evalkit.core.years import academic_year
from evalkit.records.delivery.staffing import Staffing
from evalkit.report.block import Block
from evalkit.report.table_cells import NOT_APPLICABLE, Column, table_block

PARTS = ("staffing",)
TEACHERS, SHARE = Unit("teachers", 0), Unit("per cent", 0)


def staffing(result: Staffing) -> Block:
    """Headcount, specialists, leavers, vacancies and heads who stayed."""
    columns = (
        Column("year", "School year"),
        Column("schools", "Schools", SCHOOLS),
        Column("teachers", "Teachers of maths", TEACHERS),
        Column("specialists", "Specialists", TEACHERS),
        Column("left", "Left in the year", TEACHERS),
        Column("share", "Left (%)", SHARE, missing=NOT_APPLICABLE),
        Column("vacancies", "Posts not filled", Unit("posts", 1)),
        Column("heads", "Heads of maths in post all year"),
    )
    rows = [
        {
            "year": academic_year(one.year),
            "schools": one.schools,
            "teachers": one.teachers,
            "specialists": one.specialists,
            "left": one.left,
            "share": 100 * one.left / one.left_of if one.left_of >= FEWEST_PEOPLE else None,
            "vacancies": one.vacancies,
            "heads": f"{one.heads_stayed} of {one.heads_known}",
        }
        for one in result.years
    ]
    note = "Headcounts are means over the terms that schools reported. Shares are of the schools that said who left."
    return table_block("staffing", "Teachers of maths in the programme's schools", columns, rows, notes=(note,))
