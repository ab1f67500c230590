"""DfE's school census tables: roll, first language, free school meals and special educational needs, each January."""

from __future__ import annotations

from evalkit.data.sources.parts.adding import Share, FactTable
from evalkit.data.sources.parts.census_columns import CENSUS_COLUMNS

TABLE = FactTable(
    name="census",
    summary="DfE's school census tables: roll, language, free school meals and special educational needs",
    columns=CENSUS_COLUMNS,
    signs=(("NOR", "TOTPUPSENDN"), ("PNUMEAL",), ("PNUMFSM", "NUMFSM", "PNUMFSMEVER")),
    shares=(Share("census_fsm", "NUMFSM", "NOR"),),
    checked_against=("tests/unit/data/sources/test_published_context.py::test_the_census_of_2021_adds_up",),
)
SOURCE = TABLE.source()
