"""Get Information About Schools: the register of schools as its download stands (edubasealldata)."""

from __future__ import annotations

from evalkit.data.sources.parts.registers import read_register, register_read
from evalkit.data.sources.parts.source import FileRead, TableSource
from evalkit.data.text.opening import OpenFile
from evalkit.study.model import DataFile

_HEADINGS = ("URN", "EstablishmentName", "EstablishmentNumber", "LA (code)")


def recognises(header: tuple[str, ...]) -> bool:
    """Say whether the header is that of the register's download."""
    return set(_HEADINGS) <= set(header)


def read(file: OpenFile, entry: DataFile | None) -> FileRead:
    """Return the register: who the schools are, where they stand, when they opened and closed."""
    del entry
    register = read_register(file)
    return register_read(file, "gias_register", register, None, len(register))


SOURCE = TableSource(
    summary="the register of Get Information About Schools (edubasealldata)",
    recognises=recognises,
    read=read,
    checked_against=("tests/unit/data/sources/test_gias.py::test_the_register_is_read_as_it_is_published",),
    gives="register",
)
