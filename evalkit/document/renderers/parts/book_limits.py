"""How much a sheet can hold: what is more is refused before anything is written, and never cut off unsaid."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from evalkit.core.errors import Fault, ReportError
from evalkit.document.renderers.parts.book_sheets import BookSheet

# Of every program that reads these files; rows above the table are counted, and those it may need are set aside.
ROWS, COLUMNS, LETTERS, HEADER_LETTERS = 1_048_576, 16_384, 32_767, 255
ABOVE = 10


def refuse_too_large(sheets: Iterable[BookSheet]) -> None:
    """Refuse tables that no sheet can hold, all of them at once."""
    faults = [fault for sheet in sheets for fault in _faults(sheet)]
    if faults:
        raise ReportError(faults)


def _faults(sheet: BookSheet) -> Iterator[Fault]:
    where = f"block {sheet.part.block.id}, sheet {sheet.name} of the workbook"
    fewer = "keep fewer of them in the block; the file beside the report may hold them all"
    if sheet.rows > ROWS - ABOVE:
        yield Fault(where, f"{sheet.rows:,} rows", f"at most {ROWS - ABOVE:,} rows on a sheet", fewer)
    if not 0 < len(sheet.columns) <= COLUMNS:
        yield Fault(where, f"{len(sheet.columns):,} columns", f"from 1 to {COLUMNS:,} columns on a sheet", fewer)
    shorter = "write it in fewer letters in the module of the verb"
    headers = max((len(column.header) for column in sheet.columns), default=0)
    if headers > HEADER_LETTERS:
        yield Fault(where, f"a header of {headers:,} letters", f"at most {HEADER_LETTERS:,} letters", shorter)
    letters = max((len(cell.text) for column in sheet.columns for cell in column.cells), default=0)
    if letters > LETTERS:
        yield Fault(where, f"a cell of {letters:,} letters", f"at most {LETTERS:,} letters in a cell", shorter)
