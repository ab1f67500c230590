"""The register that came with the performance tables: the "spine" to 2017/18, and its successor since."""

from __future__ import annotations

from evalkit.data.sources.parts.registers import links_in_register, read_register, register_read
from evalkit.data.sources.parts.source import FileRead, TableSource
from evalkit.data.text.opening import OpenFile
from evalkit.study.model import DataFile

# The phases a school has stand in columns of their own in every year of these files, and in no table of results.
_SIGNS = ("URN", "LA", "SCHNAME", "ISPRIMARY", "ISSECONDARY")


def recognises(header: tuple[str, ...]) -> bool:
    """Say whether the header is that of the performance tables' register."""
    return set(_SIGNS) <= {name.upper() for name in header}


def read(file: OpenFile, entry: DataFile | None) -> FileRead:
    """Return the register, and the pairs of numbers of schools that opened in place of others."""
    del entry
    register = read_register(file)
    return register_read(file, "spine", register, links_in_register(file), len(register))


SOURCE = TableSource(
    summary="the register of schools that came with the performance tables (spine, later GIAS)",
    recognises=recognises,
    read=read,
    checked_against=("tests/unit/data/sources/test_published_context.py::test_the_register_of_2018_loads_whole",),
    gives="register",
)
