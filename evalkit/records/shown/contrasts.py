"""Contrasts of other years, other outcomes and other schools, each with its interval."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from evalkit.records.shown.kind import Shown


@dataclass(frozen=True, slots=True)
class YearContrast:
    """A contrast between two years before the start.

    Attributes
    ----------
    label : str
        The contrast in words.
    outcome, series : str
        Its outcome, by registered name and in words.
    before, cohort : int
        Exam years in which it begins and ends.
    unit : str
        Unit of its numbers.
    decimals : int
        Decimals they deserve.
    estimate, conf_low, conf_high : float
        In that unit; an end that is not known is NaN.
    schools : int or None
        Schools of the programme behind it.
    less_fair : bool
        Whether its comparison is less fair than the plan allows, the design's limits lifted for it.
    """

    label: str
    outcome: str
    series: str
    before: int
    cohort: int
    unit: str
    decimals: int
    estimate: float
    conf_low: float
    conf_high: float
    schools: int | None = None
    less_fair: bool = False


@dataclass(frozen=True, slots=True)
class YearContrasts(Shown):
    """Contrasts between years before the start, of one outcome or several.

    Attributes
    ----------
    rows : tuple of YearContrast
        Outcome by outcome, the earliest year first.
    """

    kind: ClassVar[str] = "year_contrasts"
    rows: tuple[YearContrast, ...]


@dataclass(frozen=True, slots=True)
class OutcomeShift:
    """The same comparison of another outcome, in that outcome's unit.

    Attributes
    ----------
    label, outcome : str
        The outcome in words, and by name.
    unit : str
        Unit of its numbers.
    decimals : int
        Decimals they deserve.
    estimate, conf_low, conf_high : float
        In that unit; an end that is not known is NaN.
    schools : int or None
        Schools of the programme behind it.
    less_fair : bool
        Whether its comparison is less fair than the plan allows, the design's limits lifted for it.
    """

    label: str
    outcome: str
    unit: str
    decimals: int
    estimate: float
    conf_low: float
    conf_high: float
    schools: int | None = None
    less_fair: bool = False


@dataclass(frozen=True, slots=True)
class OutcomeShifts(Shown):
    """Outcomes in units of their own beside each other.

    Attributes
    ----------
    rows : tuple of OutcomeShift
        In the order listed.
    outcomes : int
        How many were looked at.
    beyond_chance : int
        How many intervals leave out nought.
    """

    kind: ClassVar[str] = "outcome_shifts"
    rows: tuple[OutcomeShift, ...]
    outcomes: int
    beyond_chance: int


@dataclass(frozen=True, slots=True)
class TiedGroup:
    """The contrast of one group of schools, as if treated.

    Attributes
    ----------
    label, group : str
        The group in words, and its name.
    estimate, conf_low, conf_high : float
        In the unit of the outcome; an end that is not known is NaN.
    schools : int
        Schools in the group.
    declared : bool
        Whether they are the schools of the programme.
    less_fair : bool
        Whether its comparison is less fair than the plan allows, the design's limits lifted for it.
    """

    label: str
    group: str
    estimate: float
    conf_low: float
    conf_high: float
    schools: int
    declared: bool = False
    less_fair: bool = False


@dataclass(frozen=True, slots=True)
class TiedGroups(Shown):
    """The programme's schools, and groups that had to do with it.

    Attributes
    ----------
    rows : tuple of TiedGroup
        The programme's schools first.
    """

    kind: ClassVar[str] = "tied_groups"
    rows: tuple[TiedGroup, ...]
