"""What was held in the invented Leicester programme: a launch, reviews, three courses, and support by need."""

from __future__ import annotations

import datetime as dt

import numpy as np

from evalkit.synthetic.programme.cast import Cast, Row, TwinPerson
from evalkit.synthetic.programme.reviewing import NEED, REVIEWED
from evalkit.synthetic.programme.sessions import TwinActivity, booked, held
from evalkit.synthetic.programme.terms import school_day

ReviewDays = dict[str, tuple[dt.date, dt.date | None]]
LEADERS, MATHS = ("head of maths", "senior leader"), ("head of maths", "teacher of maths", "non-specialist")
LAUNCHES = (dt.date(2017, 9, 14), dt.date(2018, 1, 11))
LEADERSHIP = ("2018-02-27", "2018-04-24", "2018-06-12", "2018-09-25", "2018-11-20", "2019-02-12")
CONVERSION = ("2018-04-17", "2018-05-15", "2018-06-19", "2018-09-18", "2018-10-16", "2018-11-27", "2019-01-22")
NUMERACY = ("2018-05-03", "2018-10-04", "2019-01-31", "2019-03-14")
# Support that answers an area, by kind of activity and who came.
SUPPORT = {
    "leadership and planning": ("coaching", LEADERS, 2.0),
    "interventions": ("pupil intervention", (), 1.0),
    "numeracy across the curriculum": ("work group", ("other subject", "head of maths"), 1.5),
    "pupil voice and books": ("observation visit", MATHS, 2.0),
    "transition": ("work group", ("head of maths",), 2.0),
}
# One school is reviewed after the first course has begun, and one has no last review.
LATE_SCHOOL, NO_LAST_REVIEW = "School L", "School R"


def review_days(cast: Cast) -> ReviewDays:
    """Return the first day of both reviews of each school."""
    draws, days = cast.draws("review days"), {}
    for school in cast.schools:
        first = school_day(school.joined + dt.timedelta(days=int(draws.integers(14, 46))))
        if school.name == LATE_SCHOOL:
            first = school_day(dt.date(2018, 3, 13))
        last = school_day(dt.date(2019, 4, 29) + dt.timedelta(days=int(draws.integers(0, 60))))
        days[school.name] = (first, None if school.name == NO_LAST_REVIEW else last)
    return days


def support_given(cast: Cast, first: np.ndarray) -> dict[tuple[str, str], bool]:
    """Return for each targeted school and area whether support was given: more often where need was found."""
    draws, given = cast.draws("support by need"), {}
    for place, school in enumerate(cast.schools):
        for area, level in zip(REVIEWED, first[place], strict=True):
            likely = cast.truth.support_with_need if level <= NEED else cast.truth.support_without_need
            chance = draws.random()
            if school.role == "targeted":
                given[school.name, area] = bool(chance < likely)
    return given


def leicester_activities(cast: Cast, days: ReviewDays, support: dict[tuple[str, str], bool]) -> list[TwinActivity]:
    """Return every activity, with its days and who had booked."""
    made = [*_launches(cast), *_courses(cast), *_reviews(cast, days), *_bespoke(cast, days, support)]
    return [*made, *_last_events(cast)]


def _launches(cast: Cast) -> list[TwinActivity]:
    """Return the launch for pilot schools, and the one for all that joined later."""
    made = []
    for number, day in enumerate(LAUNCHES, 1):
        row: Row = {
            "activity": f"A{number}",
            "kind": "launch",
            "title": "Launch: objectives and what is expected of each school",
            "strand": "review",
            "provider": "P01",
            "for_whom": "senior leaders",
            "hours": 3,
        }
        began = [one for one in cast.schools if one.joined <= day < one.joined + dt.timedelta(weeks=4)]
        people = tuple(person for school in began for person in cast.of(school.name, LEADERS, day))
        made.append(held(row, day, people, planned=1))
    return made


def _courses(cast: Cast) -> list[TwinActivity]:
    made = []
    for letter, title, strand, provider, for_whom, days, roles, share, hours in (
        ("L", "Leading maths", "leadership", "P02", "heads of maths", LEADERSHIP, LEADERS[:1], 0.95, 6.0),
        ("C", "From another subject to maths", "conversion", "P03", "non-specialists", CONVERSION, MATHS[2:], 0.7, 5.0),
        ("N", "Number in our subject", "numeracy", "P04", "other subjects", NUMERACY, ("other subject",), 0.55, 5.0),
    ):
        dates = [dt.date.fromisoformat(day) for day in days]
        people = booked(cast, roles, dates[0], share, strand)
        if letter == "L":
            people += booked(cast, ("teacher of maths",), dates[0], 0.16, "future leaders")
        for number, day in enumerate(dates, 1):
            row: Row = {
                "activity": f"{letter}{number}",
                "kind": "course day",
                "title": f"{title}, day {number}",
                "strand": strand,
                "provider": provider,
                "for_whom": for_whom,
                "hours": hours,
            }
            # The provider of the conversion course could not staff its fifth day.
            made.append(held(row, day, people, planned=1, cancelled=int((letter, number) == ("C", 5))))
    return made


def _reviews(cast: Cast, days: ReviewDays) -> list[TwinActivity]:
    draws = cast.draws("who met reviewers")
    made: list[TwinActivity] = []
    for place, school in enumerate(cast.schools, 1):
        for letter, title, first in zip("FG", ("First", "Last"), days[school.name], strict=True):
            row: Row = {
                "activity": f"R{letter}{place:02d}",
                "kind": "review",
                "title": f"{title} review of the department",
                "strand": "review",
                "provider": "P01",
                "for_whom": "mixed",
                "hours": 6,
                "school": school.name,
            }
            if first is None:
                made.append(held(row, dt.date(2019, 7, 1), (), planned=2, cancelled=2, weeks=1))
                continue
            leaders = cast.of(school.name, LEADERS, first)
            teachers = tuple(one for one in cast.of(school.name, MATHS[1:], first) if draws.random() < 0.75)
            one = held(row, first, leaders + teachers, planned=1)
            second = school_day(first + dt.timedelta(days=1))
            made.append(TwinActivity({**one.row, "ends": second, "planned": 2, "held": 2}, (first, second), one.people))
    return made


def _bespoke(cast: Cast, days: ReviewDays, support: dict[tuple[str, str], bool]) -> list[TwinActivity]:
    draws = cast.draws("bespoke")
    made: list[TwinActivity] = []
    for (name, area), given in support.items():
        planned, weeks, lost = int(draws.integers(5, 9)), int(draws.integers(3, 16)), int(draws.integers(0, 3))
        if not given:
            continue
        kind, roles, hours = SUPPORT.get(area, ("coaching", MATHS, 2.0))
        first = school_day(days[name][0] + dt.timedelta(weeks=weeks))
        people = _some(cast.of(name, roles, first), 3, draws) if roles else ()
        row: Row = {
            "activity": f"B{len(made) + 1:02d}",
            "kind": kind,
            "title": f"Support: {area}",
            "strand": "bespoke",
            "provider": "P05" if kind == "coaching" else "P06",
            "for_whom": "pupils"
            if not roles
            else "other subjects"
            if "other subject" in roles
            else "teachers of maths",
            "hours": hours,
            "school": name,
        }
        made.append(held({**row, "need": area}, first, people, planned=planned, cancelled=lost))
    return made


def _some(people: tuple[TwinPerson, ...], count: int, draws: np.random.Generator) -> tuple[TwinPerson, ...]:
    chosen = sorted(draws.permutation(len(people))[:count])
    return tuple(people[place] for place in chosen)


def _last_events(cast: Cast) -> list[TwinActivity]:
    made = []
    for code, title, day, kind, roles, hours, strand in (
        ("V1", "What governors ask about maths", "2018-06-26", "governor session", ("governor",), 2.0, "leadership"),
        ("V2", "Reading a review as a governor", "2019-02-05", "governor session", ("governor",), 2.0, "leadership"),
        ("S1", "What pilot schools tried, for all schools", "2019-06-20", "conference", LEADERS, 5.0, "bespoke"),
    ):
        date = dt.date.fromisoformat(day)
        row: Row = {
            "activity": code,
            "kind": kind,
            "title": title,
            "strand": strand,
            "provider": "P01",
            "for_whom": "governors" if kind == "governor session" else "mixed",
            "hours": hours,
        }
        made.append(held(row, date, booked(cast, roles, date, 0.7, code), planned=1))
    return made
