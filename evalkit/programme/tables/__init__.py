"""The tables that a programme keeps itself, one file each; what they share lives in ``parts``."""

from evalkit.core.registry import Registry
from evalkit.programme.tables.parts.table import ProgrammeTable

PROGRAMME_TABLES = Registry("evalkit.programme.tables", "TABLE", ProgrammeTable)


def programme_tables() -> dict[str, ProgrammeTable]:
    """Return every table by its name, in the order in which a workbook holds them."""
    known = [PROGRAMME_TABLES.get(name) for name in PROGRAMME_TABLES.names()]
    return {table.name: table for table in sorted(known, key=lambda table: (table.place, table.name))}


__all__ = ["PROGRAMME_TABLES", "ProgrammeTable", "programme_tables"]
