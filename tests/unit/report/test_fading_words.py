"""What may be said of fading, over every side on which both ranges can lie."""

from __future__ import annotations

import itertools

import pytest

from evalkit.numeric.fading import Fading, MeanSlope
from evalkit.report.sentences.parts.fading_words import MESSAGES, Verdict, verdict
from evalkit.report.words import banned_in

NAN = float("nan")
SIDES = {"below": (-9.0, -3.0), "above": (3.0, 9.0), "both": (-3.0, 9.0), "": (NAN, NAN)}


def slope(side: str, schools: int = 4) -> MeanSlope:
    low, high = SIDES[side]
    return MeanSlope((low + high) / 2 if side else NAN, low, high, 0.95, schools, 2)


def judged(actual: str, beyond: str, planned: float = -6.0) -> Verdict:
    return verdict(Fading(slope(actual), MeanSlope(planned, NAN, NAN, 0.95, 4, 4), slope(beyond)))


@pytest.mark.parametrize(
    ("actual", "beyond", "expected"),
    [
        ("below", "both", "as planned"),
        ("below", "above", "less"),
        ("below", "below", "more"),
        ("below", "", "faded"),
        ("both", "above", "not as planned"),
        ("both", "both", "cannot tell"),
        ("both", "below", "cannot tell"),
        ("both", "", "cannot tell"),
        *(("above", beyond, "grew") for beyond in SIDES),
        *(("", beyond, "not known") for beyond in SIDES),
    ],
)
def test_every_pair_of_sides_has_its_verdict(actual: str, beyond: str, expected: Verdict) -> None:
    assert judged(actual, beyond) == expected


def test_every_verdict_but_none_other_can_be_reached_and_its_words_are_safe() -> None:
    reached = {judged(actual, beyond) for actual, beyond in itertools.product(SIDES, SIDES)}
    assert reached == set(MESSAGES)
    assert [banned_in(message) for message in MESSAGES.values()] == [[]] * len(MESSAGES)


def test_help_that_was_not_to_fade_cannot_fail_to_fade_as_planned() -> None:
    assert judged("both", "above", planned=2.0) == "cannot tell"


def test_a_range_that_ends_at_nought_as_it_is_shown_holds_it() -> None:
    near = MeanSlope(-5.0, -9.6, -0.4, 0.95, 4, 4)
    assert verdict(Fading(near, slope("below"), slope("both"))) == "cannot tell"
