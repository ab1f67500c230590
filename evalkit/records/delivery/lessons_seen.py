"""What was seen in lessons: features of mastery, reasoning and problem solving."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from evalkit.records.delivery.record import DeliveryRecord


@dataclass(frozen=True, slots=True)
class SeenFeature:
    """How clearly one feature was seen in some lessons.

    Attributes
    ----------
    feature : str
        Its name.
    where : str
        Which lessons: a term, a school, or why somebody was there.
    clearly, partly, unseen : int
        Lessons by what was seen; those in which it could not be judged are in none.
    years_clear, years_seen : int
        Year groups of schools in at least one lesson of which it was clearly seen, of those in which it was judged.
    """

    feature: str
    where: str
    clearly: int
    partly: int
    unseen: int
    years_clear: int
    years_seen: int

    @property
    def lessons(self) -> int:
        """Lessons in which it was judged."""
        return self.clearly + self.partly + self.unseen


@dataclass(frozen=True, slots=True)
class SchoolFeature:
    """One feature in one school and term.

    Attributes
    ----------
    term : str
        With its year.
    seen : SeenFeature
        In the lessons of that term in the school, which is named in it as the report may call it.
    """

    term: str
    seen: SeenFeature


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonsSeen(DeliveryRecord):
    """Lessons by feature and term, school and observer.

    Attributes
    ----------
    lessons, schools : int
        Seen in all.
    by_term, by_observer : tuple of SeenFeature
        Every feature in each term, the terms in order, and by why somebody was there.
    ends : tuple of SeenFeature
        Every feature in each school's own ``first term`` and ``last term``, over schools seen in more than one.
    by_school : tuple of SchoolFeature
        Of schools that may be shown.
    least : int
        Lessons from which on a share is given.
    """

    kind: ClassVar[str] = "lessons_seen"
    lessons: int
    schools: int
    by_term: tuple[SeenFeature, ...]
    by_observer: tuple[SeenFeature, ...]
    ends: tuple[SeenFeature, ...]
    by_school: tuple[SchoolFeature, ...]
    least: int
