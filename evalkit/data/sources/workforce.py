"""DfE's school workforce tables: teachers, pupils for each teacher, pay; the census of November.

The headings in words are those of 2017/18. Those in capitals are of earlier years, as public code that reads the
files names them; no file of those years was at hand.
"""

from __future__ import annotations

from evalkit.core.quantity import PERCENT, POUNDS, Unit
from evalkit.data.sources.parts.column import SourceColumn, SourceHeading
from evalkit.data.sources.parts.fact_tables import FactTable
from evalkit.data.sources.parts.source import PERFORMANCE_TABLES

_TEACHERS = Unit("teachers", 1)
_RATIO = Unit("pupils for each teacher", 1)
_PAY = "Mean Gross FTE Salary of All Teachers"

COLUMNS: tuple[SourceColumn, ...] = (
    SourceColumn(
        "teachers",
        "teachers, counted as full posts",
        "number",
        (SourceHeading("Total Number of Teachers (Full-Time Equivalent)"), SourceHeading("NFTETEA")),
        _TEACHERS,
        0,
        1000,
    ),
    SourceColumn(
        "pupil_teacher_ratio",
        "pupils for each teacher",
        "number",
        (SourceHeading("Pupil: Teacher Ratio"), SourceHeading("RATPUPTEA")),
        _RATIO,
        0,
        100,
    ),
    SourceColumn(
        "mean_teacher_pay",
        "mean pay of teachers for a full post",
        "number",
        # The pound sign is lost, or doubled, in files that were once decoded wrongly.
        (SourceHeading(f"{_PAY} (£s)"), SourceHeading(f"{_PAY} (Â£s)"), SourceHeading(_PAY), SourceHeading("SALARY")),
        POUNDS,
        10_000,
        200_000,
    ),
    # No file at hand holds it under DfE's own heading; a study's map may give it.
    SourceColumn("qts", "teachers with qualified teacher status", "percent", (), PERCENT, 0, 100),
)

TABLE = FactTable(
    name="workforce",
    summary="DfE's school workforce tables: teachers, pupils for each teacher, mean pay",
    columns=COLUMNS,
    signs=(("Pupil: Teacher Ratio", "RATPUPTEA"),),
    title="school workforce tables",
    about="teachers and their pay",
    publisher=PERFORMANCE_TABLES,
    checked_against=("tests/unit/data/sources/test_published_context.py::test_the_workforce_of_2018_adds_up",),
)
SOURCE = TABLE.source()
