"""How rows of the template workbook that are no data are marked, so that whoever reads it back leaves them out.

Every sheet of a table has its headings in row 1 and, before the first of them, a column A headed ``Row``. In it the
row of explanations (row 2) says ``what to write`` and the row of examples (row 3) says ``EXAMPLE``; beside data it is
empty. Whoever deletes the column deletes the two rows with it, or is told of each cell that cannot be read.

A row whose cell below ``Row`` says one of the two is no data. An example row that somebody has written over would be
lost without a word, so `written_over` finds the cells that are not the template's own.
"""

from __future__ import annotations

from collections.abc import Mapping

from evalkit.core.column import bare_heading
from evalkit.programme.tables.parts.table import ProgrammeTable

MARKS = "Row"
EXPLANATION, EXAMPLE = "what to write", "EXAMPLE"


def is_marked(text: str) -> bool:
    """Say whether what stands in the column ``Row`` marks a row that is no data."""
    return bare_heading(text) in {bare_heading(EXPLANATION), bare_heading(EXAMPLE)}


def written_over(table: ProgrammeTable, cells: Mapping[str, str]) -> tuple[str, ...]:
    """Return the columns of an example row in which something else stands than the template wrote.

    Parameters
    ----------
    table : ProgrammeTable
        Whose sheet it is.
    cells : mapping of str to str
        What stands in the row as text, by name of column; a day as 14/03/2018.
    """
    own = {column.name: column.example for column in table.every_column}
    return tuple(name for name, text in cells.items() if text.strip() and not _alike(text, own.get(name, "")))


def _alike(text: str, example: str) -> bool:
    """Say whether two cells say the same, whatever a spreadsheet makes of their numbers."""
    bare, own = bare_heading(text), bare_heading(example)
    if bare == own:
        return True
    try:
        return float(bare) == float(own)
    except ValueError:
        return False
