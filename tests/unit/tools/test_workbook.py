"""What LibreOffice would lose of a workbook is named by its place; where there is none, it says so."""

from __future__ import annotations

import copy
import datetime as dt
import io

import openpyxl
import pytest

from evalkit.programme.template import template
from tools import workbook
from tools.workbook import WORDS, differences, forms_lost

BEFORE = openpyxl.load_workbook(io.BytesIO(template(WORDS)))


@pytest.fixture
def after() -> openpyxl.Workbook:
    return copy.deepcopy(BEFORE)


def test_a_workbook_that_comes_back_whole_has_lost_nothing(after: openpyxl.Workbook) -> None:
    assert list(differences(BEFORE, after)) == []


def test_a_lost_cell_rule_day_and_sheet_are_named(after: openpyxl.Workbook) -> None:
    after["schools"]["C4"].value = "Example"
    after["schools"]["F4"].value, after["schools"]["F4"].number_format = 42979, "General"
    after["attendance"].data_validations.dataValidation = []
    after["lists"].sheet_state = "visible"
    said = "\n".join(differences(BEFORE, after))
    assert "schools, C4: 'Example, North' came back as 'Example'" in said
    assert f"schools, F4: {dt.datetime(2017, 9, 1)!r} came back as 42979" in said
    assert "schools, F4: a day came back as a number" in said
    assert "attendance: rules of cells that did not come back" in said
    assert "lists: hidden came back as visible" in said


def test_a_number_that_is_shown_otherwise_is_named_and_a_marked_sign_is_not() -> None:
    before, after = openpyxl.Workbook(), openpyxl.Workbook()
    for book, forms in ((before, ("+0.00;-0.00;0.00", "0.0")), (after, ("\\+0.00;\\-0.00;0.00", "0"))):
        for row, form in enumerate(forms, 1):
            book.active.cell(row, 1, 0.125).number_format = form
    assert list(forms_lost(before, after)) == ["Sheet, A2: 0.0 came back as 0"]


def test_without_libreoffice_it_says_so(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(workbook, "PROGRAMS", ("no-such-program",))
    assert workbook.main() == 0
    assert "LibreOffice was not found" in capsys.readouterr().out
