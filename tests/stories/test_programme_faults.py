"""A study with a damaged workbook: check tells every fault, run refuses, and the user's own file stays as it was."""

from __future__ import annotations

import io
import shutil
from hashlib import sha256
from pathlib import Path

import openpyxl
import pytest
from openpyxl import Workbook

from evalkit.core.errors import StudyFileError
from evalkit.programme.files import FAULTS, WORKBOOK
from evalkit.run.jobs.check import check
from evalkit.run.jobs.run import run
from evalkit.run.places import STUDIES
from evalkit.study.study_reader import read_study
from tests.hostile.programme_cells import CELLS_REFUSED
from tests.support.programme_files import whole, workbook


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "our-study"
    made.mkdir()
    for name in ("study.toml", "story.md", "schools.csv"):
        shutil.copy(STUDIES / "leicester" / name, made / name)
    text = (made / "study.toml").read_text(encoding="utf-8")
    assert read_study(made).data.folder in text
    return made


def damaged(book: Workbook) -> None:
    for one in CELLS_REFUSED.values():
        book[one.table][one.cell] = one.written


def digest(file: Path) -> str:
    return sha256(file.read_bytes()).hexdigest()


def test_check_tells_the_faults_of_tables_in_one_list_and_leaves_the_workbook_as_it_was(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / WORKBOOK).write_bytes(workbook(whole(), damaged))
    before = digest(folder / WORKBOOK)
    assert check(str(folder), data=None) == StudyFileError.exit_code
    told = capsys.readouterr()
    assert "attendance: 3 rows" in told.out
    assert "programme.xlsx, attendance, cell" in told.err
    numbers = [line.split(".")[0] for line in told.err.splitlines() if line[:1].isdigit() and ". " in line]
    assert numbers == [str(place) for place in range(1, len(numbers) + 1)]
    assert FAULTS in told.err
    assert "person-01@example.org" not in told.out + told.err
    assert digest(folder / WORKBOOK) == before
    shown = openpyxl.load_workbook(folder / FAULTS)
    assert "person-01@example.org" not in str([row for sheet in shown for row in sheet.iter_rows(values_only=True)])


def test_run_refuses_before_it_computes_and_leaves_the_workbook_as_it_was(folder: Path, tmp_path: Path) -> None:
    (folder / WORKBOOK).write_bytes(workbook(whole(), damaged))
    before = digest(folder / WORKBOOK)
    (tmp_path / "no-tables").mkdir()
    with pytest.raises(StudyFileError) as refused:
        run((str(folder),), data=tmp_path / "no-tables", out=tmp_path / "reports", workers=1)
    assert any(fault.where.startswith("programme.xlsx, attendance") for fault in refused.value.faults)
    assert digest(folder / WORKBOOK) == before
    assert (folder / FAULTS).exists()
    assert not (tmp_path / "reports" / "our-study").exists()


def test_a_mended_workbook_has_no_fault_left_and_takes_the_list_away(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / WORKBOOK).write_bytes(workbook(whole(), damaged))
    check(str(folder), data=None)
    assert (folder / FAULTS).exists()
    (folder / WORKBOOK).write_bytes(workbook(whole()))
    capsys.readouterr()
    check(str(folder), data=None)
    assert "programme.xlsx" not in capsys.readouterr().err
    assert not (folder / FAULTS).exists()


@pytest.mark.parametrize(
    ("lesson", "evidence", "found"),
    [
        ("Planning together raised grades by 0.2", "project's view", "0.2, a number typed by hand"),
        ("Begin a term earlier", "feedback", "'feedback', which names nothing that there is"),
    ],
)
def test_a_lesson_that_rests_on_nothing_is_told_by_check_refused_by_run_and_linked(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], lesson: str, evidence: str, found: str
) -> None:
    rows = [["Lesson", "Kind", "Evidence"], [lesson, "worked", evidence]]
    (folder / WORKBOOK).write_bytes(workbook(whole() | {"lessons": rows}))
    assert check(str(folder), data=None) == StudyFileError.exit_code
    assert found in capsys.readouterr().err
    listed = openpyxl.load_workbook(folder / FAULTS)["Faults"]
    assert [listed.cell(2, place).value for place in (3, 4, 5)] == ["lessons", "row 2", found]
    assert listed.cell(2, 4).hyperlink.location == "'lessons'!A2"
    (tmp_path / "no-tables").mkdir()
    with pytest.raises(StudyFileError) as refused:
        run((str(folder),), data=tmp_path / "no-tables", out=tmp_path / "reports", workers=1)
    assert found in [fault.found for fault in refused.value.faults]


def test_the_list_of_faults_is_the_same_for_the_same_faults(folder: Path) -> None:
    (folder / WORKBOOK).write_bytes(workbook(whole(), damaged))
    check(str(folder), data=None)
    first = (folder / FAULTS).read_bytes()
    (folder / FAULTS).unlink()
    check(str(folder), data=None)
    assert (folder / FAULTS).read_bytes() == first
    assert openpyxl.load_workbook(io.BytesIO(first)).sheetnames[0] == "Faults"
