"""Ratings beside hours."""

from __future__ import annotations

import pytest
from scipy import stats

import evalkit as ek
from evalkit.records.delivery.more_with_more import RatingsWithHours
from tests.support.delivered import NAMES, delivered
from tests.support.programme import Row, account, kept_tables

# Two ways through the same closed form.
CLOSED_FORM = 1e-9


def with_hours(reviews: list[Row]) -> RatingsWithHours:
    result = account("ratings_with_hours", kept_tables(**{**delivered(), "reviews": reviews}))
    assert isinstance(result, RatingsWithHours)
    return result


def test_areas_that_rose_and_fell_are_counted_by_hand() -> None:
    reviews = [
        {"school": NAMES[3], "date": day, "round": word, "area": area, "rating": rating, "judged_by": "external"}
        for area, ratings in (("teaching", "13"), ("assessment", "32"), ("transition", "12"), ("interventions", "24"))
        for word, day, rating in zip(("first", "last"), ("2017-10-01", "2019-05-01"), ratings, strict=True)
    ]
    (point,) = with_hours(reviews).points
    assert (point.change, point.dose, point.baseline) == (50, 4, 2)


def test_the_line_is_that_of_least_squares_over_schools() -> None:
    result = with_hours(delivered()["reviews"])
    assert result.line is not None
    plain = stats.linregress([one.dose for one in result.points], [one.change for one in result.points])
    assert result.line.slope == pytest.approx(plain.slope, rel=CLOSED_FORM)
    assert result.line.schools == 12


def test_below_ten_schools_there_are_dots_and_no_line() -> None:
    result = with_hours([row for row in delivered()["reviews"] if row["school"] in NAMES[:9]])
    assert result.line is None
    assert len(result.points) == 9
    assert "9 schools are too few" in ek.sentence(result).text
