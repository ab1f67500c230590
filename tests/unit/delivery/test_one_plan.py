"""Weeks and providers, by hand."""

from __future__ import annotations

from evalkit.records.delivery.one_plan import OnePlan, YearOfProviders
from tests.support.programme import Row, account, kept_tables, schools


def activity(code: str, provider: str, starts: str, **others: object) -> Row:
    return {"activity": code, "kind": "coaching", "provider": provider, "starts": starts, "held": 1, **others}


def came(code: str, date: str, school: str, person: str = "T1", status: str = "attended") -> Row:
    return {"activity": code, "date": date, "school": school, "person": person, "status": status}


ACTIVITIES = [
    activity("L", "P1", "2018-08-27", kind="launch"),
    activity("X", "P1", "2018-09-03"),
    activity("Y", "P2", "2018-09-03"),
    activity("Z", "", "2018-09-03"),
    activity("W", "P3", "2018-08-30", school="B"),
    activity("V", "P3", "2018-08-30", school="B", held=0),
]
ATTENDANCE = [
    came("L", "2018-08-27", "A"),
    # Monday and Friday of one week, two people of which count once, and a day without a named provider.
    came("X", "2018-09-03", "A"),
    came("X", "2018-09-03", "A", "T2"),
    came("Y", "2018-09-07", "A"),
    came("Z", "2018-09-06", "A"),
    came("Y", "2018-09-14", "A"),
    came("Y", "2018-09-14", "B", status="absent"),
    came("L", "2018-09-05", "B"),
]


def plan(attendance: list[Row] = ATTENDANCE) -> OnePlan:
    kept = kept_tables(schools=schools("A", "B", "C"), activities=ACTIVITIES, attendance=attendance)
    result = account("one_plan", kept)
    assert isinstance(result, OnePlan)
    return result


def test_weeks_are_counted_by_hand() -> None:
    result = plan()
    # A: the launch in August, a week with P1 and P2, and one with P2. B: P3, from its own activity, and the launch.
    assert result.years == (YearOfProviders("2017/18", 2, 0), YearOfProviders("2018/19", 2, 1))
    assert (result.weeks, result.weeks_several) == (5, 1)
    assert (result.schools, result.schools_several, result.unnamed) == (2, 1, 1)
    assert result.providers == (0, 2)


def test_a_launch_comes_first_for_the_school_that_came_to_it_before_anything_else() -> None:
    result = plan()
    assert result.launch == "2018-08-27"
    # B had coaching of its own before it came to a launch.
    assert (result.launch_first, result.launch_later, result.launch_never) == (1, 1, 0)


def test_without_anybody_at_the_launch_schools_never_came_to_one() -> None:
    result = plan([row for row in ATTENDANCE if row["activity"] != "L"])
    assert (result.launch_first, result.launch_later, result.launch_never) == (0, 0, 2)


def test_schools_that_only_help_are_in_no_count() -> None:
    helping = [*schools("A", "B", "C"), {**schools("D")[0], "urn": 990099, "role": "partner"}]
    came_to_see = [*ATTENDANCE, came("Y", "2018-09-14", "D")]
    kept = kept_tables(schools=helping, activities=ACTIVITIES, attendance=came_to_see)
    result = account("one_plan", kept)
    assert isinstance(result, OnePlan)
    assert (result.weeks, result.schools, result.launch_never) == (5, 2, 0)
