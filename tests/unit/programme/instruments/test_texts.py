"""The forms as texts and sheets say the same words, and the questionnaires can be put into a study file as they are."""

from __future__ import annotations

import io
import tomllib
from collections.abc import Callable

import openpyxl
import pytest

from evalkit.programme.instruments.content import instruments
from evalkit.programme.instruments.sheets import sheets
from evalkit.programme.instruments.texts import SURVEYS, texts
from evalkit.study.surveys import Survey

FORMS = instruments()
WRITTEN = texts(FORMS)
SHOWN = openpyxl.load_workbook(io.BytesIO(sheets(FORMS)))


def printed() -> str:
    cells = (cell for sheet in SHOWN.worksheets for row in sheet.iter_rows(values_only=True) for cell in row)
    return "\n".join(str(cell) for cell in cells if cell is not None)


def test_the_surveys_that_are_pasted_are_the_questionnaires_that_are_asked() -> None:
    declared = tuple(Survey.model_validate(one) for one in _as_python(tomllib.loads(WRITTEN[SURVEYS])["surveys"]))
    assert declared == tuple(one.survey for one in FORMS.questionnaires)


@pytest.mark.parametrize("said", [lambda: "\n".join(WRITTEN.values()), printed], ids=["texts", "sheets"])
def test_every_question_level_and_feature_stands_in_texts_and_sheets(said: Callable[[], str]) -> None:
    whole = said()
    for one in FORMS.grid:
        assert all(text in whole for text in (one.asks, *one.levels))
    assert all(one.looks_for in whole for one in FORMS.features)
    assert all(item.asks in whole for one in FORMS.questionnaires for item in one.survey.items)


def test_there_is_a_file_for_each_form_and_one_that_says_how_they_are_used() -> None:
    forms = {"review-grid.md", "teachers.md", "pupils.md", "lesson-form.md", "meeting-sheet.md", SURVEYS}
    assert set(WRITTEN) == {"README.md", *forms}
    assert [name for name in forms if name not in WRITTEN["README.md"]] == []


def test_the_meeting_sheet_asks_for_what_the_table_meetings_holds() -> None:
    for words in (
        "Code of the meeting",
        "Whose meeting",
        "Held",
        "Who reported",
        "What was decided",
        "By which day",
        "Done on",
    ):
        assert words in WRITTEN["meeting-sheet.md"]
        assert words in printed()


def test_no_form_leaves_room_for_a_name_of_a_person() -> None:
    blanks = [line.split(":")[0] for text in WRITTEN.values() for line in text.splitlines() if "____" in line]
    assert len(blanks) > 20
    assert [blank for blank in blanks if "name" in blank.lower()] == []


def test_every_form_is_a_sheet_as_wide_as_a_page_and_its_file_is_the_same_again() -> None:
    assert len(SHOWN.sheetnames) == 5
    for sheet in SHOWN.worksheets:
        assert sheet.page_setup.fitToWidth == 1
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheets(FORMS) == sheets(FORMS)


def _as_python(written: list[dict[str, object]]) -> list[dict[str, object]]:
    """Return tables with lists as the study reader hands them on: as tuples."""

    def one(value: object) -> object:
        if isinstance(value, list):
            return tuple(map(one, value))
        return {key: one(item) for key, item in value.items()} if isinstance(value, dict) else value

    return [{key: one(value) for key, value in table.items()} for table in written]
