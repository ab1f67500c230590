"""The same words are found again however a tool or a person writes them."""

from __future__ import annotations

import pytest

from evalkit.programme.surveys.wording import folded, folded_question, likely, number_in


@pytest.mark.parametrize("text", ["Don't  know", "DON’T KNOW ", "<b>Don&#39;t</b>\xa0know", "don\u02bct know\u200b"])
def test_blanks_capitals_marks_and_mark_up_make_no_difference(text: str) -> None:
    assert folded(text) == "don't know"


def test_signs_of_less_and_more_are_no_mark_up() -> None:
    assert folded("Fewer than 5 < 6 pupils") == "fewer than 5 < 6 pupils"


@pytest.mark.parametrize(
    "text", ["Q3. I feel confident.", "3. I feel confident", "4.1.a. I feel confident:", "I feel confident*"]
)
def test_the_number_of_a_question_is_no_part_of_its_words(text: str) -> None:
    assert folded_question(text) == "i feel confident"


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("8", 8),
        (" 7", 7),
        ("9.0000000000", 9),
        ("10 - completely", 10),
        ("0 (not at all)", 0),
        ("'6", 6),
        ("−2", -2),
        ("eight", None),
        ("3 of 5", None),
        ("", None),
    ],
)
def test_a_number_is_read_as_people_and_tools_write_it(text: str, right: float | None) -> None:
    assert number_in(text) == right


def test_a_near_spelling_is_offered_and_a_far_one_is_not() -> None:
    assert likely("Shool B", ["School A", "School B"]) == "School B"
    assert likely("Elsewhere", ["School A", "School B"]) == ""
