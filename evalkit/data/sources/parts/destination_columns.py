"""The columns of DfE's tables of destinations after Key Stage 4 that evalkit reads.

No file of this kind was at hand. Headings are those that several public programs which read the files name; the
spellings without PER hold counts and are not taken.
"""

from __future__ import annotations

from evalkit.core.quantity import PERCENT, PUPILS
from evalkit.data.sources.parts.column import SourceColumn, SourceHeading


def _percent(name: str, label: str, heading: str) -> SourceColumn:
    return SourceColumn(f"destination_{name}", f"pupils {label} after Key Stage 4", "percent", (SourceHeading(heading),),
                  PERCENT, 0, 100)  # fmt: skip


DESTINATION_COLUMNS: tuple[SourceColumn, ...] = (
    SourceColumn("destination_pupils", "pupils followed after Key Stage 4", "number", (SourceHeading("COHORT"),), PUPILS, 0, 3000),
    _percent("sustained", "who stayed in education or work", "OVERALL_DESTPER"),
    _percent("education", "in education", "EDUCATIONPER"),
    _percent("sixth_form", "in a school's sixth form", "SCH_6THPER"),
    _percent("sixth_form_college", "in a sixth form college", "SIXTH_COLPER"),
    _percent("further_education", "in a college of further education", "FEPER"),
    _percent("apprenticeship", "in apprenticeships", "APPRENPER"),
    _percent("work", "in work", "EMPLOYMENTPER"),
    _percent("not_sustained", "who did not stay in education or work", "NOT_SUSTAINEDPER"),
    _percent("unknown", "of whom nothing is known", "UNKNOWNPER"),
    _percent("sustained_disadvantaged", "from disadvantaged homes who stayed in education or work",
             "OVERALL_DESTPER_DIS"),
)  # fmt: skip
