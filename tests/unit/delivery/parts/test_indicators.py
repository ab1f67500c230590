"""Each indicator of fidelity against a count by hand."""

from __future__ import annotations

import math

import pytest

from evalkit.delivery.parts.account import DeliveryInputs
from evalkit.delivery.parts.indicators import INDICATORS
from evalkit.study.delivery import FidelityRule
from evalkit.study.study_reader import read_study
from tests.support.delivered import NAMES, delivered
from tests.support.programme import Row, kept_tables

A, B = NAMES[0], NAMES[1]


def counted(name: str, **more: list[Row]) -> dict[str, float]:
    tables = {**delivered(), **more}
    return INDICATORS[name].count(DeliveryInputs(read_study("leicester"), kept_tables(**tables))).to_dict()


def test_sessions_held_are_those_of_strands_offered_to_the_school() -> None:
    shares = counted("sessions_held")
    assert shares[A] == pytest.approx(13 / 15)
    assert shares[B] == pytest.approx(16 / 19)


@pytest.mark.parametrize(("day", "kept"), [("2017-10-10", 1.0), ("2017-10-11", 0.0)])
def test_a_plan_counts_as_first_up_to_the_day_of_the_first_course(day: str, kept: float) -> None:
    action = {"action": "1", "school": A, "area": "teaching", "what": "x", "agreed": day, "status": "complete"}
    plans = counted("plan_before_first_course", actions=[action])
    assert plans[A] == kept
    assert math.isnan(plans[B])
    assert counted("actions_complete", actions=[action, {**action, "action": "2", "status": "overdue"}])[A] == 0.5


def test_a_review_before_the_first_course_is_known_where_anybody_came_to_one() -> None:
    firsts = counted("review_before_first_course")
    assert firsts[A] == 1
    assert math.isnan(firsts[NAMES[-1]])


def test_exposure_is_told_in_hours_people_strands_and_weeks() -> None:
    assert counted("hours_per_teacher")[B] == pytest.approx(2.0625)
    assert counted("share_attending")[NAMES[10]] == pytest.approx(4 / 8)
    # Two strands of the study have no register: nobody knows who took them up.
    assert counted("strands_share")[A] == pytest.approx(2 / 2)
    assert counted("cohort_exposure")[NAMES[-1]] == 0
    # From 10 October 2017: 283 of 322 plain days of Year 10, and all of Year 11.
    assert counted("cohort_exposure")[A] == pytest.approx((39 * 283 / 322 + 31) / 70)


def test_quality_is_what_was_seen_and_who_judged() -> None:
    lessons = [
        {"school": A, "term": "Autumn 2018", "observer": "coach", "reasoning": 2, "fluency": 1},
        {"school": A, "term": "Autumn 2018", "observer": "coach", "reasoning": 2},
    ]
    assert counted("features_clear", observations=lessons)[A] == pytest.approx(2 / 3)
    assert counted("reviews_from_outside")[A] == 0.5


def test_responsiveness_is_hours_had_of_those_offered() -> None:
    shares = counted("attended_of_offered")
    assert shares[NAMES[10]] == pytest.approx(11 / 12)
    assert math.isnan(shares[NAMES[-1]])


def test_differentiation_is_what_departments_have_in_place() -> None:
    rows = [
        {"school": A, "term": term, "teachers": 8, "timetabled_cpd": hours, "joint_planned": 2, "joint_held": held}
        for term, hours, held in (("Summer 2018", 5, 2), ("Autumn 2017", 1, 1), ("Spring 2018", None, 0))
    ]
    assert counted("timetabled_cpd", departments=rows)[A] == 5
    assert counted("timetabled_cpd_gain", departments=rows)[A] == 4
    assert counted("joint_sessions_share", departments=rows)[A] == 0.5
    assert math.isnan(counted("timetabled_cpd_gain", departments=rows[:1])[A])


@pytest.mark.parametrize("name", INDICATORS)
def test_each_indicator_is_told_in_words_and_belongs_to_a_side_of_fidelity(name: str) -> None:
    one = INDICATORS[name]
    FidelityRule.model_validate({"dimension": one.dimension, "indicator": name, "at_least": 0.5, "what": one.what})
    assert set(counted(name)) == set(NAMES)
