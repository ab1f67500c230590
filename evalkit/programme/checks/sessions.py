"""Attendance beside what was held: sessions that never took place, other days, more hours, two schools at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from evalkit.programme.placed import Placed, PlacedFault, PlacedTable
from evalkit.study.model import Study

CAME = frozenset({"attended", "in part"})


def sessions_agree(placed: Placed, study: Study) -> Iterator[PlacedFault]:
    """Yield each row of attendance that contradicts its activity, and persons in two schools on one day."""
    if "attendance" not in placed:
        return
    attendance = placed["attendance"]
    yield from _in_one_school(attendance)
    if "activities" in placed:
        yield from _of_activities(attendance, placed["activities"])
        yield from _in_all(attendance, placed["activities"])


def _of_activities(attendance: PlacedTable, activities: PlacedTable) -> Iterator[PlacedFault]:
    rows = {code: row for row, code in enumerate(activities.texts("activity"))}
    held, hours = activities["held"], activities["hours"]
    starts, ends = activities["starts"], activities["ends"]
    for row, code in enumerate(attendance.texts("activity")):
        at = rows.get(code)
        if at is None:
            continue
        if held[at] == 0 and attendance["status"][row] in CAME:
            yield attendance.fault(
                row,
                "activity",
                f"{code}, of which no session was held ({activities.short(at, 'held')} of activities)",
                "an activity that took place",
                "correct the code or the status here, or Sessions held in activities",
                about="never took place",
            )
        day, first = attendance["date"][row], starts[at]
        last = ends[at] or first
        if (
            isinstance(day, dt.datetime)
            and isinstance(first, dt.datetime)
            and isinstance(last, dt.datetime)
            and not first <= day <= last
        ):
            span = f"on {first:%d/%m/%Y}" if first == last else f"from {first:%d/%m/%Y} to {last:%d/%m/%Y}"
            yield attendance.fault(
                row,
                "date",
                f"{day:%d/%m/%Y}, when {code} was not held",
                f"a day of {code}, which was {span}",
                "correct the day here, or From and To in activities",
                about="not on a day of the activity",
            )
        spent, offered = attendance["hours"][row], hours[at]
        if isinstance(spent, float) and isinstance(offered, float) and spent > offered:
            yield attendance.fault(
                row,
                "hours",
                f"{spent:g} hours",
                f"at most {offered:g}, the length of a session of {code}",
                "correct the hours here, or Hours a session in activities",
                about="more hours than offered",
            )


def _in_all(attendance: PlacedTable, activities: PlacedTable) -> Iterator[PlacedFault]:
    """Yield the row with which a person has more hours of an activity than its sessions held had together."""
    told = zip(activities.texts("activity"), activities["hours"], activities["held"], strict=True)
    offered = {
        code: hours * held
        for code, hours, held in told
        if isinstance(hours, float) and isinstance(held, float) and held
    }
    spent: dict[tuple[str, str], float] = {}
    whose = zip(attendance.texts("activity"), attendance.texts("person"), attendance["hours"], strict=True)
    for row, (code, person, hours) in enumerate(whose):
        if not person or code not in offered or not isinstance(hours, float):
            continue
        before = spent.get((code, person.casefold()), 0.0)
        spent[code, person.casefold()] = before + hours
        # The one session that is too long by itself is told as such.
        if before <= offered[code] < before + hours and before > 0:
            yield attendance.fault(
                row,
                "hours",
                f"{before + hours:g} hours of this person together",
                f"at most {offered[code]:g}, what all sessions of {code} that were held had",
                "correct the hours or the days here, or Sessions held in activities",
                about="more hours than offered",
            )


def _in_one_school(attendance: PlacedTable) -> Iterator[PlacedFault]:
    first: dict[tuple[str, object], int] = {}
    schools, came = attendance.texts("school"), attendance["status"]
    for row, (person, day) in enumerate(zip(attendance.texts("person"), attendance["date"], strict=True)):
        if not person or day is None or not schools[row] or came[row] not in CAME:
            continue
        before = first.setdefault((person.casefold(), day), row)
        if schools[before] != schools[row]:
            yield attendance.fault(
                row,
                "school",
                f"another school than on the same day in {attendance.short(before, 'school')}",
                "a person in one school on one day",
                "correct the person's code or the school",
                about="two schools",
            )
