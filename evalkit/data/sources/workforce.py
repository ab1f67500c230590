"""DfE's school workforce tables: teachers, pupils for each teacher, pay; the census of November."""

from __future__ import annotations

from evalkit.data.sources.parts.adding import FactTable
from evalkit.data.sources.parts.workforce_columns import WORKFORCE_COLUMNS

TABLE = FactTable(
    name="workforce",
    summary="DfE's school workforce tables: teachers, pupils for each teacher, mean pay",
    columns=WORKFORCE_COLUMNS,
    signs=(("Pupil: Teacher Ratio", "RATPUPTEA"),),
    checked_against=("tests/unit/data/sources/test_published_context.py::test_the_workforce_of_2018_adds_up",),
)
SOURCE = TABLE.source()
