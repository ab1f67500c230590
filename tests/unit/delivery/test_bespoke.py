"""Needs and support, by hand."""

from __future__ import annotations

import math

import pytest

from evalkit.records.delivery.bespoke import BespokeSupport
from tests.support.programme import Row, account, kept_tables, schools


def rated(school: str, area: str, level: int, judge: str = "external", date: str = "2017-10-02") -> Row:
    when = "first" if date < "2018" else "last"
    return {"school": school, "date": date, "round": when, "area": area, "rating": str(level), "judged_by": judge}


def helped(code: str, school: str, need: str, starts: str, **others: object) -> Row:
    return {
        "activity": code,
        "title": "Coaching",
        "kind": "coaching",
        "strand": "bespoke",
        "starts": starts,
        "hours": 2,
        "planned": 1,
        "held": 1,
        "school": school,
        "need": need,
        **others,
    }


def support(
    reviews: list[Row], activities: list[Row], *names: str, attendance: list[Row] | None = None
) -> BespokeSupport:
    kept = kept_tables(schools=schools(*names), reviews=reviews, activities=activities, attendance=attendance or [])
    result = account("bespoke", kept)
    assert isinstance(result, BespokeSupport)
    return result


REVIEWS = [
    rated("A", "teaching", 1),
    rated("A", "assessment", 4),
    rated("B", "teaching", 3),
    rated("B", "assessment", 2),
    rated("C", "teaching", 2),
    rated("C", "assessment", 1),
]
ACTIVITIES = [
    helped("B1", "A", "Teaching", "2017-10-16"),
    helped("B2", "B", "teaching", "2017-10-09"),
    helped("B3", "C", "assessment", "2017-11-13"),
]


def test_needs_and_support_by_hand() -> None:
    result = support(REVIEWS, ACTIVITIES, "A", "B", "C")
    assert [(one.area, one.met, one.unmet, one.unasked, one.neither) for one in result.areas] == [
        ("teaching", 1, 1, 1, 0),
        ("assessment", 1, 1, 0, 1),
    ]
    assert result.weak == ("1", "2")
    # Two weeks and six.
    assert result.overall.weeks == pytest.approx(4)


def test_the_chance_is_that_of_every_order_of_the_schools() -> None:
    result = support(REVIEWS, ACTIVITIES, "A", "B", "C")
    # A needs teaching, B assessment, C both; two rows of support are teaching, one is assessment. It meets 1 need with
    # A, 3 in all with B, 2 as it was with C, in two orders each.
    assert result.fit is not None
    assert (result.fit.chance, result.fit.orders, result.fit.exact) == (pytest.approx(4 / 6), 6, True)
    assert result.fit.expected == pytest.approx(2)


def test_a_need_is_what_the_most_outside_judge_said_at_the_first_outside_review() -> None:
    reviews = [
        rated("A", "teaching", 1, "peer"),
        rated("A", "teaching", 3, "external"),
        rated("A", "assessment", 1, "self"),
        rated("A", "assessment", 2, "joint", "2019-05-01"),
    ]
    result = support(reviews, ACTIVITIES[:1], "A")
    assert {one.area: one.needs for one in result.areas} == {"teaching": 0, "assessment": 1}


def test_support_that_was_planned_and_not_held_is_none() -> None:
    result = support(REVIEWS, [helped("B1", "A", "teaching", "2017-10-16", held=0)], "A", "B", "C")
    assert (result.overall.met, result.fit) == (0, None)


def test_support_open_to_several_schools_reaches_those_that_came() -> None:
    attendance = (
        {"activity": "B1", "date": "2017-10-30", "school": "A", "person": "T1", "status": "attended"},
        {"activity": "B1", "date": "2017-10-30", "school": "C", "person": "T2", "status": "absent"},
    )
    result = support(REVIEWS, [helped("B1", "", "teaching", "2017-10-16")], "A", "B", "C", attendance=attendance)
    assert (result.overall.met, result.overall.weeks) == (1, pytest.approx(4))


def test_support_of_the_bespoke_strand_without_an_area_is_counted_apart() -> None:
    activities = [
        helped("B1", "A", "", "2017-10-16"),
        helped("B2", "A", "parking", "2017-10-16"),
        helped("B3", "B", "", "2017-10-16", strand="leadership"),
    ]
    result = support(REVIEWS, activities, "A", "B", "C")
    assert (result.unplaced, result.overall.met) == (2, 0)


def test_written_names_of_areas_are_known() -> None:
    assert support(REVIEWS, [helped("B1", "A", "TEACHING ", "2017-10-16")], "A", "B", "C").overall.met == 1


def test_without_a_need_met_there_are_no_weeks() -> None:
    result = support(REVIEWS, [helped("B2", "B", "teaching", "2017-10-09")], "A", "B", "C")
    assert math.isnan(result.overall.weeks)


def test_support_is_dealt_out_among_those_that_got_any_as_well() -> None:
    result = support(REVIEWS, ACTIVITIES[:2], "A", "B", "C")
    assert result.fit is not None and result.fit_among_supported is not None
    assert (result.fit.schools, result.fit_among_supported.schools) == (3, 2)
    # A and B both get teaching: whoever gets which row, one need is met.
    assert result.fit_among_supported.chance == 1.0
