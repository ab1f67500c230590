"""On which days schools met which activity."""

from __future__ import annotations

from evalkit.delivery.parts.account import DeliveryInputs
from evalkit.delivery.parts.support import days_met, first_days
from evalkit.study.study_reader import read_study
from tests.support.programme import Row, kept_tables, schools

OWN: Row = {"activity": "B1", "kind": "coaching", "starts": "2018-01-08", "held": 2, "school": "A"}


def met(activities: list[Row], attendance: list[Row]) -> list[tuple[str, str]]:
    kept = kept_tables(schools=schools("A", "B"), activities=activities, attendance=attendance)
    found = days_met(DeliveryInputs(read_study("leicester"), kept))
    return [(school, day.date().isoformat()) for school, day in zip(found["school"], found["date"], strict=True)]


def came(date: str, status: str, school: str = "A") -> Row:
    return {"activity": "B1", "date": date, "school": school, "person": "T1", "status": status}


def test_days_are_those_on_which_anybody_came() -> None:
    attendance = [came("2018-02-05", "in part"), came("2018-01-15", "attended"), came("2018-03-05", "absent")]
    assert met([OWN], attendance) == [("A", "2018-01-15"), ("A", "2018-02-05")]


def test_support_of_one_school_that_nobody_filled_in_counts_from_its_first_day() -> None:
    assert met([OWN], []) == [("A", "2018-01-08")]


def test_support_to_which_nobody_came_or_that_was_not_held_was_not_met() -> None:
    assert met([OWN], [came("2018-01-15", "absent")]) == []
    assert met([{**OWN, "held": 0}], []) == []


def test_the_first_day_of_each_group() -> None:
    kept = kept_tables(
        schools=schools("A", "B"),
        activities=[{**OWN, "school": ""}],
        attendance=[
            came("2018-02-05", "attended"),
            came("2018-01-15", "attended"),
            came("2018-03-05", "attended", "B"),
        ],
    )
    first = first_days(days_met(DeliveryInputs(read_study("leicester"), kept)), "school")
    assert {school: day.date().isoformat() for school, day in zip(first["school"], first["date"], strict=True)} == {
        "A": "2018-01-15",
        "B": "2018-03-05",
    }
