"""Get Information About Schools: the register of schools as its download stands (edubasealldata)."""

from __future__ import annotations

from functools import partial

from evalkit.core.column import Signs
from evalkit.data.sources.parts.registers import REGISTER, read_numbers
from evalkit.data.sources.parts.source import TableSource

SOURCE = TableSource(
    summary="the register of Get Information About Schools (edubasealldata)",
    recognises=Signs((("URN",), ("EstablishmentName",), ("EstablishmentNumber",), ("LA (code)",))),
    read=partial(read_numbers, source="gias_register"),
    checked_against=("tests/unit/data/sources/test_gias.py::test_the_register_is_read_as_it_is_published",),
    gives="register",
    title="register of schools",
    publisher=REGISTER,
)
