"""What indicators count, day by day, from the other tables of the same programme, so that none contradicts another."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from evalkit.synthetic.programme.cast import MATHS_ROLES, Row
from evalkit.synthetic.programme.sessions import TwinActivity

# A day, and by how much the indicator rises on it.
Events = list[tuple[dt.date, float]]


def held_on(activities: Iterable[TwinActivity], kind: str, *, hours: bool = False) -> Events:
    """Return each session of a kind as one, or as its hours."""
    chosen = [one for one in activities if one.row["kind"] == kind]
    return [(day, float(str(one.row["hours"])) if hours else 1.0) for one in chosen for day in one.days]


def first_came(came: list[Row], codes: set[object], *, maths: bool) -> Events:
    """Return the first day on which each person, who teaches maths or does not, came to one of the activities."""
    first: dict[object, dt.date] = {}
    for row in came:
        if row["activity"] in codes and row["status"] != "absent" and (row["role"] in MATHS_ROLES) == maths:
            first[row["person"]] = min(_day(row), first.get(row["person"], _day(row)))
    return [(day, 1.0) for day in first.values()]


def visits(came: list[Row], codes: set[object]) -> Events:
    """Return each time that somebody came to one of the activities."""
    return [(_day(row), 1.0) for row in came if row["activity"] in codes and row["status"] != "absent"]


def reaching(came: list[Row], hours: dict[object, float], least: float) -> Events:
    """Return the day on which each teacher of maths has had so many hours."""
    had: dict[object, float] = defaultdict(float)
    events = []
    for row in sorted(came, key=_day):
        if row["status"] == "absent" or row["role"] not in MATHS_ROLES:
            continue
        before = had[row["person"]]
        had[row["person"]] += float(str(row["hours"] if row["hours"] is not None else hours[row["activity"]]))
        if before < least <= had[row["person"]]:
            events.append((_day(row), 1.0))
    return events


def completed(actions: list[Row]) -> Events:
    """Return each action that is complete, as its share of all in per cent."""
    days = [row["completed"] for row in actions if "completed" in row]
    return [(day, 100 / len(actions)) for day in days if isinstance(day, dt.date)]


def codes_of(activities: Iterable[TwinActivity], kind: str) -> set[object]:
    """Return the codes of the activities of a kind."""
    return {one.row["activity"] for one in activities if one.row["kind"] == kind}


def _day(row: Row) -> dt.date:
    day = row["date"]
    assert isinstance(day, dt.date)
    return day
