"""Cells of a workbook as they are stored: equal to what another reader gives, with looks, formulas and hidden parts."""

from __future__ import annotations

import datetime as dt
import io

import openpyxl
import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import PatternFill
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils.datetime import from_excel

from evalkit.core.errors import DataError
from evalkit.data.text import spreadsheets
from evalkit.data.text.cell_sheets import CellSheet, MergedArea
from evalkit.data.text.spreadsheets import sheets_of_workbook
from tests.support.programme_files import whole, workbook

# Formats that spreadsheets of this country offer beside the built-in ones.
FORMATS = (
    "dd/mm/yyyy",
    "d mmm yy",
    "[$-809]dd mmmm yyyy",
    'yyyy-mm-dd"T"hh:mm',
    "mmm-yy",
    "hh:mm",
    "[h]:mm",
    "0%",
    "0.0%",
    "£#,##0.00",
    '"£"#,##0;[Red]-"£"#,##0',
    "General",
    "@",
    "0.00",
    '0 "days"',
    "#,##0_);(#,##0)",
)


def sheet_of(book: Workbook) -> CellSheet:
    out = io.BytesIO()
    book.save(out)
    return sheets_of_workbook(out.getvalue(), "book.xlsx")[0]


def test_every_value_is_the_one_that_another_reader_gives() -> None:
    content = workbook(whole())
    peer = openpyxl.load_workbook(io.BytesIO(content))
    sheets = sheets_of_workbook(content, "book.xlsx")
    assert [sheet.title for sheet in sheets] == peer.sheetnames
    for sheet in sheets:
        theirs = {
            (cell.row, cell.column - 1): cell.value
            for row in peer[sheet.title]
            for cell in row
            if cell.value is not None
        }
        ours = {(row, place): cell for row, cells in sheet.rows.items() for place, cell in cells.items()}
        assert set(ours) == set(theirs)
        for at, value in theirs.items():
            mine = ours[at].value
            assert (from_excel(mine) if isinstance(value, dt.datetime) else mine) == value


@pytest.mark.parametrize("code", [*FORMATS, *BUILTIN_FORMATS.values()])
def test_a_format_is_one_of_days_where_another_reader_says_so(code: str) -> None:
    book = Workbook()
    book.active["A1"] = 43018.0
    book.active["A1"].number_format = code
    kind = sheet_of(book).rows[1][0].look.kind
    assert (kind in ("day", "month", "time")) == is_date_format(code)
    assert (kind == "percent") == ("%" in code)


def test_runs_of_a_rich_text_are_put_together() -> None:
    book = Workbook()
    book.active["A1"] = CellRichText("North ", TextBlock(InlineFont(b=True), "School"))
    assert sheet_of(book).rows[1][0].value == "North School"


def test_fillings_merged_cells_and_hidden_parts_are_seen() -> None:
    book = Workbook()
    sheet = book.active
    sheet["B2"], sheet["B2"].fill = "Red", PatternFill("solid", fgColor="92D050")
    sheet.merge_cells("A4:C5")
    sheet.row_dimensions[2].hidden = True
    sheet.column_dimensions["B"].hidden = True
    found = sheet_of(book)
    assert found.rows[2][1].look.colour == "92D050"
    assert found.merged == (MergedArea(4, 0, 5, 2),)
    assert (found.hidden_rows, found.hidden_columns) == (frozenset({2}), frozenset({1}))


def test_a_formula_without_a_value_is_told_from_an_empty_cell() -> None:
    book = Workbook()
    book.active["A1"] = "=1+1"
    (cell,) = sheet_of(book).rows[1].values()
    assert (cell.value, cell.formula) == (None, True)


def test_days_of_a_workbook_that_counts_from_1904_are_the_same_days() -> None:
    book = Workbook()
    book.epoch = dt.datetime(1904, 1, 1)
    book.active["A1"] = dt.datetime(2017, 10, 10)
    found = sheet_of(book)
    assert found.epoch + dt.timedelta(days=float(str(found.rows[1][0].value))) == dt.datetime(2017, 10, 10)


def test_a_file_that_is_no_workbook_is_refused_with_what_to_do() -> None:
    with pytest.raises(DataError, match=r"save it again as \.xlsx"):
        sheets_of_workbook(b"plain words", "book.xlsx")


def test_a_million_formatted_rows_hide_no_cell(monkeypatch: pytest.MonkeyPatch) -> None:
    def change(book: Workbook) -> None:
        for row in range(2, 40):
            book["costs"].cell(row, 30).fill = PatternFill("solid", fgColor="92D050")

    content = workbook(whole(), change)
    plain = {sheet.title: sheet.rows for sheet in sheets_of_workbook(content, "book.xlsx")}
    monkeypatch.setattr(spreadsheets, "_LARGE", 0)
    assert {sheet.title: sheet.rows for sheet in sheets_of_workbook(content, "book.xlsx")} == plain
