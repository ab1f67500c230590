"""DfE's school census tables: roll, first language, free school meals and special educational needs, each January.

Headings are those of DfE's list of fields of 2020/21. Names that begin with PNUM hold percentages. TOTPUPSENDN and
the headings with a misspelling are those of earlier and later years, as public code that reads the files names them;
no file of those years was at hand to confirm them.
"""

from __future__ import annotations

from evalkit.core.column import SourceHeading
from evalkit.core.quantity import PERCENT, PUPILS
from evalkit.data.sources.parts.column import SourceColumn
from evalkit.data.sources.parts.fact_tables import FactTable, Share
from evalkit.data.sources.parts.source import PERFORMANCE_TABLES


def _percent(name: str, label: str, *headings: str) -> SourceColumn:
    return SourceColumn(name, label, "percent", tuple(map(SourceHeading, headings)), PERCENT, 0, 100)


COLUMNS: tuple[SourceColumn, ...] = (
    SourceColumn(
        "census_roll",
        "pupils on roll",
        "number",
        (SourceHeading("NOR"), SourceHeading("TOTPUPSENDN")),
        PUPILS,
        low=0,
        high=20000,
    ),
    _percent("census_girls", "pupils on roll who are girls", "PNORG"),
    _percent("census_sen_plan", "pupils on roll with a plan for special educational needs", "PSENELSE"),
    _percent("census_sen_support", "pupils on roll with support for special educational needs", "PSENELK"),
    _percent("census_eal", "pupils on roll with English as an additional language", "PNUMEAL"),
    _percent("census_fsm", "pupils on roll eligible for free school meals", "PNUMFSM"),
    _percent("census_fsm_ever", "pupils on roll eligible for free school meals in the past six years", "PNUMFSMEVER"),
)

TABLE = FactTable(
    name="census",
    summary="DfE's school census tables: roll, language, free school meals and special educational needs",
    columns=COLUMNS,
    signs=(("NOR", "TOTPUPSENDN"), ("PNUMEAL",), ("PNUMFSM", "NUMFSM", "PNUMFSMEVER")),
    shares=(Share("census_fsm", "NUMFSM", "NOR"),),
    title="school census tables",
    about="pupils on roll and who they are",
    publisher=PERFORMANCE_TABLES,
    checked_against=("tests/unit/data/sources/test_published_context.py::test_the_census_of_2021_adds_up",),
)
SOURCE = TABLE.source()
