"""DfE's tables of where pupils went after Key Stage 4, by school.

Public programs that read these files say that one follows the pupils who finished Key Stage 4 two years before its
own year, which is how the year is set here; no file was at hand to confirm it. Headings are those that several of
these programs name; the spellings without PER hold counts and are not taken.
"""

from __future__ import annotations

from dataclasses import replace

from evalkit.core.column import SourceHeading
from evalkit.core.quantity import PERCENT, PUPILS
from evalkit.data.sources.parts.column import SourceColumn
from evalkit.data.sources.parts.fact_tables import UNSEEN, FactTable
from evalkit.data.sources.parts.source import PERFORMANCE_TABLES
from evalkit.data.sources.parts.tidy_facts import TidyFactTable, in_either_layout


def _percent(name: str, label: str, heading: str) -> SourceColumn:
    words = f"pupils {label} after Key Stage 4"
    return SourceColumn(f"destination_{name}", words, "percent", (SourceHeading(heading),), PERCENT, 0, 100)


COLUMNS: tuple[SourceColumn, ...] = (
    SourceColumn(
        "destination_pupils", "pupils followed after Key Stage 4", "number", (SourceHeading("COHORT"),), PUPILS, 0, 3000
    ),
    _percent("sustained", "who stayed in education or work", "OVERALL_DESTPER"),
    _percent("education", "in education", "EDUCATIONPER"),
    _percent("sixth_form", "in a school's sixth form", "SCH_6THPER"),
    _percent("sixth_form_college", "in a sixth form college", "SIXTH_COLPER"),
    _percent("further_education", "in a college of further education", "FEPER"),
    _percent("apprenticeship", "in apprenticeships", "APPRENPER"),
    _percent("work", "in work", "EMPLOYMENTPER"),
    _percent("not_sustained", "who did not stay in education or work", "NOT_SUSTAINEDPER"),
    _percent("unknown", "of whom nothing is known", "UNKNOWNPER"),
    _percent(
        "sustained_disadvantaged", "from disadvantaged homes who stayed in education or work", "OVERALL_DESTPER_DIS"
    ),
)

TABLE = FactTable(
    name="destinations",
    summary="DfE's tables of where pupils went after Key Stage 4",
    columns=COLUMNS,
    signs=(("OVERALL_DESTPER",), ("COHORT", "EDUCATIONPER")),
    lag=2,
    note=UNSEEN,
    checked_against=(
        "tests/unit/data/sources/test_tidy_facts.py::test_destinations_stand_in_the_year_of_the_examinations",
    ),
    title="destinations tables",
    about="where pupils went after Key Stage 4",
    publisher=PERFORMANCE_TABLES,
)
_TIDY_HEADINGS = {
    "destination_pupils": "cohort",
    "destination_sustained": "overall",
    "destination_education": "education",
    "destination_sixth_form": "ssf",
    "destination_sixth_form_college": "sfc",
    "destination_further_education": "fe",
    "destination_apprenticeship": "appren",
    "destination_work": "all_work",
    "destination_not_sustained": "all_notsust",
    "destination_unknown": "all_unknown",
}
# The department's notes on method say that the figures of 2021/22 follow pupils who finished Key Stage 4 in 2020/21.
# Tables since 2023/24, which count each destination in a row of its own, are not read.
TIDY = TidyFactTable(
    name=TABLE.name,
    summary="Explore Education Statistics: where pupils went after Key Stage 4 by school, in the tidy layout",
    columns=tuple(
        replace(column, headings=(SourceHeading(_TIDY_HEADINGS[column.name]),))
        for column in COLUMNS
        if column.name in _TIDY_HEADINGS
    ),
    signs=("all_notsust", "all_unknown"),
    publisher="data catalogue, Key stage 4 destination measures (Department for Education)",
    lag=1,
    note=UNSEEN,
)
SOURCE = in_either_layout(TABLE, TIDY)
