"""DfE's absence tables: sessions missed, and pupils who miss one in ten or more.

No file of this kind was at hand, in the wide layout of the performance tables or in the tidy one of Explore Education
Statistics, which is read for whole school years. Headings are those that public code which reads the files names;
PPERSABS15 and PPERSABS20 of earlier years count other pupils (missing 15 or 20 per cent) and are not taken for
PPERSABS10.
"""

from __future__ import annotations

from dataclasses import replace

from evalkit.core.column import SourceHeading
from evalkit.core.quantity import PERCENT
from evalkit.data.sources.parts.column import SourceColumn
from evalkit.data.sources.parts.fact_tables import UNSEEN, FactTable
from evalkit.data.sources.parts.source import PERFORMANCE_TABLES
from evalkit.data.sources.parts.tidy_facts import TidyFactTable, in_either_layout

COLUMNS: tuple[SourceColumn, ...] = (
    SourceColumn("absence", "sessions missed", "percent", (SourceHeading("PERCTOT"),), PERCENT, 0, 100),
    SourceColumn(
        "persistent_absence",
        "pupils who missed a tenth or more of their sessions",
        "percent",
        (SourceHeading("PPERSABS10"),),
        PERCENT,
        0,
        100,
    ),
)

TABLE = FactTable(
    name="absence",
    summary="DfE's absence tables: sessions missed, and pupils who often missed them",
    columns=COLUMNS,
    signs=(("PERCTOT",), ("PPERSABS10", "PPERSABS15", "PPERSABS20", "PERCUA")),
    note=UNSEEN,
    checked_against=("tests/unit/data/sources/test_tidy_facts.py::test_absence_of_a_school_is_read",),
    title="absence tables",
    about="absence from school",
    publisher=PERFORMANCE_TABLES,
)
_TIDY_HEADINGS = {"absence": "sess_overall_percent", "persistent_absence": "enrolments_pa_10_exact_percent"}
TIDY = TidyFactTable(
    name=TABLE.name,
    summary="Explore Education Statistics: absence by school, in the tidy layout",
    columns=tuple(replace(column, headings=(SourceHeading(_TIDY_HEADINGS[column.name]),)) for column in COLUMNS),
    signs=tuple(_TIDY_HEADINGS.values()),
    publisher="data catalogue, Pupil absence in schools in England (Department for Education)",
    note=UNSEEN,
)
SOURCE = in_either_layout(TABLE, TIDY)
