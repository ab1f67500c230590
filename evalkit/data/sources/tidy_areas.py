"""Tidy tables of Explore Education Statistics with figures of authorities, regions and England."""

from __future__ import annotations

from functools import partial

from evalkit.data.sources.parts.area_figures import TIDY_COLUMNS
from evalkit.data.sources.parts.source import TableSource
from evalkit.data.sources.parts.tidy_area_rows import read_areas
from evalkit.data.sources.parts.tidy_layout import STATISTICS, is_without_schools

SOURCE = TableSource(
    summary="Explore Education Statistics: Key Stage 4 results by local authority, region and pupil group",
    recognises=is_without_schools,
    read=partial(read_areas, source="tidy_areas"),
    checked_against=("tests/unit/data/sources/test_area_tables.py::test_both_spellings_of_a_tidy_table_say_the_same",),
    gives="areas",
    title="tables of Explore Education Statistics",
    publisher=STATISTICS,
    columns=TIDY_COLUMNS,
)
