"""What was held in the invented North West programme: team sessions, courses, open doors, conferences, sharing."""

from __future__ import annotations

import datetime as dt

import numpy as np

from evalkit.synthetic.programme.cast import Cast, TwinPerson
from evalkit.synthetic.programme.sessions import TwinActivity, activity, booked, held
from evalkit.synthetic.programme.terms import TERMS

MATHS, LEADERS = ("head of maths", "teacher of maths", "non-specialist"), ("head of maths", "senior leader")
TEAM_DAYS = ("2018-03-06", "2018-03-27", "2018-05-08", "2018-06-26", "2018-09-25")
LATER_TEAM_DAYS = ("2018-10-16", "2018-11-27", "2019-01-29", "2019-03-05", "2019-05-14")
MASTERY_DAYS = ("2018-02-07", "2018-06-14", "2018-10-10", "2019-02-06")
WORK_GROUP_DAYS = ("2018-05-22", "2018-11-14", "2019-03-20")
CONFERENCES = ("2018-06-27", "2019-06-19")
TEAM = 4


def north_west_activities(cast: Cast, partners: tuple[str, ...]) -> list[TwinActivity]:
    """Return every activity, with its days and who had booked."""
    return [*_together(cast), *_in_one_school(cast), *_for_others(cast, partners)]


def _together(cast: Cast) -> list[TwinActivity]:
    draws = cast.draws("teams")
    everyone = booked(cast, MATHS, dt.date(2018, 2, 7), 0.6, "mastery")
    teams = _teams(cast, draws)
    leaders = booked(cast, LEADERS, dt.date(2018, 1, 17), 1.0, "launch")
    plan = [
        (
            "A01",
            "launch",
            "Launch: five schools and the hub",
            "team",
            "P01",
            "senior leaders",
            3.0,
            "2018-01-17",
            leaders,
        )
    ]
    plan += [
        (f"T{place:02d}", "team session", f"Team session {place}", "team", "P01", "teachers of maths", 2.5, day, teams)
        for place, day in enumerate((*TEAM_DAYS, *LATER_TEAM_DAYS), 1)
    ]
    plan += [
        (
            f"M{place}",
            "course day",
            f"Teaching for mastery, day {place}",
            "mastery",
            "P01",
            "teachers of maths",
            6.0,
            day,
            everyone,
        )
        for place, day in enumerate(MASTERY_DAYS, 1)
    ]
    plan += [
        (
            f"W{place}",
            "work group",
            f"Work group on reasoning, meeting {place}",
            "mastery",
            "P01",
            "heads of maths",
            2.0,
            day,
            leaders,
        )
        for place, day in enumerate(WORK_GROUP_DAYS, 1)
    ]
    made = []
    for code, kind, title, strand, provider, for_whom, hours, day, people in plan:
        row = activity(code, kind, title, strand=strand, provider=provider, for_whom=for_whom, hours=hours)
        # The seventh team session fell to snow and was not held again.
        made.append(held(row, dt.date.fromisoformat(day), people, planned=1, cancelled=int(code == "T09")))
    return made


def _teams(cast: Cast, draws: np.random.Generator) -> tuple[TwinPerson, ...]:
    """Return a team of each department: its head and others; one school sends one person."""
    chosen: list[TwinPerson] = []
    for school in cast.schools:
        there = cast.of(school.name, MATHS, dt.date(2018, 3, 6))
        count = TEAM if school.keen > 0.5 else 1
        chosen += [there[0], *(there[1 + place] for place in sorted(draws.permutation(len(there) - 1)[: count - 1]))]
    return tuple(chosen)


def _in_one_school(cast: Cast) -> list[TwinActivity]:
    draws, made = cast.draws("open doors"), []
    for place, host in enumerate(cast.schools):
        first = dt.date(2018, 4, 18) + dt.timedelta(weeks=2 * place)
        visitors = tuple(
            person
            for school in cast.schools
            for person in cast.of(school.name, MATHS, first)
            if draws.random() < 0.3 * school.keen
        )
        planned = 6 if host.keen > 0.5 else 2
        row = activity(
            f"O{place + 1}",
            "observation visit",
            f"Open doors in {host.name}",
            strand="observation",
            provider="P01",
            for_whom="teachers of maths",
            hours=1.5,
        )
        made.append(held(row, first, visitors, planned=planned, cancelled=int(draws.integers(0, 2)), weeks=7))
        row = activity(
            f"I{place + 1}",
            "pupil intervention",
            f"Extra help in {host.name}",
            strand="intervention",
            provider="P02",
            for_whom="pupils",
            hours=0.5,
            school=host.name,
        )
        made.append(
            held(row, dt.date(2018, 1, 22) + dt.timedelta(days=7 * place), (), planned=52, cancelled=4, weeks=1)
        )
    return made


def _for_others(cast: Cast, partners: tuple[str, ...]) -> list[TwinActivity]:
    heads = tuple(
        TwinPerson(f"H{place:02d}", name, "head of maths", False, TERMS[0].first, TERMS[-1].last)
        for place, name in enumerate(partners, 1)
    )
    trainees = tuple(
        TwinPerson(f"S{place:02d}", school.name, "trainee", False, TERMS[3].first, TERMS[-1].last)
        for place, school in enumerate([*cast.schools, *cast.schools[:3]], 1)
    )
    made = []
    for code, kind, title, strand, provider, for_whom, hours, day, people, planned, cancelled in (
        (
            "C1",
            "conference",
            "What maths leads to, first conference",
            "conferences",
            "P03",
            "pupils",
            5.0,
            CONFERENCES[0],
            (),
            1,
            0,
        ),
        (
            "C2",
            "conference",
            "What maths leads to, second conference",
            "conferences",
            "P03",
            "pupils",
            5.0,
            CONFERENCES[1],
            (),
            1,
            0,
        ),
        (
            "D1",
            "work group",
            "What five schools tried, for all schools",
            "sharing",
            "P04",
            "heads of maths",
            2.0,
            "2019-02-27",
            heads,
            1,
            0,
        ),
        (
            "D2",
            "course day",
            "Mastery programme of the hub, led by participants",
            "sharing",
            "P04",
            "teachers of maths",
            5.0,
            "2019-05-21",
            heads[1:],
            1,
            0,
        ),
        (
            "S1",
            "trainee session",
            "Hard to teach: being built",
            "mastery",
            "P03",
            "trainees",
            2.0,
            "2019-05-02",
            trainees,
            2,
            1,
        ),
    ):
        row = activity(code, kind, title, strand=strand, provider=provider, for_whom=for_whom, hours=hours)
        made.append(held(row, dt.date.fromisoformat(day), people, planned=planned, cancelled=cancelled))
    return made
