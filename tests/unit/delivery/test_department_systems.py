"""What departments have in place, by hand."""

from __future__ import annotations

import math

import pytest

from evalkit.records.delivery.department_systems import DepartmentSystems
from tests.support.programme import account, kept_tables, schools

FIRST = {"term": "Autumn 2017", "follows_ks2": "no", "scheme": "in place", "timetabled_cpd": 0, "joint_planned": 2}
LAST = {
    "term": "Spring 2018",
    "follows_ks2": "some years",
    "scheme": "shared",
    "timetabled_cpd": 3,
    "head_on_leadership": "yes",
    "joint_planned": 2,
    "joint_held": 2,
}


def systems(rows: list[dict[str, object]], *names: str) -> DepartmentSystems:
    result = account("department_systems", kept_tables(schools=schools(*names), departments=rows))
    assert isinstance(result, DepartmentSystems)
    return result


def test_systems_are_counted_by_hand() -> None:
    rows = [{"school": "A", **FIRST}, {"school": "A", **LAST}, {"school": "B", **LAST}]
    result = systems(rows, "A", "B")
    counted = {(one.system, one.term): (one.fully, one.partly, one.without, one.unknown) for one in result.systems}
    assert counted["Follows pupils from Key Stage 2", "Autumn 2017"] == (0, 0, 1, 0)
    assert counted["Follows pupils from Key Stage 2", "Spring 2018"] == (0, 2, 0, 0)
    assert counted["Scheme of work revised or shared", "Autumn 2017"] == (0, 1, 0, 0)
    assert counted["Scheme of work revised or shared", "Spring 2018"] == (2, 0, 0, 0)
    assert counted["Development in the timetable", "Autumn 2017"] == (0, 0, 1, 0)
    assert counted["Head of maths on leadership team", "Autumn 2017"] == (0, 0, 0, 1)


def test_joint_sessions_planned_and_held_by_term() -> None:
    rows = [{"school": "A", **FIRST}, {"school": "A", **LAST}, {"school": "B", **LAST, "joint_held": 1}]
    first, last = systems(rows, "A", "B").joint
    assert (first.planned, first.held, first.departments, first.every_half_term) == (2, 0, 1, 0)
    assert (last.planned, last.held, last.departments, last.every_half_term) == (4, 3, 2, 1)


def test_each_department_is_compared_with_itself() -> None:
    rows = [
        {"school": "A", **FIRST},
        {"school": "A", **LAST},
        {"school": "B", **FIRST, "term": "Spring 2018"},
        {"school": "B", **LAST, "term": "Summer 2019"},
        {"school": "C", **LAST},
    ]
    result = systems(rows, "A", "B", "C")
    scheme = {one.term: (one.fully, one.partly) for one in result.ends if one.system.startswith("Scheme")}
    assert scheme == {"first term": (0, 2), "last term": (2, 0)}
    assert (result.schools, result.schools_twice) == (3, 2)


@pytest.mark.parametrize(("count", "hours"), [(9, math.nan), (10, 3.0)])
def test_a_median_begins_at_ten_departments(count: int, hours: float) -> None:
    names = [f"S{n}" for n in range(count)]
    result = systems([{"school": name, **LAST} for name in names], *names)
    assert result.joint[0].hours == pytest.approx(hours, nan_ok=True)
