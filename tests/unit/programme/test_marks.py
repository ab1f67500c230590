"""Rows of the template that are no data are told apart, and one that was written over is not lost unsaid."""

from __future__ import annotations

import pytest

from evalkit.programme.marks import EXAMPLE, EXPLANATION, is_marked, written_over
from evalkit.programme.tables import programme_tables

ATTENDANCE = programme_tables()["attendance"]


@pytest.mark.parametrize("text", [EXAMPLE, EXPLANATION, " example ", "What to  write"])
def test_the_marks_are_known_whatever_their_capitals_and_blanks(text: str) -> None:
    assert is_marked(text)


@pytest.mark.parametrize("text", ["", "1", "17", "Example School", "to write"])
def test_other_words_mark_nothing(text: str) -> None:
    assert not is_marked(text)


def test_the_templates_own_example_is_not_written_over_however_its_numbers_are_shown() -> None:
    own = {column.name: column.example for column in ATTENDANCE.every_column}
    assert written_over(ATTENDANCE, own) == ()
    assert written_over(ATTENDANCE, {**own, "hours": "1.50", "activity": " a01 ", "cover": ""}) == ()


def test_what_somebody_wrote_over_an_example_is_named_by_its_column() -> None:
    own = {column.name: column.example for column in ATTENDANCE.every_column}
    assert written_over(ATTENDANCE, {**own, "date": "11/10/2017", "hours": "5"}) == ("date", "hours")
