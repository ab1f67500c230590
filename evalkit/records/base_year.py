"""The year that a change is counted from, beside the years next to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class FromTwoYears:
    """The estimate counted from the mean of the base year and the year before it.

    Attributes
    ----------
    estimate, conf_low, conf_high : float
        In the unit of the estimate, with the primary inference's own interval; both ends are NaN where it gives none.
    """

    estimate: float
    conf_low: float
    conf_high: float


@dataclass(frozen=True, slots=True)
class BaseYear:
    """A base year that lies below, or above, both its neighbours: those studied relative to their comparison.

    Attributes
    ----------
    year, before, after : int
        Exam years: the base year, the one before it, and the next one shown.
    kind : {"dip", "peak"}
        Whether both neighbours lie above the base year or below it.
    before_estimate, before_low, before_high : float
        The year before minus the base year, relative to the comparison, with the primary inference's own interval.
    after_estimate, after_low, after_high : float
        The same of the year after.
    two_years : FromTwoYears or None
        None where it cannot be computed.
    refusal : str
        Why it cannot; empty otherwise.
    less_rise : bool
        Whether what areas that stood so change by themselves is taken off every difference, as a rule is declared.
    """

    year: int
    before: int
    after: int
    kind: Literal["dip", "peak"]
    before_estimate: float
    before_low: float
    before_high: float
    after_estimate: float
    after_low: float
    after_high: float
    two_years: FromTwoYears | None
    refusal: str = ""
    less_rise: bool = False
