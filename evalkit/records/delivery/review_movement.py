"""How ratings moved between the first and the last review."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from evalkit.records.delivery.record import DeliveryRecord


@dataclass(frozen=True, slots=True)
class MovedArea:
    """Ratings of one area at the first and at the last review.

    Attributes
    ----------
    area : str
        What was judged.
    rose, stayed, fell : int
        Schools by how the area moved.
    """

    area: str
    rose: int
    stayed: int
    fell: int

    @property
    def schools(self) -> int:
        """Schools in which it was judged twice."""
        return self.rose + self.stayed + self.fell


@dataclass(frozen=True, slots=True)
class MovedCell:
    """One area of one school.

    Attributes
    ----------
    school : str
        What the report may call it.
    area : str
        What was judged.
    first, last : int
        Place of the level on the scale, 0 for the weakest.
    """

    school: str
    area: str
    first: int
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewMovement(DeliveryRecord):
    """Transitions between reviews.

    Attributes
    ----------
    levels : tuple of str
        Of the scale, the weakest first.
    areas : tuple of MovedArea
        In the order of the table.
    transitions : tuple of tuple of int
        Ratings by their level at the first review (rows) and at the last.
    judges : tuple of (str, int)
        How many of the ratings are by each kind of judge; the same kind both times.
    once : int
        Areas of schools that outsiders judged, but no kind of judge twice.
    schools, schools_rose, schools_fell : int
        Schools with any area judged twice; of these, those where more areas rose than fell, and the reverse.
    chance : float
        Two-sided sign test with the school as its unit; NaN where too few schools.
    cells : tuple of MovedCell
        Of schools that may be shown.
    least : int
        Schools from which on the sign test is given.
    """

    kind: ClassVar[str] = "review_movement"
    levels: tuple[str, ...]
    areas: tuple[MovedArea, ...]
    transitions: tuple[tuple[int, ...], ...]
    judges: tuple[tuple[str, int], ...]
    once: int
    schools: int
    schools_rose: int
    schools_fell: int
    chance: float
    cells: tuple[MovedCell, ...]
    least: int

    @property
    def rose(self) -> int:
        """Ratings that rose."""
        return sum(one.rose for one in self.areas)

    @property
    def stayed(self) -> int:
        """Ratings that stayed."""
        return sum(one.stayed for one in self.areas)

    @property
    def fell(self) -> int:
        """Ratings that fell."""
        return sum(one.fell for one in self.areas)

    @property
    def ratings(self) -> int:
        """Areas of schools judged twice."""
        return self.rose + self.stayed + self.fell
