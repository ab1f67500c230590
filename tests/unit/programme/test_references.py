"""Names across tables: put under the name of their own table, or refused with the nearest one."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook

from tests.support.programme_files import reading_of, study_in, whole, workbook


def test_a_slip_in_a_long_name_is_told_with_the_name_that_may_be_meant(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        book["links"]["B2"] = "Suoth School"

    (fault,) = reading_of(tmp_path, workbook(whole(), change)).faults
    assert fault.where == "programme.xlsx, links, cell B2"
    assert "did you mean South School?" in fault.found


def test_a_school_of_the_study_that_the_table_leaves_out_may_stand_by_its_number(tmp_path: Path) -> None:
    own = {school.urn for school in study_in(tmp_path).schools.list} - {990001, 990002}

    def change(book: Workbook) -> None:
        book["links"]["B2"] = min(own)

    tables = {"links": whole()["links"], "schools": whole()["schools"][:3]}
    reading = reading_of(tmp_path, workbook(tables, change))
    assert reading.faults == ()
    assert reading.kept.rows("links")["to_school"].tolist() == [str(min(own))]


def test_what_cannot_be_checked_is_noted(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, workbook({"costs": whole()["costs"]}))
    assert reading.faults == ()
    (note,) = reading.kept.notes
    assert "Provider is not checked, as there is no table providers" in note
