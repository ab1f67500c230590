"""Activities with the days on which they were held, and who came."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from evalkit.programme.tables.attendance import SUBJECTS
from evalkit.synthetic.programme.cast import MATHS_ROLES, Cast, Row, TwinPerson
from evalkit.synthetic.programme.terms import school_day

# Pounds that schools were paid for a day of cover.
COVER = 185
# Probability that somebody of a school that only helps or watches comes to what was booked.
PARTNER_KEEN = 0.8
# Of the other subjects, so many of the first have people at a course.
TAUGHT = 6


@dataclass(frozen=True, slots=True)
class TwinActivity:
    """One activity.

    Attributes
    ----------
    row : Row
        As the table of activities holds it; `held` adds its days.
    days : tuple of date
        Days on which it was held.
    people : tuple of TwinPerson
        Who had booked.
    """

    row: Row
    days: tuple[dt.date, ...]
    people: tuple[TwinPerson, ...]


def held(
    row: Row, first: dt.date, people: tuple[TwinPerson, ...], *, planned: int, cancelled: int = 0, weeks: int = 2
) -> TwinActivity:
    """Return an activity with its sessions on school days, some weeks apart; those cancelled come last."""
    step = dt.timedelta(weeks=weeks)
    # Weeks of holidays fall away, so that a series needs more steps than it has sessions.
    possible = tuple(dict.fromkeys(school_day(first + place * step) for place in range(2 * planned)))[:planned]
    days = possible[: max(0, len(possible) - cancelled)]
    ends = days[-1] if days else possible[-1]
    whole = {
        "mode": "in person",
        **row,
        "starts": possible[0],
        "ends": ends,
        "planned": len(possible),
        "held": len(days),
    }
    return TwinActivity(whole, days, people)


def booked(cast: Cast, roles: tuple[str, ...], day: dt.date, share: float, topic: str) -> tuple[TwinPerson, ...]:
    """Return who books a course that is open to all: a share of the people of its roles, more in keen schools."""
    draws, made = cast.draws(f"booked {topic}"), []
    for school in cast.schools:
        if school.joined > day:
            continue
        for person in cast.of(school.name, roles, day):
            if draws.random() < share * min(1.0, school.keen + 0.1):
                made.append(person)
    return tuple(made)


def attendance(cast: Cast, activities: tuple[TwinActivity, ...]) -> list[Row]:
    """Return who came to each session, of those who had booked and were still in the school."""
    draws, keen = cast.draws("attendance"), {school.name: school.keen for school in cast.schools}
    rows = []
    for one in activities:
        for day in one.days:
            for person in one.people:
                came, part, cover = draws.random(), draws.random(), draws.random()
                if not person.there(day):
                    continue
                status = (
                    "absent"
                    if came > keen.get(person.school, PARTNER_KEEN)
                    else "in part"
                    if part < 0.05
                    else "attended"
                )
                full = float(str(one.row["hours"]))
                paid = status != "absent" and one.row["kind"] == "course day" and cover < 0.8
                rows.append(
                    {
                        "activity": one.row["activity"],
                        "date": day,
                        "school": person.school,
                        "person": person.code,
                        "role": person.role,
                        "subject": _subject(person),
                        "status": status,
                        "hours": round(full / 2, 1) if status == "in part" else None,
                        "cover": COVER if paid else None,
                    }
                )
    return rows


def _subject(person: TwinPerson) -> str:
    """Return the subject of a teacher of another subject, by the number of their code: no draw moves another."""
    number = int("".join(letter for letter in person.code if letter.isdigit()))
    return SUBJECTS[number % TAUGHT] if person.role == "other subject" else ""


def hours_per_teacher(cast: Cast, activities: tuple[TwinActivity, ...], rows: list[Row]) -> dict[str, float]:
    """Return hours attended by people who teach maths, per teacher of maths in post when the school joined."""
    offered = {str(one.row["activity"]): float(str(one.row["hours"])) for one in activities}
    spent = {school.name: 0.0 for school in cast.schools}
    for row in rows:
        if row["role"] in MATHS_ROLES and row["status"] != "absent":
            hours = row["hours"] if row["hours"] is not None else offered[str(row["activity"])]
            spent[str(row["school"])] = spent.get(str(row["school"]), 0.0) + float(str(hours))
    return {
        school.name: spent[school.name] / len(cast.of(school.name, MATHS_ROLES, school.joined + dt.timedelta(days=10)))
        for school in cast.schools
    }
