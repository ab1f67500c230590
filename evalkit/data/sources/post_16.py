"""DfE's post-16 tables: A levels, and progress of students who sit GCSE maths or English again."""

from __future__ import annotations

from evalkit.data.sources.parts.adding import FactTable
from evalkit.data.sources.parts.ks5_columns import KS5_COLUMNS

TABLE = FactTable(
    name="post_16",
    summary="DfE's post-16 tables: A levels, and GCSE maths and English after 16",
    columns=KS5_COLUMNS,
    signs=(("RECTYPE",), ("TALLPUP_ALEV_1618", "TALLPPE_ALEV_1618", "PROGEX_M")),
    note="a school's sixth form, which pupils of other schools join: not where its own pupils of 16 went",
    checked_against=("tests/unit/data/sources/test_published_context.py::test_the_post_16_tables_load_whole",),
)
SOURCE = TABLE.source()
