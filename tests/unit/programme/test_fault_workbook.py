"""The workbook of faults: links into the user's own file, pictures of values, nothing that runs and nobody's data."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import openpyxl
from openpyxl import Workbook

from evalkit.core.errors import Fault
from evalkit.programme.fault_workbook import HEADINGS, NOT_COPIED, fault_workbook, show_faults
from evalkit.programme.files import FAULTS
from evalkit.study.delivery import Delivery
from tests.support.programme_files import csv_of, reading_of, whole, workbook


def damaged(book: Workbook) -> None:
    book["attendance"]["G2"] = "all day"
    book["attendance"]["D3"] = "person-01@example.org"
    book["costs"]["G2"] = "=1+1"
    book["activities"]["B2"] = '=HYPERLINK("x")'
    book["activities"]["B3"] = "=1+1"
    book["activities"]["B3"].data_type = "s"
    book["activities"]["I2"] = "many"
    book["activities"]["C3"] = "-2+3"


def test_each_fault_has_a_row_with_a_link_to_its_cell_in_the_users_own_file(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, workbook(whole(), damaged), "our records.xlsx", **named("our records.xlsx"))
    file = show_faults(reading, tmp_path)
    assert file is not None
    listed = openpyxl.load_workbook(file)["Faults"]
    assert [cell.value for cell in listed[1]] == list(HEADINGS)
    assert listed.max_row == len(reading.placed) + 1
    links = {listed.cell(row, 4).value: listed.cell(row, 4).hyperlink for row in range(2, listed.max_row + 1)}
    assert links["G2"].target == "our%20records.xlsx"
    assert links["G2"].location in ("'attendance'!G2", "'costs'!G2")
    assert [cell.value for cell in listed["E"]][1:] == [fault.found for fault in reading.faults]


def test_a_picture_shows_values_with_the_faulty_cells_coloured_and_no_formula(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, workbook(whole(), damaged))
    book = openpyxl.load_workbook(show_faults(reading, tmp_path))
    assert book.sheetnames == ["Faults", "activities", "attendance", "costs"]
    shown = book["attendance"]
    coloured = {cell.coordinate for row in shown for cell in row if cell.fill.fill_type}
    assert coloured == {"G2", "D3"}
    assert (shown["G2"].value, shown["D3"].value, shown["C2"].value) == ("all day", NOT_COPIED, "North School")
    assert shown["B2"].value.strftime("%d/%m/%Y") == "10/10/2017"
    assert {cell.data_type for sheet in book for row in sheet for cell in row} & {"f"} == set()
    assert (book["activities"]["B3"].value, book["activities"]["C3"].value) == ("=1+1", "-2+3")


def test_the_same_faults_give_the_same_bytes_and_none_take_the_file_away(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, workbook(whole(), damaged))
    assert fault_workbook(reading) == fault_workbook(reading)
    show_faults(reading, tmp_path)
    assert show_faults(reading_of(tmp_path, workbook(whole())), tmp_path) is None
    assert not (tmp_path / FAULTS).exists()


def test_a_folder_that_cannot_be_written_stops_nobody(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, workbook(whole(), damaged))
    assert show_faults(reading, tmp_path / "nowhere") is None


def test_a_fault_in_csv_leads_to_its_file(tmp_path: Path) -> None:
    rows = whole()["providers"]
    rows[1][2] = "circus"
    reading = reading_of(tmp_path, csv_of(rows).encode(), "programme/providers.csv")
    book = openpyxl.load_workbook(show_faults(reading, tmp_path))
    place = book["Faults"]["D2"]
    assert (place.value, place.hyperlink.target) == ("line 2, column Kind", "programme/providers.csv")
    assert book["providers.csv"]["C2"].fill.fill_type == "solid"


def named(file: str) -> dict[str, object]:
    return {"delivery": Delivery(file=file)}


def test_faults_of_surveys_stand_in_the_list_too(tmp_path: Path) -> None:
    fault = Fault("answers.csv, row 3", "no answer of the scale", "Agree", "name it in the study file")
    reading = replace(reading_of(tmp_path, workbook(whole(), damaged)), of_surveys=(fault,))
    listed = openpyxl.load_workbook(io.BytesIO(fault_workbook(reading)))["Faults"]
    last = [cell.value for cell in listed[listed.max_row]]
    assert last[:2] == [str(len(reading.placed) + 1), fault.where]
    assert last[4:] == [fault.found, fault.allowed, fault.next]


def test_a_name_where_a_school_belongs_is_neither_told_nor_copied(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        book["attendance"]["C3"] = "Zelda Quixworth"

    reading = reading_of(tmp_path, workbook(whole(), change))
    assert [fault.where for fault in reading.faults] == ["programme.xlsx, attendance, cell C3"]
    shown = [
        str(cell.value)
        for sheet in openpyxl.load_workbook(io.BytesIO(fault_workbook(reading))).worksheets
        for row in sheet.iter_rows()
        for cell in row
    ]
    assert not any("Quixworth" in text for text in shown)
    assert "Quixworth" not in "".join(map(str, reading.faults))
