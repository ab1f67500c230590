"""A csv file as a sheet, and the names of places in it."""

from __future__ import annotations

import pytest
from openpyxl.utils import get_column_letter

from evalkit.core.errors import DataError
from evalkit.data.text.cell_sheets import CellSheet, letters, sheet_of_csv


def test_letters_of_columns_are_those_of_spreadsheets() -> None:
    assert [letters(place) for place in range(16384)] == [get_column_letter(place + 1) for place in range(16384)]


def test_a_line_is_counted_as_an_editor_counts_it_where_cells_hold_line_ends() -> None:
    sheet = sheet_of_csv(b'a,b\n"one\ntwo",2\n3,4\n', "t.csv")
    assert {row: [cell.value for cell in cells.values()] for row, cells in sheet.rows.items()} == {
        1: ["a", "b"],
        2: ["one\ntwo", "2"],
        4: ["3", "4"],
    }


def test_a_place_is_called_as_the_program_that_opens_the_file_shows_it() -> None:
    csv, book = CellSheet("attendance.csv", "", {}), CellSheet("programme.xlsx", "attendance", {})
    assert csv.place(7, 6, "Hours") == "attendance.csv, line 7, column Hours"
    assert (csv.place(7), book.place(7)) == ("attendance.csv, line 7", "programme.xlsx, attendance, row 7")
    assert book.place(7, 6, "Hours") == "programme.xlsx, attendance, cell G7"


def test_commas_keep_cells_apart_where_semicolons_stand_in_words() -> None:
    sheet = sheet_of_csv(b"a,b,c\nx; y,2,3\nz; w,5,6\n", "t.csv")
    assert [cell.value for cell in sheet.rows[2].values()] == ["x; y", "2", "3"]
    assert sheet.notes == ()


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(DataError, match="no text"):
        sheet_of_csv(b"a,b\n1,\x00\n", "t.csv")
