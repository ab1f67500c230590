"""What became of actions, by hand."""

from __future__ import annotations

import datetime as dt

import pytest

from evalkit.records.delivery.actions import ActionPlans
from evalkit.study.study_reader import read_study
from tests.support.programme import account, kept_tables, schools

LAST_DAY = read_study("leicester").programme.ends
# Status, due, completed, and where it is counted.
EVERY = (
    ("complete", "2018-03-01", "2018-03-01", "in_time"),
    ("complete", "2018-03-01", "2018-03-11", "late"),
    ("complete", "2018-03-01", "2018-03-31", "late"),
    ("complete", "2018-03-01", "", "undated"),
    ("in progress", "2018-03-01", "", "overdue"),
    ("overdue", "2030-03-01", "", "overdue"),
    ("in progress", "2030-03-01", "", "running"),
    ("not started", "2030-03-01", "", "not_started"),
    ("not started", "2018-03-01", "", "overdue"),
    ("stopped", "2018-03-01", "", "stopped"),
)
PLACES = ("in_time", "late", "undated", "overdue", "running", "not_started", "stopped")


def plans() -> ActionPlans:
    rows = [
        {
            "action": f"AC{place}",
            "school": "A",
            "area": "teaching" if place % 2 else "assessment",
            "what": "x",
            "responsible": "head of maths",
            "status": status,
            "due": due,
            "completed": completed,
            "support": "A1" if place == 0 else "",
        }
        for place, (status, due, completed, _) in enumerate(EVERY)
    ]
    result = account("actions", kept_tables(schools=schools("A"), actions=rows))
    assert isinstance(result, ActionPlans)
    return result


def test_each_action_stands_in_one_place() -> None:
    overall = plans().overall
    counted = {place: getattr(overall, place) for place in PLACES}
    assert counted == {place: sum(one[-1] == place for one in EVERY) for place in PLACES}
    assert sum(counted.values()) == overall.agreed == len(EVERY)
    assert (overall.complete, overall.supported) == (4, 1)


def test_areas_add_up_to_all() -> None:
    result = plans()
    assert all(
        sum(getattr(area, place) for area in result.areas) == getattr(result.overall, place)
        for place in (*PLACES, "agreed")
    )


def test_days_late_are_the_median_of_the_late() -> None:
    assert plans().overall.days_late == pytest.approx(20)


def test_what_is_overdue_is_counted_on_the_programme_s_last_day() -> None:
    assert dt.date.fromisoformat(plans().counted_on) == LAST_DAY
