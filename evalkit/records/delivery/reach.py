"""Whom the programme reached: sessions, people and hours, by strand and school."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from evalkit.records.delivery.record import DeliveryRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class StrandReach:
    """How much of one strand was delivered, and to whom.

    Attributes
    ----------
    strand : str
        What the report calls it.
    planned, held : int
        Sessions.
    cancelled : int
        Sessions of which every line of the register says that they were cancelled.
    unsaid : int
        Activities of which nobody wrote how many sessions were held, and to which no register names anybody.
    registered : bool
        Whether any register of it was kept; without one nobody knows who came.
    offered, schools : int
        Schools to which it was offered, and those of them from which anybody came.
    people : int
        Persons who came to at least one session, in whole or in part.
    hours : float
        Hours that persons spent there, all together.
    """

    strand: str
    planned: int
    held: int
    cancelled: int
    unsaid: int
    registered: bool
    offered: int
    schools: int
    people: int
    hours: float


@dataclass(frozen=True, slots=True, kw_only=True)
class StrandCell:
    """What one school had of one strand.

    Attributes
    ----------
    school, strand : str
        What the report calls them.
    offered : bool
        Whether the strand was offered to the school.
    people : int
        Persons of any role who came at least once.
    per_teacher : float
        Hours of those who teach maths, per teacher of maths; NaN where nobody counted the department.
    """

    school: str
    strand: str
    offered: bool
    people: int
    per_teacher: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeReach(DeliveryRecord):
    """Reach by strand and school.

    Attributes
    ----------
    strands : tuple of StrandReach
        In the order of the study.
    cells : tuple of StrandCell
        Schools that may be shown, in the order of what they are called, each with every strand.
    schools, reached : int
        Schools that the programme was there to reach, and those from which anybody came to anything.
    hidden : int
        Of them, those that may not be shown.
    counted : int
        Schools whose teachers of maths somebody counted.
    posts : int
        Teachers of maths there, each department at its largest.
    overfull : int
        Schools from which more persons who teach maths came than the department held at its largest: of a department
        whose people change, those who came are no share of its posts.
    teachers : int
        Persons who teach maths, of all schools to be reached, who came at least once.
    teachers_counted : int
        Those of them whose school counted its teachers.
    hours, offered : float
        Hours that each of ``teachers`` had and was offered, on average; NaN below ten teachers.
    mostly : int
        Those of them who came to at least ``share`` of what was offered to them.
    share : float
        As the study declares it, 0 to 1.
    others : int
        Persons of other roles from these schools who came.
    elsewhere : int
        Persons of other schools who came.
    without_hours : int
        Times that somebody came in part and nobody wrote for how long; no hours are counted for them.
    """

    kind: ClassVar[str] = "reach"
    strands: tuple[StrandReach, ...]
    cells: tuple[StrandCell, ...]
    schools: int
    reached: int
    hidden: int
    counted: int
    posts: int
    overfull: int
    teachers: int
    teachers_counted: int
    hours: float
    offered: float
    mostly: int
    share: float
    others: int
    elsewhere: int
    without_hours: int
