"""Sessions on their days."""

from __future__ import annotations

from evalkit.delivery.parts.session_days import held_sessions, planned_sessions
from tests.support.programme import Row, kept_tables, schools

ACTIVITY = {"activity": "A", "strand": "numeracy", "starts": "2018-01-01", "ends": "2018-01-09", "hours": 2}


def kept(held: float, *days: str) -> object:
    came: list[Row] = [
        {"activity": "A", "date": day, "school": "X", "person": person, "status": "attended"}
        for day in days
        for person in ("T1", "T2")
    ]
    return kept_tables(schools=schools("X"), activities=[{**ACTIVITY, "planned": 3, "held": held}], attendance=came)


def test_sessions_planned_are_spread_from_the_first_to_the_last_day() -> None:
    assert [day.day for day in planned_sessions(kept(0))["day"]] == [1, 5, 9]


def test_sessions_held_stand_on_the_days_of_the_register_and_the_rest_where_the_plan_puts_its_last() -> None:
    held = held_sessions(kept(2, "2018-01-03"))
    assert [(day.day, dated) for day, dated in zip(held["day"], held["dated"], strict=True)] == [(3, True), (9, False)]
    assert held["hours"].sum() == 4


def test_more_sessions_than_planned_are_spread_too() -> None:
    assert [day.day for day in held_sessions(kept(5))["day"]] == [1, 3, 5, 7, 9]


def test_an_activity_of_one_day_and_no_sessions_give_what_they_should() -> None:
    assert held_sessions(kept(0)).empty
    one = kept_tables(activities=[{**ACTIVITY, "ends": None, "planned": 1, "held": 1}])
    assert [day.day for day in held_sessions(one)["day"]] == [1]
