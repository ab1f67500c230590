"""The register that came with the performance tables: the "spine" to 2017/18, and its successor since."""

from __future__ import annotations

from functools import partial

from evalkit.core.column import Signs
from evalkit.data.sources.parts.registers import read_numbers
from evalkit.data.sources.parts.source import PERFORMANCE_TABLES, TableSource

SOURCE = TableSource(
    summary="the register of schools that came with the performance tables (spine, later GIAS)",
    # The phases a school has stand in columns of their own in every year of these files, and in no table of results.
    recognises=Signs((("URN",), ("LA",), ("SCHNAME",), ("ISPRIMARY",), ("ISSECONDARY",))),
    read=partial(read_numbers, source="spine"),
    checked_against=("tests/unit/data/sources/test_published_context.py::test_the_register_of_2018_loads_whole",),
    gives="register",
    title="register of schools",
    publisher=PERFORMANCE_TABLES,
)
