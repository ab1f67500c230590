"""What came of reading the programme's tables: lines, order of faults, notes, and what is kept beside faults."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from evalkit.programme.reading import TableRead, read_programme
from tests.support.programme_files import csv_of, reading_of, study_in, whole, workbook


def test_a_line_says_what_was_read_of_a_table() -> None:
    assert TableRead("costs", "costs.csv", 1, 0, 0).line() == "costs: 1 row (costs.csv)"
    told = TableRead("attendance", "programme.xlsx, attendance", 1200, 2, 1).line()
    assert told == "attendance: 1,200 rows, 2 of them a repeat, 1 school (programme.xlsx, attendance)"


def test_a_study_without_tables_reads_nothing(tmp_path: Path) -> None:
    reading = read_programme(study_in(tmp_path))
    assert (reading.kept.tables, reading.faults, reading.reads, reading.sheets) == ({}, (), (), ())


def test_faults_come_table_by_table_and_row_by_row(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        book["attendance"]["G4"] = "x"
        book["attendance"]["B2"] = "x"
        book["schools"]["A4"] = "x"
        book["costs"]["G2"] = "x"

    places = [fault.where.split(", ", 1)[1] for fault in reading_of(tmp_path, workbook(whole(), change)).faults]
    assert places == ["schools, cell A4", "attendance, cell B2", "attendance, cell G4", "costs, cell G2"]


def test_rows_are_kept_beside_a_fault_and_say_where_they_stand(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        book["attendance"]["G3"] = "all day"

    table = reading_of(tmp_path, workbook(whole(), change)).kept.tables["attendance"]
    assert table.places == tuple(f"programme.xlsx, attendance, row {row}" for row in (2, 3, 4))
    assert table.rows["hours"].isna().tolist() == [False, True, False]


def test_a_person_is_refused_by_place_and_kept_nowhere(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        book["attendance"]["D2"] = "person-01@example.org"
        book["attendance"]["F3"] = "Mrs Example said yes"
        book["attendance"]["C4"] = "Mrs Example"
        book["departments"]["B2"] = "Mrs Example"
        book["schools"]["E2"] = "Mrs Example"

    reading = reading_of(tmp_path, workbook(whole(), change))
    told = "\n".join([*map(str, reading.faults), *reading.kept.notes])
    assert "person-01" not in told
    assert "Example" not in told
    spots = {(spot.sheet, spot.row, spot.column) for spot in reading.persons}
    assert spots == {
        ("attendance", 2, 3),
        ("attendance", 3, 5),
        ("attendance", 4, 2),
        ("departments", 2, 1),
        ("schools", 2, 4),
    }
    assert reading.kept.rows("attendance")["person"].tolist() == ["", "T02", "T01"]


@pytest.mark.parametrize("name", ["costs", "kpis", "links"])
def test_workbook_and_csv_give_the_same_rows(name: str, tmp_path: Path) -> None:
    (tmp_path / "programme").mkdir()
    for table, rows in whole().items():
        (tmp_path / "programme" / f"{table}.csv").write_text(csv_of(rows), encoding="utf-8")
    of_csv = read_programme(study_in(tmp_path))
    of_book = reading_of(tmp_path / "other", workbook(whole()))
    assert of_csv.faults == ()
    assert of_csv.kept.rows(name).equals(of_book.kept.rows(name))


def test_a_heading_tells_financial_years_from_academic_ones(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        book["costs"]["A1"] = "Financial year"

    reading = reading_of(tmp_path, workbook(whole(), change))
    assert reading.kept.rows("costs")["year_kind"].tolist() == ["financial"]
    assert reading.kept.notes == (
        "programme.xlsx, costs, column Financial year: read as financial years, as the heading says",
    )
    assert reading_of(tmp_path / "plain", workbook(whole())).kept.rows("costs")["year_kind"].tolist() == [""]


def test_a_strand_that_nobody_declared_is_answered_with_the_names_that_the_workbook_offers(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        book["activities"]["D2"] = "Chess"

    (fault,) = reading_of(tmp_path, workbook(whole(), change)).faults
    assert fault.allowed == ", ".join(strand.name for strand in study_in(tmp_path).components)


def test_a_second_workbook_beside_the_study_is_said_not_to_be_read(tmp_path: Path) -> None:
    for name in ("Copy of programme.xlsx", "programme-faults.xlsx", "~$programme.xlsx"):
        (tmp_path / name).write_bytes(workbook(whole()))
    notes = reading_of(tmp_path, workbook(whole())).kept.notes
    assert [note.partition(" is not read")[0] for note in notes] == ["Copy of programme.xlsx"]


def test_a_file_that_is_no_table_and_is_called_after_somebody_is_not_named(tmp_path: Path) -> None:
    (tmp_path / "programme").mkdir()
    (tmp_path / "programme" / "Zelda Quixworth.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    (note,) = reading_of(tmp_path, workbook(whole())).kept.notes
    assert note.startswith("a file that looks like somebody's: not read")
    assert "Quixworth" not in note
