"""Descriptions without claims: what happened over the years, year by year contrasts, exposure."""

from __future__ import annotations

from dataclasses import dataclass

from evalkit.core.quantity import Unit
from evalkit.records.base_year import BaseYear


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """Mean outcome of one group in one year.

    Attributes
    ----------
    group : str
        ``programme`` or ``comparison``.
    year : int
        Exam cohort.
    mean : float
        Weighted mean over the units that have every year shown.
    conf_low, conf_high : float
        Interval of 95 per cent by t with one degree of freedom fewer than units, were all to weigh alike; describes
        spread, not the programme's effect.
    units : int
        Schools, or authorities, behind the mean.
    """

    group: str
    year: int
    mean: float
    conf_low: float
    conf_high: float
    units: int


@dataclass(frozen=True, slots=True)
class Trends:
    """What happened, on both sides.

    Attributes
    ----------
    outcome : str
        In words.
    unit : Unit
        Unit of the means.
    points : tuple of TrendPoint
        Programme first, by year.
    baseline : tuple of int
        Years before the start that the contrast uses.
    cohort : int
        Year of the primary contrast.
    notes : tuple of str
        Breaks and rules of the years shown.
    kind : str
        What a unit is: ``school`` or ``authority``.
    """

    outcome: str
    unit: Unit
    points: tuple[TrendPoint, ...]
    baseline: tuple[int, ...]
    cohort: int
    notes: tuple[str, ...] = ()
    kind: str = "school"


@dataclass(frozen=True, slots=True)
class EventPoint:
    """One year's contrast with the baseline.

    Attributes
    ----------
    year : int
        Exam cohort.
    estimate, conf_low, conf_high : float
        Difference-in-differences of that year against the baseline, with the primary inference's interval
        for that contrast; both ends are NaN where the inference refuses it.
    units : int
        Treated schools, or authorities, with all years needed.
    primary : bool
        Whether it is the contrast of the question.
    """

    year: int
    estimate: float
    conf_low: float
    conf_high: float
    units: int
    primary: bool


@dataclass(frozen=True, slots=True)
class EventStudy:
    """The estimate year by year; the baseline year is nought by construction. ``kind`` says what a unit is.

    ``base_year`` is there where the base year lies below or above both its neighbours.
    """

    outcome: str
    unit: Unit
    baseline: tuple[int, ...]
    points: tuple[EventPoint, ...]
    inference: str
    conf_level: float
    notes: tuple[str, ...] = ()
    kind: str = "school"
    base_year: BaseYear | None = None


@dataclass(frozen=True, slots=True)
class ExposureRow:
    """How much of Key Stage 4 teaching one exam cohort had after the start.

    Attributes
    ----------
    cohort : int
        Exam year.
    wave : str
        Schools that started together, in words.
    schools : int
        Schools of the wave.
    starts : str
        Date of the start, ISO.
    weeks : float
        Teaching weeks of Years 10 and 11 after the start.
    share : float
        The same as a share of all teaching weeks of Years 10 and 11, 0 to 1.
    """

    cohort: int
    wave: str
    schools: int
    starts: str
    weeks: float
    share: float


@dataclass(frozen=True, slots=True)
class Exposure:
    """Exposure of every exam cohort by wave."""

    rows: tuple[ExposureRow, ...]
    weeks_total: float


@dataclass(frozen=True, slots=True)
class Section:
    """A closing section, written by people, quoting findings by id in double braces.

    Attributes
    ----------
    title : str
        Heading in the story file.
    text : str
        Markdown below it.
    """

    title: str
    text: str
