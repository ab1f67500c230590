"""A workbook goes from the template through filling, faults and mending, and is never changed by evalkit."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from evalkit.document.report_parts import REPORT_PARTS
from evalkit.programme.files import FAULTS, WORKBOOK
from evalkit.programme.reading import ProgrammeReading, read_programme
from evalkit.programme.tables import programme_tables
from evalkit.programme.template import EXAMPLES, FIRST_ROW, TemplateWords, template
from evalkit.run.kept_tables import read_kept_tables
from evalkit.study.model import Study
from tests.support.programme_files import study_in

ROOT = Path(__file__).resolve().parents[2]
TABLES = programme_tables()
# Of long tables that no other names, so many rows; the others whole.
LONG, MOST = {"attendance", "survey", "reviews", "observations"}, 40
# A table that the shipped study lacks is filled with its own examples.
OF_EXAMPLES = {"school": "School A"}
WRONG = {"date": "soon", "choice": "purple", "yes_no": "perhaps", "school": "Nowhere School", "year": "some year"}
WRONG |= dict.fromkeys(("number", "whole", "money", "hours", "percent"), "many") | {"term": "one day", "category": "9z"}


def rows_of(name: str) -> list[dict[str, str]]:
    """Return rows of the shipped study by heading; one made from the examples where it has none."""
    file = ROOT / "studies" / "leicester" / "programme" / f"{name}.csv"
    if not file.is_file():
        return [{column.label: OF_EXAMPLES.get(column.kind, column.example) for column in TABLES[name].columns}]
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))[: MOST if name in LONG else None]


def place(name: str, column: str, row: int) -> str:
    at = [one.name for one in TABLES[name].every_column].index(column) + 2
    return f"{get_column_letter(at)}{row}"


def changed(content: bytes, cells: Mapping[tuple[str, str], object]) -> bytes:
    """Return a workbook with some cells written anew, as somebody does who opens and saves it."""
    book, out = openpyxl.load_workbook(io.BytesIO(content)), io.BytesIO()
    for (sheet, cell), value in cells.items():
        book[sheet][cell].value = value
    book.save(out)
    return out.getvalue()


@pytest.fixture(scope="module")
def filled() -> bytes:
    """Return the template filled with every table, as texts: whoever types days or numbers types texts."""
    study = study_in(ROOT)
    words = TemplateWords(
        study.programme.name,
        {part.id: part.title for part in REPORT_PARTS},
        (),
        tuple(one.name for one in study.components),
    )
    cells = {
        (name, place(name, column.name, row)): text
        for name, table in TABLES.items()
        for row, told in enumerate(rows_of(name), FIRST_ROW)
        for column in table.every_column
        if (text := told.get(column.label, ""))
    }
    return changed(template(words), cells)


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return study_in(tmp_path)


def read(study: Study, content: bytes) -> ProgrammeReading:
    """Return what `evalkit check` reads of a workbook, which it leaves as it is."""
    (study.folder / WORKBOOK).write_bytes(content)
    reading, _ = read_kept_tables(study)
    assert (study.folder / WORKBOOK).read_bytes() == content
    return reading


def test_the_template_as_it_is_holds_nothing_and_no_fault(study: Study) -> None:
    reading = read(study, template(TemplateWords("Ours", {})))
    assert [str(fault) for fault in reading.faults] == []
    assert not any(reading.kept.has(name) for name in TABLES)


def test_every_table_that_is_filled_is_read_without_a_fault(study: Study, filled: bytes) -> None:
    reading = read(study, filled)
    assert [str(fault) for fault in reading.faults] == []
    assert {name: len(reading.kept.rows(name)) for name in TABLES} == {name: len(rows_of(name)) for name in TABLES}


def test_the_examples_of_all_tables_make_one_programme_that_agrees(study: Study) -> None:
    cells = {
        (name, place(name, column.name, FIRST_ROW)): column.example
        for name, table in TABLES.items()
        for column in table.columns
        if column.example
    }
    other = {"urn": "990002", "school": TABLES["links"].column("to_school").example, "joined": "01/09/2017"}
    other |= {"role": "participant"}
    cells |= {("schools", place("schools", name, FIRST_ROW + 1)): text for name, text in other.items()}
    surveys = ("survey", "pupil_voice")
    reading = read(study, changed(template(TemplateWords("Ours", {})), cells))
    assert [str(fault) for fault in reading.faults if not any(name in fault.where for name in surveys)] == []
    assert {len(reading.kept.rows(name)) for name in TABLES if name not in {"schools", *surveys}} == {1}


def test_a_faulty_cell_of_every_table_is_named_by_its_place_and_mending_it_ends_the_fault(
    study: Study, filled: bytes
) -> None:
    cells = {}
    for name, table in TABLES.items():
        column = next(one for one in table.columns if one.kind in WRONG and rows_of(name)[0].get(one.label))
        cells[name, place(name, column.name, FIRST_ROW)] = WRONG[column.kind]
    faulty = read(study, changed(filled, cells))
    where = {fault.where for fault in faulty.faults}
    assert {f"{WORKBOOK}, {sheet}, cell {cell}" for sheet, cell in cells} <= where
    assert (study.folder / FAULTS).is_file()
    before = openpyxl.load_workbook(io.BytesIO(filled))
    mended = read(
        study, changed((study.folder / WORKBOOK).read_bytes(), {at: before[at[0]][at[1]].value for at in cells})
    )
    assert [str(fault) for fault in mended.faults] == []
    assert not (study.folder / FAULTS).exists()


def test_what_is_written_over_an_example_is_not_lost_unsaid(study: Study, filled: bytes) -> None:
    over = changed(filled, {("attendance", place("attendance", "person", EXAMPLES)): "T99"})
    (study.folder / WORKBOOK).write_bytes(over)
    (fault,) = read_programme(study).faults
    assert fault.where.startswith(f"{WORKBOOK}, attendance")
    assert "Person code" in str(fault)
