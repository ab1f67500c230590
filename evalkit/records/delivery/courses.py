"""Each course by itself: who came, who completed it, and what moved beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from evalkit.records.delivery.beyond import OtherFigure
from evalkit.records.delivery.record import DeliveryRecord


@dataclass(frozen=True, slots=True)
class Course:
    """One course.

    Attributes
    ----------
    name : str
        What the report calls its strand, with the kind of course where a strand holds several.
    aim : str
        What kind of course it was.
    planned, held : int
        Sessions.
    schools : int
        Schools from which anybody came.
    places : int
        People who had a place.
    came : int
        People who came to at least one session, in whole or in part.
    completed : int
        People who came to so large a share of the hours of their place that they count as having attended.
    roles : tuple of (str, int)
        People who came by role, the most common first; blank where no role was written.
    """

    name: str
    aim: str
    planned: int
    held: int
    schools: int
    places: int
    came: int
    completed: int
    roles: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class SpecialistLessons:
    """Share of maths lessons taught by specialists, before a course and at its end.

    Attributes
    ----------
    group : str
        Which schools.
    schools : int
        Schools with a figure at both times.
    before, after : float
        Mean over schools, per cent; NaN without a school.
    rose, same, fell : int
        Schools.
    """

    group: str
    schools: int
    before: float
    after: float
    rose: int
    same: int
    fell: int


@dataclass(frozen=True, slots=True)
class LeaversOfYear:
    """Teachers of maths who left in one school year.

    Attributes
    ----------
    year : str
        The school year.
    group : str
        Which schools.
    schools : int
        Schools with both figures.
    teachers : int
        Teachers of maths at the first count of the year.
    left : int
        Those who left in it.
    """

    year: str
    group: str
    schools: int
    teachers: int
    left: int


@dataclass(frozen=True, slots=True)
class TeamWork:
    """Whether teams came as teams.

    Attributes
    ----------
    meetings : int
        Times a school was at a team session.
    as_team : int
        Of these, those with two or more of its people.
    schools : int
        Schools that came.
    schools_as_team : int
        Schools that came as a team each time.
    again : int
        Times somebody came to a session after their school's first.
    back : int
        Of these, those of people who had been at their school's session before.
    visits : int
        Visits and open doors between schools, and observation visits held.
    lessons : tuple of (str, int)
        Lessons seen by why somebody was there: open doors and team visits.
    """

    meetings: int
    as_team: int
    schools: int
    schools_as_team: int
    again: int
    back: int
    visits: int
    lessons: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class DeliveredByParticipants:
    """Sessions held by schools that take part themselves.

    Attributes
    ----------
    providers : int
        Participating schools that delivered.
    sessions : int
        Sessions they held.
    titles : tuple of str
        What these were called.
    """

    providers: int
    sessions: int
    titles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SubjectReached:
    """Another subject that a course for other subjects reached.

    Attributes
    ----------
    subject : str
        As written; blank where none was.
    people : int
        People of it who came.
    figure : OtherFigure or None
        The published figure that comes nearest to its results; None where no table holds one.
    """

    subject: str
    people: int
    figure: OtherFigure | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Courses(DeliveryRecord):
    """Each course by itself.

    Attributes
    ----------
    courses : tuple of Course
        In the order of the study's strands.
    people, completed : int
        People with a place at any of them, and of these those who completed at least one.
    absences : int
        Places at sessions whose holder is written down as not having come.
    share : float
        From which share of the hours of their place people count as having attended.
    specialists : tuple of SpecialistLessons
        Schools that sent people to a course for non-specialists, and the others; empty without one.
    left : tuple of LeaversOfYear
        The same groups by year.
    subjects : tuple of SubjectReached
        Other subjects at courses for other subjects, the most common first.
    teams : TeamWork or None
        None where no team session was held.
    delivered : DeliveredByParticipants or None
        None where no participating school is among the providers.
    """

    kind: ClassVar[str] = "courses"
    courses: tuple[Course, ...]
    people: int
    completed: int
    absences: int
    share: float
    specialists: tuple[SpecialistLessons, ...]
    left: tuple[LeaversOfYear, ...]
    subjects: tuple[SubjectReached, ...]
    teams: TeamWork | None
    delivered: DeliveredByParticipants | None
