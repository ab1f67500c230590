"""A result typed by hand is found; years, dates, names and quotations are not."""

from __future__ import annotations

import pytest

from evalkit.study.typed_numbers import typed_numbers


def story(words: str) -> str:
    """Return a story with these words in its first section."""
    return f"# Title with 7 in it\n\n## Overview\n\n{words}\n\n## Good practice\n\nNothing typed.\n"


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("Progress rose by 0.21 of a grade.", ["0.21"]),
        ("It fell by \N{MINUS SIGN}0.21 and -0.3.", ["\N{MINUS SIGN}0.21", "-0.3"]),
        ("19 schools and 3,165 pupils took part.", ["19", "3,165"]),
        ("Results were 12% better, or 4.5 per cent.", ["12%", "4.5"]),
        ("1. First, 2 reviews.\n2. Then none.", ["2"]),
        ("In 2018/19, 2018-19 and September 2017, from 1 September 2017.", []),
        ("Years 10 and 11, Year 9, Key Stage 4, KS2, Progress 8, grade 5, grades 9 to 7.", []),
        ("It rose {{ attainment }}, see {{ all_subjects | caution }}.", []),
        ("<!-- 0.21 in a comment --> None.", []),
        ("In 2019 it rose by 2019.5 points.", ["2019.5"]),
    ],
)
def test_what_counts_as_typed(words: str, numbers: list[str]) -> None:
    found = typed_numbers(story(words))
    assert [one.number for one in found] == numbers
    assert {one.section for one in found} <= {"Overview"}


def test_the_note_names_the_section_the_number_and_the_words_around_it() -> None:
    (one,) = typed_numbers(story("Everybody agrees that progress rose by 0.21 of a grade thanks to the coaching."))
    assert "story.md, ## Overview: 0.21 in “" in one.note()
    assert "progress rose by 0.21 of a grade" in one.note()
    assert "double braces" in one.note()
