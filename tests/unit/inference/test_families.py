"""Questions judged together: by hand, by sets of schools, with few areas, and by number."""

from __future__ import annotations

import math
from dataclasses import fields, replace

import numpy as np
import pandas as pd
import pytest

from evalkit.core.estimand import Estimand
from evalkit.core.quantity import GRADES
from evalkit.core.streams import stream
from evalkit.design.parts.pool import FixedDonors
from evalkit.inference.parts.families import family_of
from evalkit.inference.parts.placebos import variances
from evalkit.inference.parts.shared_sets import shared_sets_of
from evalkit.numeric.gap_adjusted import StoodBefore, gap_adjusted
from evalkit.numeric.placebo import placebo_interval
from evalkit.records.comparison import Counts
from evalkit.records.details import Detail, PlaceboAreas, PlaceboSets
from evalkit.records.estimate import Estimate, Inference
from evalkit.records.standing import LessRise
from tests.unit.inference.test_placebo_sets import few, pool_of

SAME = 1e-12
AREAS = 99


def codes(number: int = AREAS, first: int = 0) -> list[str]:
    return [f"{code:03d}" for code in range(first, first + number)]


def by_areas(value: float, sd: float, placebos: np.ndarray, named: list[str] | None = None) -> Estimate:
    """Return an estimate judged by placebo areas."""
    table = pd.DataFrame({"area": named or codes(len(placebos)), "standardised": placebos})
    found = placebo_interval(value, sd, placebos, 0.95)
    return estimate(value, inference("placebo_areas", value, sd, found.critical, PlaceboAreas(table, found.critical)))


def by_sets(value: float, sd: float, shared: list[np.ndarray], critical: float) -> Estimate:
    table = pd.DataFrame({"area": codes(len(shared))})
    shown = PlaceboSets(table, critical, 0, 5, (), shared=tuple(shared))
    return estimate(value, inference("placebo_sets", value, sd, critical, shown))


def by_t(value: float, sd: float, df: float, half: float, *details: Detail) -> Estimate:
    return estimate(value, inference("variance_components", value, sd, half / sd, *details, df=df))


def inference(name: str, value: float, sd: float, critical: float, *details: Detail, df: float = math.nan) -> Inference:
    half = sd * critical
    return Inference(name, sd, df, value - half, value + half, 0.95, 0.02, "", "", details)


def estimate(value: float, *sure: Inference) -> Estimate:
    return Estimate(
        Estimand("p8", "all pupils", 2019, (2017,)), "progress", GRADES, "difference_in_differences", "matched", value,
        Counts(19, 95, 3000, 15000, 1, 40), inferences=sure, primary=sure[0].name,
    )  # fmt: skip


def test_one_question_alone_stands_as_it_is() -> None:
    alone = by_areas(0.3, 0.1, np.random.default_rng(1).normal(size=AREAS))
    family = family_of("planned", [("attainment", alone)])
    member, sure = family.member("attainment"), alone.inference()
    assert not family.several
    assert (member.joint_low, member.joint_high, member.p_value) == (sure.conf_low, sure.conf_high, sure.p_value)


def test_two_questions_are_widened_to_the_largest_of_both_in_each_area() -> None:
    rng = np.random.default_rng(2)
    first, second = rng.normal(size=AREAS), rng.normal(size=AREAS)
    family = family_of("exploratory", [("a", by_areas(0.4, 0.1, first)), ("b", by_areas(0.05, 0.2, second))])
    # 1 in 20 of 100 is 5: the fifth largest of 99, as the programme counts as one.
    size = np.sort(np.maximum(abs(first), abs(second)))[AREAS - 5]
    a, b = family.members
    assert (a.joint_low, a.joint_high) == pytest.approx((0.4 - 0.1 * size, 0.4 + 0.1 * size), abs=SAME)
    assert (b.joint_low, b.joint_high) == pytest.approx((0.05 - 0.2 * size, 0.05 + 0.2 * size), abs=SAME)
    largest = (1 + (np.maximum(abs(first), abs(second)) >= 4).sum()) / 100
    assert a.p_value == pytest.approx(max(0.02, largest), abs=SAME)
    assert b.p_value == pytest.approx(max(largest, (1 + (abs(second) >= 0.25).sum()) / 100), abs=SAME)
    assert (family.areas, family.left_out, family.set_beside, {a.judged_by, b.judged_by}) == (99, 0, 2, {"placebos"})
    assert family.standing_out == 1
    critical = [np.sort(abs(values))[AREAS - 5] for values in (first, second)]
    out = (abs(first) > critical[0]).astype(int) + (abs(second) > critical[1])
    assert family.by_chance == pytest.approx((out >= 1).mean(), abs=SAME)


def test_questions_about_one_area_meet_by_its_code_whatever_they_are_about() -> None:
    rng = np.random.default_rng(3)
    values = rng.normal(size=AREAS)
    backwards = by_areas(0.3, 0.1, values[::-1], codes()[::-1])
    together = family_of("exploratory", [("schools", by_areas(0.3, 0.1, values)), ("authority", backwards)])
    alone = by_areas(0.3, 0.1, values).inference()
    # The same question twice is one question.
    assert together.members[0].joint_high == pytest.approx(alone.conf_high, abs=SAME)


def test_areas_with_fewer_than_half_of_the_questions_are_left_out_and_counted() -> None:
    rng = np.random.default_rng(4)
    questions = [(str(place), by_areas(0.1, 0.1, rng.normal(size=60), codes(60))) for place in range(2)]
    questions.append(("further", by_areas(0.1, 0.1, rng.normal(size=70), codes(70))))
    family = family_of("exploratory", questions)
    assert (family.areas, family.left_out) == (60, 10)


def test_sets_count_by_draw_and_area_beside_one_value_for_the_whole_area() -> None:
    """Two draws an area: the largest of each draw with the area's own value, each counting for half."""
    rng = np.random.default_rng(5)
    areas, sets = rng.normal(size=AREAS), [rng.normal(size=2) for _ in range(AREAS)]
    family = family_of("exploratory", [("all", by_areas(0.2, 0.1, areas)), ("five", by_sets(0.26, 0.1, sets, 2.0))])
    largest = np.array([[max(abs(area), abs(one)) for one in inside] for area, inside in zip(areas, sets, strict=True)])
    expected = (1 + (largest >= 2.6).mean(axis=1).sum()) / 100
    assert family.member("five").p_value == pytest.approx(max(expected, 0.02), abs=SAME)


def test_no_interval_is_narrower_and_no_p_smaller_than_if_nothing_else_had_been_asked() -> None:
    rng = np.random.default_rng(6)
    wild = np.append(rng.uniform(-1, 1, 60), np.full(20, 9.0))
    family = family_of(
        "exploratory",
        [
            ("wild", by_areas(0.3, 0.1, wild, codes(80))),
            *((str(place), by_areas(0.1, 0.1, rng.uniform(-1, 1, 60))) for place in range(2)),
        ],
    )
    member = family.member("wild")
    assert family.left_out == 20
    assert (member.joint_low, member.joint_high) == (member.conf_low, member.conf_high)
    # Without the areas that are left out it would be 1 / 61.
    assert member.p_value == 0.02


def test_with_fewer_than_39_areas_questions_are_counted_and_not_judged_together() -> None:
    rng = np.random.default_rng(7)
    questions = [(name, by_areas(value, 0.1, rng.normal(size=38))) for name, value in (("a", 0.5), ("b", 0.0))]
    family = family_of("exploratory", questions)
    assert {one.judged_by for one in family.members} == {""}
    assert all(math.isnan(one.joint_low) for one in family.members)
    assert not any(one.stands_out_among_others for one in family.members)
    assert (family.areas, family.set_beside) == (38, 2)
    # Of 38 areas no interval of 95 per cent leaves out nought: the largest of them is what it is made of.
    assert family.by_chance == 0.0


def test_a_t_interval_is_widened_for_the_number_of_questions() -> None:
    """With 10 degrees of freedom and two questions the quantile is that of 1.25 per cent: 2.6338 in tables of t."""
    family = family_of("planned", [("a", by_t(0.3, 0.1, 10, 0.2228)), ("b", by_t(0.1, 0.1, 10, 0.2228))])
    member = family.member("a")
    assert (member.joint_low, member.joint_high) == pytest.approx((0.3 - 0.26338, 0.3 + 0.26338), abs=1e-5)
    assert (member.p_value, member.judged_by) == (0.04, "number")
    assert (family.set_beside, family.areas) == (0, 0)
    assert math.isnan(family.by_chance)


def test_where_no_areas_tell_p_values_step_down_by_the_number_left() -> None:
    """Holm by hand: 0.02 times three, 0.024 times two is less than that, 0.5 once."""
    asked = [(name, by_t(0.3, 0.1, 10, 0.2228)) for name in "abc"]
    own = dict(zip("abc", (0.02, 0.024, 0.5), strict=True))
    told = [(n, replace(one, inferences=(replace(one.inferences[0], p_value=own[n]),))) for n, one in asked]
    family = family_of("planned", told)
    assert [family.member(name).p_value for name in "abc"] == pytest.approx([0.06, 0.06, 0.5])
    assert {one.judged_by for one in family.members} == {"number"}
    # Beside a question that areas judge, two of three are counted among themselves, with two thirds of the level.
    areas = by_areas(0.3, 0.1, np.random.default_rng(8).normal(size=159))
    mixed = family_of("planned", [*told[:2], ("d", areas)])
    assert [mixed.member(name).p_value for name in "ab"] == pytest.approx([0.06, 0.06])


def test_what_may_go_wrong_is_shared_out_between_both_ways() -> None:
    rng = np.random.default_rng(8)
    first, second = rng.normal(size=159), rng.normal(size=159)
    family = family_of(
        "exploratory",
        [("a", by_areas(0.3, 0.1, first)), ("b", by_areas(0.3, 0.1, second)), ("c", by_t(0.3, 0.1, 10, 0.2228))],
    )
    # Two of three questions have 2/3 of 5 per cent: of 160, five whole ones. The third has 5/3 per cent by itself.
    size = np.sort(np.maximum(abs(first), abs(second)))[159 - 5]
    assert family.member("a").joint_high == pytest.approx(0.3 + 0.1 * size, abs=SAME)
    assert family.member("c").joint_high == pytest.approx(0.3 + 0.1 * 2.8701, abs=1e-4)


def test_a_t_interval_with_the_predicted_sd_of_placebo_areas_beside_it_is_judged_by_these() -> None:
    rng = np.random.default_rng(9)
    values = rng.normal(size=AREAS)
    beside = by_areas(0.3, 0.1, values).inference()
    primary = inference("variance_components", 0.3, 0.1, 2.0, df=80)
    alike = estimate(0.3, primary, beside)
    other = estimate(0.3, inference("cluster_robust", 0.3, 0.07, 2.0, df=80), beside)
    assert family_of("exploratory", [("a", alike), ("b", alike)]).member("a").judged_by == "placebos"
    assert family_of("exploratory", [("a", other), ("b", other)]).member("a").judged_by == "number"


def test_a_refused_question_is_counted_among_those_asked() -> None:
    family = family_of("exploratory", [("a", by_t(0.3, 0.1, 10, 0.2228))], unanswered=2)
    assert (len(family.members), family.unanswered) == (1, 2)


def shared_of(seed: int, size: int) -> np.ndarray:
    """Return the shared draws of a question about so many schools, area after area."""
    pool = pool_of(few(areas=30))
    found = shared_sets_of(
        FixedDonors(pool), variances(pool), size, "schools", lambda school: stream(seed, "all questions", school)
    )
    return np.concatenate(list(found))


def test_questions_about_the_same_schools_share_their_sets_and_one_about_some_of_them_has_these() -> None:
    five, again, three, apart = shared_of(1, 5), shared_of(1, 5), shared_of(1, 3), shared_of(2, 5)
    assert (five == again).all()
    # Three of the five: their mean is a part of the mean of these five, and of no other five.
    assert np.corrcoef(five, three)[0, 1] > np.corrcoef(five, apart)[0, 1] + 0.2


def picked(value: float, placebos: np.ndarray, named: list[str]) -> Estimate:
    """Return an estimate judged by those areas alone that a declared rule would have picked."""
    numbers = {one.name: 0.0 for one in fields(LessRise)}
    areas = pd.DataFrame({"area": named})
    told = {**numbers, "figure": "p8", "years": (2016,), "mirrored": True, "middling": True, "areas": areas}
    return replace(by_areas(value, 0.1, placebos, named), less_rise=LessRise(**told))


def test_where_a_rule_picks_areas_no_other_is_counted() -> None:
    rng = np.random.default_rng(8)
    chosen, every = codes(60), codes(150)
    first, second = rng.normal(size=60), rng.normal(size=150)
    family = family_of("exploratory", [("a", picked(0.3, first, chosen)), ("b", by_areas(0.1, 0.1, second, every))])
    # 1 in 20 of 61 is 3: the third largest of 60, over both questions in each.
    size = np.sort(np.maximum(abs(first), abs(second[:60])))[60 - 3]
    assert family.members[1].joint_high == pytest.approx(0.1 + 0.1 * size, abs=SAME)
    assert (family.areas, family.left_out) == (60, 0)
    other = family_of(
        "exploratory", [("a", by_areas(0.3, 0.1, first, chosen)), ("b", by_areas(0.1, 0.1, second, every))]
    )
    assert other.areas == len(every)


def test_intervals_of_questions_with_picked_areas_hold_at_once() -> None:
    """No effect, two questions among picked areas and two among all: in 94 per cent of studies or more."""
    rng, held, studies = np.random.default_rng(9), 0, 400
    chosen, every = codes(57), codes(148)
    for _ in range(studies):
        own, placebos = rng.normal(size=4), rng.normal(size=(148, 4))
        family = family_of(
            "exploratory",
            [
                *((str(one), picked(own[one] / 10, placebos[:57, one], chosen)) for one in (0, 1)),
                *((str(one), by_areas(own[one] / 10, 0.1, placebos[:, one], every)) for one in (2, 3)),
            ],
        )
        held += all(one.joint_low <= 0.0 <= one.joint_high for one in family.members)
    assert held / studies >= 0.94


def test_the_other_answer_of_a_question_counts_the_others_in_as_its_own_interval_does() -> None:
    """Nine others widen the interval of the first, and its other answer, 0.05 to 0.55, in the same measure."""
    rng = np.random.default_rng(12)
    numbers = {one.name: 0.0 for one in fields(LessRise)}
    told = {**numbers, "figure": "p8", "years": (2017,), "mirrored": False, "middling": True, "areas": pd.DataFrame()}
    other = LessRise(**{**told, "estimate": 0.3, "conf_low": 0.05, "conf_high": 0.55})
    first = replace(by_areas(0.4, 0.1, rng.normal(size=AREAS)), if_chosen_low=other)
    rest = [(str(place), by_areas(0.1, 0.1, rng.normal(size=AREAS))) for place in range(9)]
    member = family_of("exploratory", [("first", first), *rest]).member("first")
    times = (member.joint_high - member.joint_low) / (member.conf_high - member.conf_low)
    assert times > 1.2
    assert (member.other_low, member.other_high) == pytest.approx((0.3 - 0.25 * times, 0.3 + 0.25 * times), abs=SAME)
    assert member.stands_out_among_others and not member.borne_out_by_the_other
    assert math.isnan(family_of("exploratory", rest).member("0").other_low)
    assert math.isnan(family_of("planned", [("first", first)]).member("first").other_low)


def told_of_low_areas(rng: np.random.Generator, questions: int, areas: int = 146) -> tuple[bool, bool]:
    """Return whether a direction is told of an area picked low, by the other answer as it is and as widened.

    There is no effect, and the change goes with how each area stood.
    """
    stood = rng.normal(size=areas + 1)
    gap = 0.8 * stood[:, None] + 0.6 * rng.normal(size=(areas + 1, questions))
    change = -0.35 * gap + rng.normal(size=(areas + 1, questions))
    own = rng.choice(np.argsort(stood)[: areas // 10])
    rest = np.delete(np.arange(areas + 1), own)
    asked, others = [], []
    for one in range(questions):
        placebos = StoodBefore(change[rest, one], np.ones(areas), gap[rest, one])
        found = gap_adjusted(change[own, one], 1.0, gap[own, one], placebos, 0.95)
        ends = {"estimate": found.estimate, "conf_low": found.conf_low, "conf_high": found.conf_high}
        told = {field.name: 0.0 for field in fields(LessRise)} | {"areas": pd.DataFrame()} | ends
        others.append(found.conf_low > 0 or found.conf_high < 0)
        made = by_areas(change[own, one], 1.0, change[rest, one], codes(areas))
        asked.append((str(one), replace(made, if_chosen_low=LessRise(**told))))
    family = family_of("exploratory", asked)
    among = [one.stands_out_among_others for one in family.members]
    widened = [one.borne_out_by_the_other for one in family.members]
    return any(map(all, zip(among, others, strict=True))), any(map(all, zip(among, widened, strict=True)))


def test_a_low_area_asked_ten_questions_is_told_a_direction_no_oftener_than_one_asked_once() -> None:
    rng, studies = np.random.default_rng(13), 150
    as_it_is, widened = np.mean([told_of_low_areas(rng, 10) for _ in range(studies)], axis=0)
    assert widened < as_it_is
    assert widened <= 0.05
