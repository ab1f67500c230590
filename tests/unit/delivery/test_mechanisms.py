"""Which mechanisms of professional development each strand held."""

from __future__ import annotations

import math

import pytest

import evalkit as ek
from evalkit.delivery_blocks.figures import mechanisms as drawing
from evalkit.programme.tables.mechanisms import GROUPS_OF_MECHANISMS, MECHANISMS
from evalkit.records.delivery.mechanisms import Mechanisms
from evalkit.report.figures.parts.canvas import NARROW, WIDE
from evalkit.report.words import Words, banned_in
from tests.support.programme import account, kept_tables

FIRST_OF_EACH = [names[0] for _, names in GROUPS_OF_MECHANISMS]
ROWS = [
    *({"strand": "leadership", "mechanism": name, "clear": 2} for name in FIRST_OF_EACH),
    *({"strand": "conversion", "mechanism": name, "clear": 2} for name in FIRST_OF_EACH[:3]),
    {"strand": "conversion", "mechanism": FIRST_OF_EACH[3], "clear": 1},
    {"strand": "numeracy", "mechanism": MECHANISMS[0], "clear": 0},
]


def asked() -> Mechanisms:
    result = account("mechanisms", kept_tables(mechanisms=ROWS))
    assert isinstance(result, Mechanisms)
    return result


def test_there_are_fourteen_in_four_groups() -> None:
    assert (len(MECHANISMS), len(asked().groups)) == (14, 4)


def test_a_group_is_there_only_where_one_of_its_mechanisms_is_clear() -> None:
    assert {one.strand: len(one.groups) for one in asked().strands} == {
        "Maths leadership": 4,
        "Conversion course": 3,
        "Numeracy across the curriculum": 0,
    }
    assert asked().balanced() == ("Maths leadership",)


def test_what_nobody_judged_is_unknown_and_not_absent() -> None:
    numeracy = asked().strands[-1]
    assert numeracy.clear[0] == 0
    assert math.isnan(numeracy.clear[1])
    assert "Not judged" in ek.table(asked()).text


def test_the_sentence_says_which_strand_lacks_which_group() -> None:
    text = ek.sentence(asked()).text
    assert text.startswith("1 of 3 strands clearly held at least one mechanism of each of the 4 groups")
    assert "Conversion course did not clearly embed practice" in text
    assert not banned_in(text)


def test_the_table_of_groups_says_yes_or_no() -> None:
    assert [row[2] for row in ek.table(asked(), "groups").cells] == ["Yes", "No", "No"]


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_the_words_of_the_picture_touch_nothing(width: float) -> None:
    assert drawing.draw(asked(), Words(), width).overlaps() == []
