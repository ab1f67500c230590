"""Gains that would have come by themselves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from evalkit.numeric.transience import Lag
from evalkit.records.shown.kind import Shown


@dataclass(frozen=True, slots=True)
class BaselineGain:
    """Gains relative to all eligible schools, counted from one baseline.

    Attributes
    ----------
    label : str
        The baseline in words.
    baseline : {"latest", "mean", "earliest"}
        Which it is.
    estimate : float
        What is left of the gain.
    naive, expected : float
        Gain of the schools studied, and gain of schools elsewhere.
    implied : float or None
        Gain that the variances imply; None where they are not known.
    """

    label: str
    baseline: str
    estimate: float
    naive: float
    expected: float
    implied: float | None


@dataclass(frozen=True, slots=True)
class YearLevel:
    """How far both sides lay from the mean of all eligible schools in one exam year.

    Attributes
    ----------
    year : int
        The exam year.
    programme, mirrored : float
        The programme's schools, and schools elsewhere that the same rule would have chosen.
    """

    year: int
    programme: float
    mirrored: float


@dataclass(frozen=True, slots=True)
class Swing:
    """How much of what sets schools apart in a year passes.

    Attributes
    ----------
    changes : int
        Changes between years that are known.
    transient_sd, drift_sd : float or None
        Noise of one year and drift a year, as standard deviations; None where not known.
    kept, passes : float or None
        Share of the swing kept, and share that has passed by the next year; None where not known.
    covariances : tuple of Lag
        Of changes some years apart.
    """

    changes: int
    transient_sd: float | None = None
    drift_sd: float | None = None
    kept: float | None = None
    passes: float | None = None
    covariances: tuple[Lag, ...] = ()


@dataclass(frozen=True, slots=True)
class GainsByBaseline(Shown):
    """Regression to the mean: gains that would have come by themselves, for each baseline.

    Attributes
    ----------
    rows : tuple of BaselineGain
        The latest year before the start first.
    levels : tuple of YearLevel
        In the order of years.
    schools, programme_schools, mirrored_schools : int
        All eligible schools, and the schools on both sides.
    swing : Swing
        What passes within a year.
    chosen_in : int or None
        Exam year whose results chose the schools; None where none did.
    """

    kind: ClassVar[str] = "gains_by_baseline"
    rows: tuple[BaselineGain, ...]
    levels: tuple[YearLevel, ...]
    schools: int
    programme_schools: int
    mirrored_schools: int
    swing: Swing
    chosen_in: int | None = None
