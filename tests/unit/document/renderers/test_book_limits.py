"""What no sheet can hold is refused, all of it at once and in words."""

from __future__ import annotations

import pandas as pd
import pytest

from evalkit.core.errors import ReportError
from evalkit.document.parts import Document, Table, one_layer
from evalkit.document.renderers.parts import book_limits
from evalkit.document.renderers.xlsx import render
from evalkit.report.block import Block


def document_of(rows: int, columns: int, cell: str = "a") -> Document:
    """Return a document of two tables of one size."""
    cells = tuple(tuple(cell for _ in range(columns)) for _ in range(rows))
    headers = tuple(f"Column {number}" for number in range(columns))
    block = Block("large", "table", "Large", "", pd.DataFrame(cells), columns=headers, cells=cells)
    return one_layer("Large", "", [Table(block, "one", "Table 1"), Table(block, "two", "Table 2")])


def test_more_rows_or_columns_than_a_sheet_has_are_refused_for_all_tables_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(book_limits, "ROWS", book_limits.ABOVE + 3)
    monkeypatch.setattr(book_limits, "COLUMNS", 2)
    assert render(document_of(3, 2))
    with pytest.raises(ReportError) as refused:
        render(document_of(4, 3))
    assert [(fault.where, fault.found) for fault in refused.value.faults] == [
        ("block large, sheet Table_1 of the workbook", "4 rows"),
        ("block large, sheet Table_1 of the workbook", "3 columns"),
        ("block large, sheet Table_2 of the workbook", "4 rows"),
        ("block large, sheet Table_2 of the workbook", "3 columns"),
    ]


def test_a_text_too_long_for_a_cell_is_refused_and_never_cut_off() -> None:
    with pytest.raises(ReportError, match=r"a cell of 32,768 letters"):
        render(document_of(1, 1, "a" * (book_limits.LETTERS + 1)))


def test_a_table_without_columns_is_refused() -> None:
    with pytest.raises(ReportError, match=r"no column"):
        render(document_of(0, 0))
