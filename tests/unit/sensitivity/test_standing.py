"""When a check holds, raises doubt or could not tell; each sentence with numbers for which it would be false."""

from __future__ import annotations

from math import inf, nan

import pytest

from evalkit.core.quantity import GRADES
from evalkit.records.check import CheckResult, CheckStanding
from evalkit.records.shown import JudgedRefit
from evalkit.sensitivity import CHECKS
from evalkit.sensitivity.maths_minus_english import _passed as by_english
from evalkit.sensitivity.parts.moves import by_other_choices, without_one
from evalkit.sensitivity.parts.noughts import Unseen, could_go_unseen
from evalkit.sensitivity.parts.standing import Nought, Yardstick, beside, borne_out, passed_by_noughts

UNIT = GRADES.difference()
# Six schools of a city: +0.24 with an interval from -0.10 to +0.57.
SIX = Yardstick(0.237, -0.098, 0.572, UNIT)
SURE = Yardstick(0.40, 0.20, 0.60, UNIT)
NEAR_NOUGHT = Yardstick(0.02, -0.18, 0.22, UNIT)
BARE = Yardstick(0.40, None, None, UNIT)


@pytest.mark.parametrize(
    ("yard", "refits", "passed", "said", "never"),
    [
        (SIX, (0.123, 0.24, 0.25, 0.26, 0.27, 0.29), False, "one of 6 schools carries half of it", "none of"),
        (SIX, (0.17, 0.24, 0.25, 0.26, 0.27, 0.29), True, "none of 6 schools carries half of it", ": one of"),
        (SURE, (0.08, 0.41, 0.42), False, "one of 3 schools carries 80 per cent of it", "half of it"),
        (SURE, (-0.01, 0.41, 0.42), False, "one of 3 schools carries all of it", "none of"),
        (SURE, (0.62, 0.39, 0.38), False, "holds it down: without it the estimate would be +0.62", "carries"),
        (Yardstick(2.0, 1.7, 2.3, UNIT), (1.8, 2.1), False, "moves it by 0.20, more than half of what", "carries"),
        (NEAR_NOUGHT, (0.05, 0.01), None, "too near 0 to ask who carries it", "none of"),
        (NEAR_NOUGHT, (0.15, 0.01), False, "moves it by 0.13, more than half of what chance", "carries"),
        (BARE, (0.1, 0.5), None, "without an interval there is no yardstick", "carries"),
    ],
)
def test_one_school_carries_an_estimate_only_where_half_of_it_goes_with_it(
    yard: Yardstick, refits: tuple[float, ...], passed: bool | None, said: str, never: str
) -> None:
    found = without_one(yard, refits, 0.5, "schools")
    assert found.passed is passed
    assert said in found.words
    assert never not in found.words


@pytest.mark.parametrize(
    ("ends", "passed"),
    [
        ([(0.1, 0.5), (0.05, 0.4)], True),
        ([(-0.5, -0.1), (-0.4, -0.05)], True),
        ([(0.1, 0.5), (-0.05, 0.4)], False),
        ([(0.1, 0.5), (-0.5, -0.1)], False),
        ([(0.1, 0.5), (nan, nan)], False),
        ([(-0.1, 0.5), (-0.05, 0.4)], None),
        ([(nan, nan)], None),
    ],
)
def test_a_direction_holds_only_where_every_answer_bears_it_out(
    ends: list[tuple[float, float]], passed: bool | None
) -> None:
    assert borne_out(ends) is passed


@pytest.mark.parametrize(
    ("yard", "fair", "unfair", "passed", "said"),
    [
        (SURE, (0.38, 0.45), (), True, "None of these choices takes away half of it: the farthest move is 12 per cent"),
        (SURE, (0.38,), (0.32,), True, "None of these choices takes away half of it: the farthest move is 20 per cent"),
        (SURE, (0.38, 0.15), (), False, "The answer depends on the choice: one takes away 60 per cent of it"),
        (SURE, (0.38, 0.52), (), False, "one moves the estimate by 0.12, more than half of what chance may move it"),
        (SURE, (0.38,), (0.10,), None, "cannot be told: one takes away 80 per cent of it, but compares less fairly"),
        (SURE, (), (0.39,), None, "No other choice is as fair as the plan demands"),
        (NEAR_NOUGHT, (0.05,), (), None, "too near 0 to ask how much of it"),
        (BARE, (0.1,), (), None, "no yardstick"),
    ],
)
def test_other_choices_decide_only_where_they_are_as_fair(
    yard: Yardstick, fair: tuple[float, ...], unfair: tuple[float, ...], passed: bool | None, said: str
) -> None:
    found = by_other_choices(yard, fair, unfair)
    assert found.passed is passed
    assert said in found.words


@pytest.mark.parametrize(
    ("yard", "noughts", "alarm", "all_seen", "passed"),
    [
        (SURE, [Nought(0.01, -0.15, 0.17)], False, True, True),
        (SURE, [Nought(0.01, -0.15, 0.17)], False, False, None),
        (SURE, [Nought(0.01, -0.19, 0.21)], False, True, None),
        (SURE, [Nought(0.01, -0.15, 0.17), Nought(0.0, -0.3, 0.3)], False, True, None),
        (SURE, [Nought(0.20, 0.05, 0.35)], True, True, False),
        (SURE, [Nought(-0.41, -0.9, 0.1)], False, True, False),
        (NEAR_NOUGHT, [Nought(0.05, -0.1, 0.2)], False, True, None),
        (BARE, [Nought(0.01, nan, nan)], None, True, None),
        (SURE, [Nought(0.01, nan, nan)], False, True, None),
        (SURE, [Nought(0.01, -inf, inf)], False, True, None),
    ],
)
def test_silence_holds_only_where_half_the_estimate_would_have_been_seen(
    yard: Yardstick, noughts: list[Nought], alarm: bool | None, all_seen: bool, passed: bool | None
) -> None:
    assert passed_by_noughts(yard, noughts, alarm=alarm, all_seen=all_seen) is passed


def seen(estimate: float, low: float, high: float, *, pace: float = 1.0) -> Unseen:
    nought = Nought(estimate, low * pace, high * pace)
    return Unseen("progress", GRADES, max(abs(low), abs(high)), nought, True, "2018/19" if pace > 1 else "")


def test_what_could_go_unseen_is_told_beside_the_estimate_and_carried_on() -> None:
    once = could_go_unseen(SIX, [seen(-0.05, -0.24, 0.14, pace=2.0)], None, what="movement")
    assert once[0] == (
        "A movement of up to 0.24 grades could have gone unseen; going on at that pace until 2018/19, it would come to "
        "0.48, 2.0 times the estimate of +0.24."
    )
    assert "could not tell" in once[1]
    small = could_go_unseen(SURE, [seen(0.01, -0.10, 0.12)], True, what="movement")
    assert small[0] == "A movement of up to 0.12 grades could have gone unseen, 30 per cent of the estimate of +0.40."
    assert "would have been seen" in small[1]
    assert "could not tell" not in " ".join(small)


def test_a_movement_before_the_start_as_large_as_the_effect_is_said_only_where_it_was() -> None:
    said = [" ".join(could_go_unseen(SURE, [seen(size, -0.9, 0.2)], False, what="movement")) for size in (-0.41, -0.3)]
    assert "What moved there was as large as the estimate itself: −0.41 beside +0.40." in said[0]
    assert "as large as the estimate itself" not in said[1]


def test_sizes_beside_the_estimate_in_words() -> None:
    yard = Yardstick(0.2, 0.1, 0.3, UNIT)
    assert beside(0.06, yard) == "30 per cent of the estimate of +0.20"
    assert beside(-0.2, yard) == "as large as the estimate of +0.20"
    assert beside(0.5, yard) == "2.5 times the estimate of +0.20"
    assert beside(9.0, yard) == "more than 10 times the estimate of +0.20"
    assert beside(9.0, Yardstick(0.0, -1.0, 1.0, UNIT)) == "beside an estimate of 0.00"


@pytest.mark.parametrize(
    ("difference", "before", "passed"),
    [
        ((0.2, 0.05, 0.35), (0.01, -0.1, 0.12), True),
        ((0.2, 0.05, 0.35), (0.17, 0.05, 0.28), False),
        ((0.2, -0.05, 0.45), (0.01, -0.1, 0.12), None),
        ((-0.2, -0.35, -0.05), (0.01, -0.1, 0.12), False),
    ],
)
def test_maths_beside_english(difference: tuple[float, ...], before: tuple[float, ...], passed: bool | None) -> None:
    rows = [JudgedRefit("maths minus English", *numbers) for numbers in (difference, before)]
    assert by_english(SURE, rows[0], rows[1:]) is passed


def test_a_standing_follows_from_what_passed_and_nothing_unanswered_holds() -> None:
    told = [CheckResult("one", "Does it?", passed, answered, "It does.") for passed, answered in PAIRS]
    assert [one.standing for one in told] == [
        CheckStanding.HOLDS,
        CheckStanding.RAISES_DOUBT,
        CheckStanding.COULD_NOT_TELL,
        CheckStanding.COULD_NOT_TELL,
        CheckStanding.COULD_NOT_TELL,
    ]


PAIRS = ((True, True), (False, True), (None, True), (None, False), (True, False))


@pytest.mark.parametrize("name", CHECKS.names())
def test_every_check_states_its_rule(name: str) -> None:
    module = __import__(CHECKS.get(name).run.__module__, fromlist=["METHOD"])
    assert "\nStanding\n" in (module.__doc__ or "")
