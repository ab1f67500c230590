"""How much each school had of the programme, and when it began."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from evalkit.records.delivery.record import DeliveryRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolDose:
    """What one school had.

    Attributes
    ----------
    school : str
        What the report calls it.
    role : str
        What it was in the programme.
    posts : float
        Teachers of maths, the department at its largest; NaN where nobody counted.
    people, mostly : int
        Of those who teach maths, who came at least once, and who came to most of what was offered to them.
    per_teacher : float
        Hours per teacher of maths; NaN where a headcount is missing.
    had, offered : float
        Hours of those who teach maths, all together, and hours offered to them.
    others : int
        Persons of other roles who came.
    strands, strands_offered : int
        Strands to which anybody came, and strands offered to the school.
    weeks, from_award : float
        Weeks from the school's start, and from the award of the grant, to the first activity to which anybody came; NaN
        where nobody came, and where the award has no day.
    """

    school: str
    role: str
    posts: float
    people: int
    mostly: int
    per_teacher: float
    had: float
    offered: float
    others: int
    strands: int
    strands_offered: int
    weeks: float
    from_award: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Doses(DeliveryRecord):
    """What each school had.

    Attributes
    ----------
    schools : tuple of SchoolDose
        Those that may be shown, in the order of what they are called.
    hidden : int
        Schools that may not be shown.
    share : float
        Share of what was offered from which somebody counts as having come to most of it, 0 to 1.
    uncounted : int
        Schools whose hours per teacher are unknown, because nobody counted the department when they were had.
    half_mostly : int
        Schools in which at least half of the department came to most of what was offered to them.
    median_weeks, median_from_award : float
        Over all schools from which anybody came; NaN where there is none.
    grant_weeks : float
        Weeks from the award to the end of the grant; NaN where the award has no day.
    lowest, highest, mean : float
        Hours per teacher of maths, over all schools where they are known; NaN where they are nowhere.
    known : int
        Schools where they are known.
    """

    kind: ClassVar[str] = "dose"
    schools: tuple[SchoolDose, ...]
    hidden: int
    share: float
    uncounted: int
    half_mostly: int
    median_weeks: float
    median_from_award: float
    grant_weeks: float
    lowest: float
    highest: float
    mean: float
    known: int
