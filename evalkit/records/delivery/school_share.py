"""What one school took part in, what its reviews found, and what it agreed to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from evalkit.records.delivery.record import DeliveryRecord


@dataclass(frozen=True, slots=True)
class StrandTaken:
    """One strand in one school.

    Attributes
    ----------
    strand : str
        Its name.
    days : int
        Sessions at which somebody of the school was there; one where it was held for the school and nobody wrote down
        who came.
    people : int
        Different persons who came.
    hours : float
        Hours of all of them together, without those of people who came in part and of whom nobody wrote for how long.
    first : str
        First such day, ISO; empty where there is none.
    """

    strand: str
    days: int
    people: int
    hours: float
    first: str


@dataclass(frozen=True, slots=True)
class SchoolArea:
    """One area at the first and the last review, by the most outside kind of judge that gave both.

    Attributes
    ----------
    area : str
        What was judged.
    first, last : int
        Levels, 1 for the weakest; ``last`` is 0 where no kind of judge gave two.
    """

    area: str
    first: int
    last: int

    @property
    def moved(self) -> int:
        """1 where it rose, -1 where it fell, 0 where it stayed or was judged once."""
        return (self.last > self.first) - (self.last < self.first) if self.last else 0


@dataclass(frozen=True, slots=True)
class SchoolAction:
    """One action that the school agreed.

    Attributes
    ----------
    what, area, due, status : str
        As the plan has it; the day ISO.
    """

    what: str
    area: str
    due: str
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolShare(DeliveryRecord):
    """The part of one school in the programme.

    Attributes
    ----------
    strands : tuple of StrandTaken
        In the order of the study.
    areas : tuple of SchoolArea
        In the order of the table of reviews.
    levels : tuple of str
        Of the reviews, the weakest first.
    first_review, last_review : str
        Their first days, ISO; empty where there was none.
    actions : tuple of SchoolAction
        By the day on which they were due.
    kept : tuple of str
        Tables that hold a row of any school, so that nothing for this one means nothing.
    """

    kind: ClassVar[str] = "school_share"
    strands: tuple[StrandTaken, ...]
    areas: tuple[SchoolArea, ...]
    levels: tuple[str, ...]
    first_review: str
    last_review: str
    actions: tuple[SchoolAction, ...]
    kept: tuple[str, ...]

    def moved(self, step: int) -> int:
        """Return how many areas judged twice rose (1), stayed (0) or fell (-1)."""
        return sum(one.moved == step for one in self.areas if one.last)
