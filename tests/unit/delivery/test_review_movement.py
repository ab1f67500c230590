"""How ratings moved, by hand."""

from __future__ import annotations

import math

import pytest

from evalkit.records.delivery.review_movement import ReviewMovement
from tests.support.programme import Row, account, codes, kept_tables, schools

DAYS = {"first": "2017-10-09", "middle": "2018-05-09", "last": "2019-05-09"}


def rating(school: str, area: str, when: str, level: int, judge: str = "external", rater: str = "R1") -> Row:
    return {
        "school": school,
        "date": DAYS[when],
        "round": when,
        "area": area,
        "rating": str(level),
        "judged_by": judge,
        "rater": rater,
    }


def moved(rows: list[Row], *names: str, shown_as: str = "code") -> ReviewMovement:
    result = account("review_movement", kept_tables(schools=schools(*names, shown_as=shown_as), reviews=rows))
    assert isinstance(result, ReviewMovement)
    return result


BY_HAND = [
    rating("A", "teaching", "first", 1),
    rating("A", "teaching", "middle", 4),
    rating("A", "teaching", "last", 3),
    rating("A", "assessment", "first", 2),
    rating("A", "assessment", "last", 2),
    rating("B", "teaching", "first", 3),
    rating("B", "teaching", "last", 2),
    rating("B", "assessment", "first", 1),
    rating("B", "transition", "first", 1, "self"),
    rating("B", "transition", "last", 4, "self"),
]


def test_transitions_by_hand() -> None:
    result = moved(BY_HAND, "A", "B")
    assert [(one.area, one.rose, one.stayed, one.fell) for one in result.areas] == [
        ("teaching", 1, 0, 1),
        ("assessment", 0, 1, 0),
    ]
    # From 1 to 3 whatever lay between, 2 to 2, 3 to 2; nobody left 4.
    assert result.transitions == ((0, 0, 1, 0), (0, 1, 0, 0), (0, 1, 0, 0), (0, 0, 0, 0))
    assert (result.schools, result.schools_rose, result.schools_fell) == (2, 1, 1)
    assert (result.once, result.ratings) == (1, 3)


def test_own_ratings_move_nothing() -> None:
    assert "transition" not in {one.area for one in moved(BY_HAND, "A", "B").areas}


def test_a_first_rating_by_one_kind_of_judge_is_never_set_against_a_last_by_another() -> None:
    rows = [
        rating("A", "teaching", "first", 1, "external"),
        rating("A", "teaching", "last", 4, "peer"),
        rating("B", "teaching", "first", 2, "peer"),
        rating("B", "teaching", "last", 3, "peer"),
        rating("B", "teaching", "last", 1, "external"),
    ]
    result = moved(rows, "A", "B")
    assert (result.rose, result.fell, result.once) == (1, 0, 1)
    assert dict(result.judges) == {"external": 0, "joint": 0, "peer": 1}


def test_two_days_of_one_review_are_one_review() -> None:
    rows = [
        rating("A", "teaching", "first", 1),
        {**rating("A", "teaching", "first", 3, rater="R2"), "date": "2017-10-10"},
    ]
    assert moved(rows, "A").ratings == 0


@pytest.mark.parametrize(("count", "chance"), [(9, math.nan), (10, 2 * 0.5**10)])
def test_the_sign_test_counts_schools_and_begins_at_ten(count: int, chance: float) -> None:
    names = [f"S{n}" for n in range(count)]
    rows = [
        rating(name, area, when, level)
        for name in names
        for area in ("teaching", "assessment")
        for when, level in (("first", 1), ("last", 2))
    ]
    assert moved(rows, *names).chance == pytest.approx(chance, nan_ok=True)


def test_codes_stand_in_their_own_order_and_schools_not_shown_are_counted_without_a_cell() -> None:
    names = [f"S{n}" for n in range(12)]
    rows = [rating(name, "teaching", when, level) for name in names for when, level in (("first", 1), ("last", 2))]
    result = moved(rows, *names)
    assert [cell.school for cell in result.cells] == codes(*names)
    hidden = moved(rows, *names, shown_as="not shown")
    assert hidden.cells == ()
    assert hidden.rose == 12
