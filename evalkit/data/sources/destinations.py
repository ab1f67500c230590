"""DfE's tables of where pupils went after Key Stage 4, by school.

Public programs that read these files say that one follows the pupils who finished Key Stage 4 two years before its
own year, which is how the year is set here; no file was at hand to confirm it. Headings are those that several of
these programs name; the spellings without PER hold counts and are not taken.
"""

from __future__ import annotations

from evalkit.core.quantity import PERCENT, PUPILS
from evalkit.data.sources.parts.column import SourceColumn, SourceHeading
from evalkit.data.sources.parts.fact_tables import UNSEEN, FactTable
from evalkit.data.sources.parts.source import PERFORMANCE_TABLES


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
    title="destinations tables",
    about="where pupils went after Key Stage 4",
    publisher=PERFORMANCE_TABLES,
)
SOURCE = TABLE.source()
