"""A programme's damaged files are read right, or refused by their place with what to do; nothing is raised."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from evalkit.programme.fault_workbook import fault_workbook
from evalkit.programme.reading import ProgrammeReading, read_programme
from tests.hostile.programme_books import BOOKS_READ, BOOKS_REFUSED
from tests.hostile.programme_bytes import FILES_READ, FILES_REFUSED, with_changed_bytes
from tests.hostile.programme_cells import CELLS_READ, CELLS_REFUSED
from tests.support.programme_files import csv_of, reading_of, study_in, whole, workbook

KINDS = 120


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> ProgrammeReading:
    return reading_of(tmp_path_factory.mktemp("plain"), workbook(whole()))


def changed_cell(table: str, cell: str, written: object, look: str) -> Callable[[Workbook], None]:
    def change(book: Workbook) -> None:
        book[table][cell] = None if written is None else written
        if look:
            book[table][cell].number_format = look

    return change


def refused(reading: ProgrammeReading, where: str, found: str, remedy: str) -> None:
    told = [(fault.where, fault.found, f"{fault.allowed} {fault.next}") for fault in reading.faults]
    assert any(place == where and found in what and remedy in how for place, what, how in told), told
    assert all(fault.allowed and fault.next for fault in reading.faults)
    assert fault_workbook(reading)[:2] == b"PK"


def test_enough_kinds_are_tried() -> None:
    kinds = (CELLS_READ, CELLS_REFUSED, BOOKS_READ, BOOKS_REFUSED, FILES_READ, FILES_REFUSED)
    assert sum(map(len, kinds)) >= KINDS


def test_the_whole_tables_have_no_fault_and_need_no_note(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, workbook(whole()))
    assert (reading.faults, reading.kept.notes) == ((), ())
    assert {one.name: one.rows for one in reading.reads} == {name: len(rows) - 1 for name, rows in whole().items()}


@pytest.mark.parametrize("kind", CELLS_READ)
def test_a_cell_written_in_another_way_is_read_right(kind: str, tmp_path: Path) -> None:
    one = CELLS_READ[kind]
    reading = reading_of(tmp_path, workbook(whole(), changed_cell(one.table, one.cell, one.written, one.look)))
    assert [str(fault) for fault in reading.faults] == []
    value = reading.kept.rows(one.table)[one.column].iloc[int(one.cell[1:]) - 2]
    assert value == one.value or (isinstance(one.value, float) and math.isnan(one.value) and math.isnan(value))


@pytest.mark.parametrize("kind", CELLS_REFUSED)
def test_a_cell_that_cannot_be_meant_is_refused_by_its_address(kind: str, tmp_path: Path) -> None:
    one = CELLS_REFUSED[kind]
    reading = reading_of(tmp_path, workbook(whole(), changed_cell(one.table, one.cell, one.written, one.look)))
    refused(reading, f"programme.xlsx, {one.table}, cell {one.cell}", one.found, one.remedy)
    assert len(reading.kept.rows(one.table)) == len(whole()[one.table]) - 1


@pytest.mark.parametrize("kind", BOOKS_READ)
def test_a_workbook_as_people_keep_it_loses_nothing(kind: str, tmp_path: Path, plain: ProgrammeReading) -> None:
    one = BOOKS_READ[kind]
    reading = reading_of(tmp_path, workbook(whole(), one.change))
    assert [str(fault) for fault in reading.faults] == []
    notes = "\n".join(reading.kept.notes)
    assert one.note in notes
    for name in whole():
        changed = reading.kept.rows(name).drop(columns="status" if name == "kpis" else [])
        assert changed.equals(plain.kept.rows(name).drop(columns="status" if name == "kpis" else [])), name


@pytest.mark.parametrize("kind", BOOKS_REFUSED)
def test_a_workbook_that_cannot_be_meant_is_refused_by_its_place(kind: str, tmp_path: Path) -> None:
    one = BOOKS_REFUSED[kind]
    reading = reading_of(tmp_path, workbook(whole(), one.change))
    refused(reading, f"programme.xlsx, {one.where}", one.found, one.remedy)


@pytest.mark.parametrize("kind", FILES_READ)
def test_a_csv_file_of_any_usual_kind_gives_the_same_rows(kind: str, tmp_path: Path, plain: ProgrammeReading) -> None:
    one = FILES_READ[kind]
    (tmp_path / "programme").mkdir()
    (tmp_path / "programme" / "providers.csv").write_text(csv_of(whole()["providers"]), encoding="utf-8")
    reading = reading_of(tmp_path, one.content, one.name)
    assert [str(fault) for fault in reading.faults] == []
    assert one.note in "\n".join(reading.kept.notes)
    assert reading.kept.rows("activities").equals(plain.kept.rows("activities"))


@pytest.mark.parametrize("kind", FILES_REFUSED)
def test_a_file_that_is_none_is_refused_in_words(kind: str, tmp_path: Path) -> None:
    one = FILES_REFUSED[kind]
    refused(reading_of(tmp_path, one.content, one.name), one.where, one.found, one.remedy)


def test_every_fault_of_every_sheet_comes_at_once(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        for one in CELLS_REFUSED.values():
            book[one.table][one.cell] = one.written

    reading = reading_of(tmp_path, workbook(whole(), change))
    sheets = {fault.where.split(", ")[1] for fault in reading.faults}
    assert sheets >= {one.table for one in CELLS_REFUSED.values()}


def test_a_workbook_named_in_the_study_file_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    study = study_in(tmp_path)
    named = study.delivery.model_copy(update={"file": "records.xlsx"})
    (fault,) = read_programme(study.model_copy(update={"delivery": named})).faults
    assert (fault.where, "records.xlsx" in fault.found) == ("study.toml, [delivery] file", True)


def test_a_table_in_workbook_and_csv_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "costs.csv").write_text(csv_of(whole()["costs"]), encoding="utf-8")
    reading = reading_of(tmp_path, workbook(whole()))
    refused(reading, "costs.csv", "also stands in programme.xlsx, costs", "keep the one")


def test_a_csv_file_that_the_study_file_uses_for_something_else_is_no_table(tmp_path: Path) -> None:
    (tmp_path / "schools.csv").write_text("urn,role\n990001,targeted\n", encoding="utf-8")
    assert read_programme(study_in(tmp_path)).reads == ()


@pytest.mark.parametrize("seed", range(40))
def test_no_change_of_bytes_breaks_the_reading(seed: int, tmp_path: Path) -> None:
    reading = reading_of(tmp_path, with_changed_bytes(seed))
    assert all(fault.where and fault.found and fault.allowed and fault.next for fault in reading.faults)
    assert fault_workbook(reading)[:2] == b"PK"
