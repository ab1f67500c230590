"""What was held in the invented North West programme: team sessions, courses, open doors, conferences, sharing."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from evalkit.synthetic.programme.cast import Cast, Row, TwinPerson
from evalkit.synthetic.programme.sessions import TwinActivity, booked, held
from evalkit.synthetic.programme.terms import TERMS

MATHS, LEADERS = ("head of maths", "teacher of maths", "non-specialist"), ("head of maths", "senior leader")
TEAM = 4
People = tuple[TwinPerson, ...]


@dataclass(frozen=True, slots=True)
class DatedActivity:
    """An activity of the whole programme.

    Attributes
    ----------
    code, kind, title, strand, provider, for_whom, hours
        As in the table of activities.
    day : str
        Its day, ISO.
    who : str
        Which of the groups of people books it.
    planned, held : int
        Sessions.
    """

    code: str
    kind: str
    title: str
    strand: str
    provider: str
    for_whom: str
    hours: float
    day: str
    who: str
    planned: int = 1
    held: int = 1

    def row(self) -> Row:
        """Return what its row of the table begins with."""
        names = ("kind", "title", "strand", "provider", "for_whom", "hours")
        return {"activity": self.code, **{name: getattr(self, name) for name in names}}


Dated = tuple[DatedActivity, ...]


def _series(letter: str, kind: str, title: str, strand: str, hours: float, days: tuple[str, ...], who: str) -> Dated:
    """Return days of one series, which the hub leads."""
    digits = len(str(len(days)))
    whom = "heads of maths" if who == "leaders" else "teachers of maths"
    return tuple(
        DatedActivity(f"{letter}{place:0{digits}d}", kind, f"{title} {place}", strand, "P01", whom, hours, day, who)
        for place, day in enumerate(days, 1)
    )


TEAM_DAYS = (
    *("2018-03-06", "2018-03-27", "2018-05-08", "2018-06-26", "2018-09-25", "2018-10-16", "2018-11-27", "2019-01-29"),
    *("2019-03-05", "2019-05-14"),
)
MASTERY_DAYS = ("2018-02-07", "2018-06-14", "2018-10-10", "2019-02-06")
GROUP_DAYS = ("2018-05-22", "2018-11-14", "2019-03-20")
# The ninth team session fell to snow and was not held again.
SNOW = "T09"
LED_BY_US = "Mastery programme of the hub, led by participants"
LAUNCH = "Launch: five schools and the hub"
TOGETHER: Dated = (
    DatedActivity("A01", "launch", LAUNCH, "team", "P01", "senior leaders", 3, "2018-01-17", "leaders"),
    *_series("T", "team session", "Team session", "team", 2.5, TEAM_DAYS, "teams"),
    *_series("M", "course day", "Teaching for mastery, day", "mastery", 6, MASTERY_DAYS, "everyone"),
    *_series("W", "work group", "Work group on reasoning, meeting", "mastery", 2, GROUP_DAYS, "leaders"),
)
FOR_OTHERS: Dated = (
    DatedActivity(
        "C1",
        "conference",
        "What maths leads to, first conference",
        "conferences",
        "P03",
        "pupils",
        5,
        "2018-06-27",
        "nobody",
    ),
    DatedActivity(
        "C2",
        "conference",
        "What maths leads to, second conference",
        "conferences",
        "P03",
        "pupils",
        5,
        "2019-06-19",
        "nobody",
    ),
    DatedActivity(
        "D1",
        "work group",
        "What five schools tried, for all schools",
        "sharing",
        "P04",
        "heads of maths",
        2,
        "2019-02-27",
        "others",
    ),
    DatedActivity(
        "D2",
        "course day",
        LED_BY_US,
        "sharing",
        "P04",
        "teachers of maths",
        5,
        "2019-05-21",
        "others but one",
    ),
    DatedActivity(
        *("S1", "trainee session", "Hard to teach: being built", "mastery", "P03", "trainees"),
        hours=2,
        day="2019-05-02",
        who="trainees",
        planned=2,
    ),
)


def north_west_activities(cast: Cast, partners: tuple[str, ...]) -> list[TwinActivity]:
    """Return every activity, with its days and who had booked."""
    others = _outside(partners, "H", "head of maths")
    groups: dict[str, People] = {
        "everyone": booked(cast, MATHS, dt.date(2018, 2, 7), 0.6, "mastery"),
        "leaders": booked(cast, LEADERS, dt.date(2018, 1, 17), 1.0, "launch"),
        "teams": _teams(cast),
        "others": others,
        "others but one": others[1:],
        "trainees": _outside([school.name for school in (*cast.schools, *cast.schools[:3])], "S", "trainee"),
        "nobody": (),
    }
    return [*_dated(TOGETHER, groups), *_in_one_school(cast), *_dated(FOR_OTHERS, groups)]


def _dated(plan: Dated, groups: dict[str, People]) -> list[TwinActivity]:
    made = []
    for one in plan:
        lost = 1 if one.code == SNOW else one.planned - one.held
        day = dt.date.fromisoformat(one.day)
        made.append(held(one.row(), day, groups[one.who], planned=one.planned, cancelled=lost))
    return made


def _teams(cast: Cast) -> People:
    """Return a team of each department: its head and others; a school whose people hardly come sends one person."""
    draws, chosen = cast.draws("teams"), []
    for school in cast.schools:
        there = cast.of(school.name, MATHS, dt.date(2018, 3, 6))
        count = TEAM if school.keen > 0.5 else 1
        chosen += [there[0], *(there[1 + place] for place in sorted(draws.permutation(len(there) - 1)[: count - 1]))]
    return tuple(chosen)


def _outside(schools: list[str] | tuple[str, ...], letter: str, role: str) -> People:
    """Return a person of one role in each school."""
    ends = TERMS[0].first, TERMS[-1].last
    return tuple(TwinPerson(f"{letter}{place:02d}", name, role, False, *ends) for place, name in enumerate(schools, 1))


def _in_one_school(cast: Cast) -> list[TwinActivity]:
    """Return open doors and weekly extra help of each school."""
    pairs = zip(_open_doors(cast), _extra_help(cast), strict=True)
    return [one for pair in pairs for one in pair]


def _open_doors(cast: Cast) -> list[TwinActivity]:
    draws, made = cast.draws("open doors"), []
    for place, host in enumerate(cast.schools):
        first = dt.date(2018, 4, 18) + dt.timedelta(weeks=2 * place)
        visitors = tuple(
            person
            for school in cast.schools
            for person in cast.of(school.name, MATHS, first)
            if draws.random() < 0.3 * school.keen
        )
        row: Row = {
            "activity": f"O{place + 1}",
            "kind": "observation visit",
            "title": f"Open doors in {host.name}",
            "strand": "observation",
            "provider": "P01",
            "for_whom": "teachers of maths",
            "hours": 1.5,
        }
        planned = 6 if host.keen > 0.5 else 2
        made.append(held(row, first, visitors, planned=planned, cancelled=int(draws.integers(0, 2)), weeks=7))
    return made


def _extra_help(cast: Cast) -> list[TwinActivity]:
    """Return the weekly help of each school; its groups and pupils stand in a table of their own."""
    made = []
    for place, host in enumerate(cast.schools):
        row: Row = {
            "activity": f"I{place + 1}",
            "kind": "pupil intervention",
            "title": f"Extra help in {host.name}",
            "strand": "intervention",
            "provider": "P02",
            "for_whom": "pupils",
            "hours": 0.5,
            "school": host.name,
        }
        first = dt.date(2018, 1, 22) + dt.timedelta(weeks=place)
        made.append(held(row, first, (), planned=52, cancelled=4, weeks=1))
    return made
