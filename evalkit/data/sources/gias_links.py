"""Get Information About Schools: which school numbers follow which (links_edubasealldata)."""

from __future__ import annotations

from functools import partial

from evalkit.core.column import Signs
from evalkit.data.sources.parts.registers import REGISTER, read_links
from evalkit.data.sources.parts.source import TableSource

SOURCE = TableSource(
    summary="the links between school numbers of Get Information About Schools (links_edubasealldata)",
    recognises=Signs((("URN",), ("LinkURN",), ("LinkType",))),
    read=partial(read_links, source="gias_links"),
    checked_against=("tests/unit/data/sources/test_gias.py::test_links_are_read_with_their_direction_and_kind",),
    gives="register",
    title="links between school numbers",
    publisher=REGISTER,
)
