"""Whether support of a school's own went where the review had found a need."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from evalkit.records.delivery.record import DeliveryRecord


@dataclass(frozen=True, slots=True)
class AreaNeeds:
    """Needs and support in one area.

    Attributes
    ----------
    area : str
        Empty for all areas together.
    met, unmet : int
        Schools with a need that got support in the area, and that did not.
    unasked, neither : int
        Schools without a need that got support in the area, and that did not.
    weeks : float
        Median weeks from the review to the first day of that support, over needs met; below 0 where it had begun
        before; NaN where none was met.
    """

    area: str
    met: int
    unmet: int
    unasked: int
    neither: int
    weeks: float

    @property
    def needs(self) -> int:
        """Needs found."""
        return self.met + self.unmet


@dataclass(frozen=True, slots=True)
class SupportFit:
    """Needs met against every other order of the schools' support.

    Attributes
    ----------
    schools : int
        Among which the rows of support are dealt out.
    expected : float
        Needs that would have been met on average.
    chance : float
        Share of orders that meet at least as many.
    draw_error : float
        Standard error of the chance from drawing; 0 where every order was looked at.
    orders : int
        How many were looked at.
    exact : bool
        Whether these are all.
    """

    schools: int
    expected: float
    chance: float
    draw_error: float
    orders: int
    exact: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BespokeSupport(DeliveryRecord):
    """Needs and support by area.

    Attributes
    ----------
    areas : tuple of AreaNeeds
        In the order of the table of reviews.
    overall : AreaNeeds
        All areas together.
    schools : int
        Schools that outsiders reviewed.
    weak : tuple of str
        Levels that count as a need.
    fit : SupportFit or None
        Over all schools: whether support went to the schools and the areas in need. None where there is no support, no
        need, or fewer than two schools.
    fit_among_supported : SupportFit or None
        Over the schools that got any support: whether it went to the areas in need, given who got it.
    unplaced : int
        Support of a bespoke strand, counted by school and activity, whose area is blank or none of the review's.
    """

    kind: ClassVar[str] = "bespoke"
    areas: tuple[AreaNeeds, ...]
    overall: AreaNeeds
    schools: int
    weak: tuple[str, ...]
    fit: SupportFit | None
    fit_among_supported: SupportFit | None
    unplaced: int
