"""The difference less its cost; never a cost divided by a gain."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

import evalkit as ek
from evalkit.records.delivery.cost import ValueForMoney

KNOWN = ValueForMoney(
    cost=50,
    cost_low=20,
    cost_high=90,
    gain=0.1,
    gain_low=-0.1,
    gain_high=0.3,
    value_of_tenth=1400,
    value_source="From a table.",
    outcome="progress in maths",
)


def test_the_net_benefit_is_worked_by_hand() -> None:
    assert [KNOWN.net(gain) for gain in (-0.1, 0.1, 0.3)] == pytest.approx([-1450, 1350, 4150])
    said = ek.sentence(KNOWN).text
    assert "£1,350 for one pupil, and could be anything from minus £1,450 to £4,150" in said
    assert said.startswith("Whether it was worth its cost cannot be told")


def test_a_range_on_one_side_says_so_in_words_and_picture() -> None:
    above = replace(KNOWN, gain_low=0.02)
    below = replace(KNOWN, gain=-0.2, gain_low=-0.4, gain_high=-0.1)
    assert ek.sentence(above).text.startswith("Over the whole range the gain is worth more")
    assert ek.sentence(below).text.startswith("Over the whole range it cost more")
    assert ek.figure(above).title == "The whole range lies where the gain is worth more than it cost"
    assert ek.figure(below).title == "The whole range lies where it cost more than it is worth"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"gain": math.nan}, "no answer in grades"),
        ({"cost": math.nan}, "number of pupils"),
        ({"value_of_tenth": math.nan}, "what a tenth of a grade is worth"),
    ],
)
def test_what_is_missing_is_named(changes: dict[str, float], said: str) -> None:
    assert said in ek.sentence(replace(KNOWN, **changes)).text


def test_no_ratio_of_cost_to_gain_is_shown_anywhere() -> None:
    table = ek.table(KNOWN)
    assert [column for column in table.columns if "per" in column.lower().split()] == []
    assert f"{KNOWN.cost / KNOWN.gain:.0f}" not in table.text
