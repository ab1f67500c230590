"""Headcounts are those of the term, or of the same school year, and never a guess."""

from __future__ import annotations

import datetime as dt
import math

import pytest

from evalkit.delivery.parts.headcounts import headcounts, school_year, term_of
from tests.support.programme import kept_tables, schools


def counts(*terms: tuple[str, float], left: str = "") -> object:
    kept = kept_tables(
        schools=schools("A", left=left), departments=[{"school": "A", "term": t, "teachers": n} for t, n in terms]
    )
    return headcounts(kept.rows("departments"), kept.rows("schools"))


@pytest.mark.parametrize(
    ("day", "term", "year"),
    [
        ((2017, 9, 1), "Autumn 2017", 2018),
        ((2018, 1, 2), "Spring 2018", 2018),
        ((2018, 4, 1), "Summer 2018", 2018),
        ((2018, 8, 31), "Summer 2018", 2018),
    ],
)
def test_a_day_lies_in_a_term_of_a_school_year(day: tuple[int, int, int], term: str, year: int) -> None:
    assert term_of(dt.date(*day)) == term
    assert school_year(term) == year


def test_the_own_term_comes_first_then_the_nearest_of_the_same_school_year() -> None:
    held = counts(("Autumn 2017", 7), ("Summer 2018", 9))
    assert held.at("A", dt.date(2017, 10, 1)) == 7
    assert held.at("A", dt.date(2018, 3, 20)) == 9
    assert held.at("A", dt.date(2018, 1, 10)) == 7


def test_another_school_year_says_nothing() -> None:
    held = counts(("Summer 2018", 9))
    assert math.isnan(held.at("A", dt.date(2018, 9, 10)))
    assert math.isnan(held.at("B", dt.date(2018, 5, 10)))


def test_a_count_of_nought_or_after_a_school_left_is_none() -> None:
    held = counts(("Autumn 2017", 0), ("Spring 2018", 6), ("Autumn 2018", 40), left="2018-07-20")
    assert held.largest("A") == 6
    assert held.at("A", dt.date(2017, 10, 1)) == 6
    assert math.isnan(held.at("A", dt.date(2018, 10, 1)))
