"""What was learnt, each point with its evidence; and what was to go on."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from evalkit.records.delivery.record import DeliveryRecord


@dataclass(frozen=True, slots=True)
class LessonEvidence:
    """What a lesson rests on.

    Attributes
    ----------
    written : str
        As the table has it, such as ``delivery:reviews``.
    result : object
        The account or the answer to the question that it names; None where it names none.
    rows : int
        Rows of the table that it names; nought where it names none.
    about : str
        The account, the table or the question in words.
    invented : bool
        Whether any row of the table that it names is marked as invented.
    """

    written: str
    result: object = None
    rows: int = 0
    about: str = ""
    invented: bool = False


@dataclass(frozen=True, slots=True)
class Lesson:
    """One lesson.

    Attributes
    ----------
    lesson : str
        In one sentence.
    kind : str
        ``worked``, ``differently`` or ``continues``.
    strand, strength, says, point : str
        As written; empty where not.
    schools : int
        In how many schools; nought where not said.
    published : bool
        Whether the programme's own report says so; else it is drawn from these tables.
    evidence : LessonEvidence
        What it rests on.
    """

    lesson: str
    kind: str
    strand: str
    strength: str
    says: str
    point: str
    schools: int
    published: bool
    evidence: LessonEvidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Lessons(DeliveryRecord):
    """Every lesson; ``invented`` stays false, because each says for itself where its words come from."""

    kind: ClassVar[str] = "lessons"
    lessons: tuple[Lesson, ...]

    def of(self, kind: str) -> tuple[Lesson, ...]:
        """Return the lessons of one kind, those that the programme published first."""
        return tuple(sorted((one for one in self.lessons if one.kind == kind), key=lambda one: not one.published))


@dataclass(frozen=True, slots=True)
class Sustained:
    """One thing that was to stay.

    Attributes
    ----------
    what, kept, owner, funder, evidence, point : str
        As written.
    until, checked : date or None
        Until when it is settled; when somebody last looked.
    count : int or None
        How many there are, where it can be counted.
    """

    what: str
    kept: str
    owner: str
    funder: str
    evidence: str
    point: str
    until: dt.date | None
    checked: dt.date | None
    count: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sustainability(DeliveryRecord):
    """What was to go on after the funding.

    Attributes
    ----------
    things : tuple of Sustained
        In the order of the table.
    ends : date
        The last day of the programme.
    """

    kind: ClassVar[str] = "sustainability"
    things: tuple[Sustained, ...]
    ends: dt.date
