"""Periods as people write them."""

from __future__ import annotations

import datetime as dt

import pytest

from evalkit.delivery.parts.periods import last_day, months_of


@pytest.mark.parametrize(
    ("period", "day"),
    [
        ("July 2018", dt.date(2018, 7, 31)),
        ("feb 2020", dt.date(2020, 2, 29)),
        ("2018-07", dt.date(2018, 7, 31)),
        ("Autumn term 2017", dt.date(2017, 12, 20)),
        ("summer 2018", dt.date(2018, 7, 24)),
        ("2017/18", dt.date(2018, 8, 31)),
        ("2018-13", None),
        ("some day", None),
        ("", None),
    ],
)
def test_the_last_day_of_a_period(period: str, day: dt.date | None) -> None:
    assert last_day(period) == day


def test_months_go_over_the_end_of_a_year() -> None:
    months = months_of(dt.date(2017, 11, 15), dt.date(2018, 2, 1))
    assert [(one.year, one.month) for one in months] == [(2017, 11), (2017, 12), (2018, 1), (2018, 2)]
