"""DfE's school workforce tables: teachers, pupils for each teacher, pay; the census of November.

The headings in words are those of 2017/18. Those in capitals are of earlier years, as public code that reads the
files names them; no file of those years was at hand, and none of the tidy layout of Explore Education Statistics,
whose headings are those that several public readers name.
"""

from __future__ import annotations

from dataclasses import replace

from evalkit.core.column import SourceHeading
from evalkit.core.quantity import PERCENT, POUNDS, Unit
from evalkit.data.sources.parts.column import SourceColumn
from evalkit.data.sources.parts.fact_tables import UNSEEN, FactTable
from evalkit.data.sources.parts.source import PERFORMANCE_TABLES
from evalkit.data.sources.parts.tidy_facts import TidyFactTable, in_either_layout

_TEACHERS = Unit("teachers", 1)
_POSTS = Unit("posts", 1)
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
    checked_against=(
        "tests/unit/data/sources/test_published_context.py::test_the_workforce_of_2018_adds_up",
        "tests/unit/data/sources/test_tidy_facts.py::test_teachers_of_november_belong_to_their_school_year",
    ),
)
_RATIO_COLUMN = next(column for column in COLUMNS if column.name == "pupil_teacher_ratio")
# Posts that nobody holds, and those that somebody holds for less than a year, stand in a tidy file of their own.
_VACANT = (
    SourceColumn(
        "teacher_vacancies",
        "teachers' posts that nobody holds",
        "number",
        (SourceHeading("vacancy"),),
        _POSTS,
        0,
        200,
    ),
    SourceColumn(
        "teacher_posts_filled_for_a_time",
        "teachers' posts that somebody holds for a time",
        "number",
        (SourceHeading("tempfilled"),),
        _POSTS,
        0,
        200,
    ),
)
# The ratio to teachers with qualified status is another figure than the ratio to all teachers.
TIDY = TidyFactTable(
    name=TABLE.name,
    summary="Explore Education Statistics: pupils for each teacher, or posts not filled, by school, in the tidy layout",
    columns=(
        replace(COLUMNS[0], headings=(SourceHeading("teachers_fte"),)),
        replace(_RATIO_COLUMN, headings=(SourceHeading("pupil_to_qual_unqual_teacher_ratio"),)),
        replace(
            _RATIO_COLUMN,
            name="pupil_qualified_teacher_ratio",
            label="pupils for each teacher with qualified status",
            headings=(SourceHeading("pupil_to_qual_teacher_ratio"),),
        ),
        *_VACANT,
    ),
    signs=("pupil_to_qual_unqual_teacher_ratio", "pupil_to_qual_teacher_ratio", "tempfilled"),
    publisher="data catalogue, School workforce in England (Department for Education)",
    periods=("november", "academic year"),
    note=UNSEEN,
)
SOURCE = in_either_layout(TABLE, TIDY)
