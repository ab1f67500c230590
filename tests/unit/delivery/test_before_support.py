"""What came first, by hand."""

from __future__ import annotations

import datetime as dt
import math
import re
from dataclasses import replace

import pytest

import evalkit as ek
from evalkit.records.delivery.before_support import BeforeSupport, SchoolOrder
from tests.support.programme import account, kept_tables, schools

# Review, plan and first coaching of a school, and their order.
CASES = {
    "A": ("2017-10-02", "2017-10-16", "2017-11-01", "both before"),
    "B": ("2017-10-02", "2017-11-01", "2017-11-01", "both before"),
    "C": ("2017-10-02", "2017-11-02", "2017-11-01", "plan later"),
    "D": ("2017-11-02", "2017-11-20", "2017-11-01", "review later"),
    "E": ("2017-10-02", "", "2017-11-01", "not known"),
    "F": ("", "2017-10-02", "2017-11-01", "not known"),
    "G": ("2017-10-02", "2017-10-16", "", ""),
}


def weeks(day: str, support: str) -> float:
    return (dt.date.fromisoformat(day) - dt.date.fromisoformat(support)).days / 7 if day else math.nan


def result_of(names: str = "ABCDEFG", kind: str = "coaching") -> BeforeSupport:
    reviews, actions, activities = [], [], []
    for name in names:
        review, plan, support, _ = CASES[name]
        if review:
            reviews.append(
                {
                    "school": name,
                    "date": review,
                    "round": "first",
                    "area": "teaching",
                    "rating": "2",
                    "judged_by": "external",
                }
            )
        actions.append({"action": name, "school": name, "area": "teaching", "agreed": plan, "due": "2018-03-01"})
        if support:
            activities.append({"activity": name, "kind": kind, "starts": support, "held": 1, "school": name})
    kept = kept_tables(
        schools=schools(*names, shown_as="code"), reviews=reviews, actions=actions, activities=activities
    )
    result = account("before_support", kept)
    assert isinstance(result, BeforeSupport)
    return result


def test_orders_by_hand() -> None:
    result = result_of()
    expected = [order for *_, order in CASES.values() if order]
    assert dict(result.counts) == {order: expected.count(order) for order in dict(result.counts)}
    assert (result.supported, result.unsupported) == (6, 1)
    assert len(result.schools) == 6


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if case[-1]])
def test_each_school_stands_in_its_order(name: str) -> None:
    review, plan, support, order = CASES[name]
    # Account needs a review somewhere, so one school always has it.
    others = result_of("A" if name == "A" else f"A{name}").schools
    expected = SchoolOrder("", weeks(review, support), weeks(plan, support), order)
    assert str(expected) in [str(replace(one, school="")) for one in others]


def test_no_day_stands_beside_a_code() -> None:
    # Who knows when the reviewers came to a school would know the school.
    result = result_of()
    for block in (ek.table(result), ek.figure(result)):
        assert not re.search(r"20\d\d", block.text + str(block.cells) + str(block.values))


def test_a_conference_is_neither_course_nor_coaching() -> None:
    assert result_of("AB", kind="conference").supported == 0


def test_schools_that_only_help_are_not_among_those_without_support() -> None:
    helping = [*schools("A"), {**schools("H")[0], "urn": 990099, "role": "special school partner"}]
    reviews = [
        {"school": "A", "date": "2017-10-02", "round": "first", "area": "teaching", "rating": "2", "judged_by": "peer"}
    ]
    activities = [{"activity": "X", "kind": "coaching", "starts": "2017-11-01", "held": 1, "school": "A"}]
    result = account("before_support", kept_tables(schools=helping, reviews=reviews, activities=activities))
    assert isinstance(result, BeforeSupport)
    assert (result.supported, result.unsupported) == (1, 0)
