"""Planned and held, month by month."""

from __future__ import annotations

import math

import evalkit as ek
from evalkit.records.delivery.delivery_over_time import DeliveryOverTime
from tests.support.programme import Row, account, kept_tables

WHOLE: Row = {"activity": "A", "strand": "numeracy", "starts": "2017-10-01", "ends": "2017-12-31", "hours": 2}


def over_time(*activities: Row) -> DeliveryOverTime:
    result = account("delivery_over_time", kept_tables(activities=activities))
    assert isinstance(result, DeliveryOverTime)
    return result


def test_hours_are_added_up_without_a_gap() -> None:
    result = over_time({**WHOLE, "planned": 3, "held": 2}, {**WHOLE, "activity": "B", "planned": 0, "held": 1})
    assert [one.month for one in result.months] == ["2017-10-01", "2017-11-01", "2017-12-01"]
    assert [one.planned for one in result.months] == [2, 4, 6]
    # Of three planned the last two were held, in November and December; the unplanned one on its first day.
    assert [one.held for one in result.months] == [2, 4, 6]
    assert (result.widest, result.widest_month) == (0, "")


def test_what_lay_behind_is_told_with_its_month() -> None:
    result = over_time({**WHOLE, "planned": 3, "held": 1})
    assert [one.held for one in result.months] == [0, 0, 2]
    assert (result.widest, result.widest_month) == (4, "2017-11-01")
    assert ek.sentence(result).text == (
        "Sessions of 2 of 6 hours planned were held. They lay furthest behind the plan at the end of November 2017: by "
        "4 hours."
    )


def test_where_nothing_was_planned_or_held_there_is_no_month() -> None:
    result = over_time({**WHOLE, "planned": 0, "held": 0})
    assert (result.months, result.planned, result.held) == ((), 0, 0)
    assert math.isnan(result.dated)
    assert ek.figure(result).title == "No hours were planned"
