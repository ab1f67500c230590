"""Persons planted in a programme's tables are refused by their place, and what evalkit writes repeats none of them."""

from __future__ import annotations

import io
import logging
from collections.abc import Sequence
from pathlib import Path
from zipfile import ZipFile

import pytest

from evalkit.core.errors import StudyFileError
from evalkit.programme.files import FAULTS, WORKBOOK
from evalkit.programme.persons import persons_in
from evalkit.programme.reading import ProgrammeReading
from evalkit.run.kept_tables import faults_of_tables, lines_of, read_kept_tables
from tests.support.programme_files import Table, csv_of, study_in, whole, workbook
from tools.planted_persons import Planted, planted_names, planted_numbers

NUMBERS = planted_numbers()
# What nothing sees cannot be kept back; how many these are stands in docs/programme-tables.md.
SEEN = tuple(one for one in planted_names()[:200] if one.kind in persons_in(one.text))


def lessons(planted: Sequence[Planted]) -> Table:
    """Return a table whose words name somebody in each row, once in a sentence and once alone."""
    rows: Table = [["Lesson", "Kind", "Evidence", "Who says so"]]
    return rows + [
        [f"lesson {place}: {one.text}", "worked", "table:reviews", one.value] for place, one in enumerate(planted)
    ]


def everything_said(reading: ProgrammeReading, folder: Path, captured: pytest.CaptureFixture[str]) -> str:
    """Return all that a person gets to read of the tables: what is printed, the refusal of a run, the faults beside."""
    refusal = StudyFileError(faults_of_tables(study_in(folder)))
    with ZipFile(folder / FAULTS) as book:
        beside = "\n".join(book.read(name).decode("utf-8", "replace") for name in book.namelist())
    printed = captured.readouterr()
    kept = "\n".join(table.rows.to_csv() for table in reading.kept.tables.values())
    return "\n".join((str(refusal), *lines_of(reading), beside, printed.out, printed.err, kept))


@pytest.mark.parametrize("planted", [NUMBERS, SEEN], ids=["numbers", "names"])
@pytest.mark.parametrize("laid", ["workbook", "csv"])
def test_every_planted_person_is_refused_and_repeated_nowhere(
    planted: tuple[Planted, ...],
    laid: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    tables = {**whole(), "lessons": lessons(planted)}
    if laid == "workbook":
        (tmp_path / WORKBOOK).write_bytes(workbook(tables))
    else:
        (tmp_path / "programme").mkdir()
        for name, rows in tables.items():
            (tmp_path / "programme" / f"{name}.csv").write_text(csv_of(rows), encoding="utf-8")
    with caplog.at_level(logging.DEBUG):
        reading, _ = read_kept_tables(study_in(tmp_path))
    assert {spot.row for spot in reading.persons} >= set(range(2, len(planted) + 2))
    said = f"{everything_said(reading, tmp_path, capsys)}\n{caplog.text}"
    assert [one.kind for one in planted if one.value in said] == []


@pytest.mark.parametrize("heading", ["Teacher name", "E-mail", "Date of birth", "UPN", "Surname"])
def test_a_column_of_persons_that_no_table_has_is_refused_cell_by_cell(heading: str, tmp_path: Path) -> None:
    tables = whole()
    tables["attendance"][0].append(heading)
    for row in tables["attendance"][1:]:
        row.append("somebody")
    (tmp_path / WORKBOOK).write_bytes(workbook(tables))
    reading, _ = read_kept_tables(study_in(tmp_path))
    assert {fault.where for fault in reading.faults} == {f"{WORKBOOK}, attendance, cell I{row}" for row in (2, 3, 4)}
    assert "somebody" not in "\n".join(map(str, reading.faults))


def test_a_person_in_a_key_in_a_heading_and_above_the_headings_is_seen(tmp_path: Path) -> None:
    tables = whole()
    tables["attendance"][1][3] = "Amelia Sample"
    tables["reviews"].insert(0, ["Kept by Mrs Sample"])
    (tmp_path / WORKBOOK).write_bytes(workbook(tables))
    reading, _ = read_kept_tables(study_in(tmp_path))
    assert {(spot.sheet, spot.row) for spot in reading.persons} == {("attendance", 2), ("reviews", 1)}
    with ZipFile(io.BytesIO((tmp_path / FAULTS).read_bytes())) as book:
        assert not any(b"Sample" in book.read(name) for name in book.namelist())
