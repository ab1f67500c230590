"""Bringing one cohort's Progress 8 onto another's scale, by the spread of pupils or of schools.

Centring each year on its national mean makes Progress 8 comparable in level, not in unit: in 2016
points ran from 1 to 8, from 2017 from 1 to 9. The published limits of a school are its score
-/+ 1.96 national pupil SD / sqrt(pupils), so that SD can be read back from them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Z_95 = 1.96
LARGE_SCHOOL = 100
FEWEST_LIMITS = 20
FEWEST_SCHOOLS = 20


@dataclass(frozen=True, slots=True)
class Spread:
    """How widely one cohort's scores are spread.

    Attributes
    ----------
    limits : float
        National SD of pupils read back from published limits; NaN where there are too few.
    schools : float
        SD between schools; NaN where there are too few.
    """

    limits: float
    schools: float


@dataclass(frozen=True, slots=True)
class Rescaling:
    """A factor and where it comes from.

    Attributes
    ----------
    factor : float
        Numbers of the old year times this stand on the scale of the new one; NaN if unknown.
    source : str
        ``pupils`` or ``schools``: whose SDs the factor is the ratio of; empty if unknown.
    """

    factor: float
    source: str


def recovered_pupil_sd(
    low: NDArray[np.float64],
    high: NDArray[np.float64],
    pupils: NDArray[np.float64],
    *,
    at_least: float = LARGE_SCHOOL,
) -> float:
    """Return the national SD of pupil scores behind published limits, in the limits' unit.

    The median over schools with ``at_least`` pupils of (high - low) / 2 x sqrt(pupils) / 1.96.
    Limits are printed with two decimals; the median over many schools averages that rounding out.

    Parameters
    ----------
    low, high : array of float
        Published 95 % limits, one per school; NaN where not published.
    pupils : array of float
        Pupils in the measure.
    at_least : float
        Schools with fewer pupils are left out.

    Returns
    -------
    float
        NaN where no school qualifies.

    """
    used = np.isfinite(low) & np.isfinite(high) & np.isfinite(pupils) & (pupils >= at_least) & (high > low)
    if not used.any():
        return float("nan")
    return float(np.median((high[used] - low[used]) / 2.0 * np.sqrt(pupils[used]) / Z_95))


def spread(
    scores: NDArray[np.float64], low: NDArray[np.float64], high: NDArray[np.float64], pupils: NDArray[np.float64]
) -> Spread:
    """Return both spreads of one cohort, each only where it rests on enough schools."""
    known = scores[np.isfinite(scores)]
    large = np.isfinite(low) & np.isfinite(high) & (pupils >= LARGE_SCHOOL)
    return Spread(
        limits=recovered_pupil_sd(low, high, pupils) if large.sum() >= FEWEST_LIMITS else float("nan"),
        schools=float(np.std(known, ddof=1)) if len(known) >= FEWEST_SCHOOLS else float("nan"),
    )


def rescaling(old: Spread, new: Spread) -> Rescaling:
    """Return what brings the old cohort onto the new one's scale: by pupils if known, else by schools."""
    for source in ("limits", "schools"):
        before, after = getattr(old, source), getattr(new, source)
        if np.isfinite(before) and np.isfinite(after) and before > 0.0:
            return Rescaling(after / before, "pupils" if source == "limits" else "schools")
    return Rescaling(float("nan"), "")


def standardised(values: NDArray[np.float64], reference: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Return values minus the mean and over the SD of the reference rows; NaN stays NaN.

    The SD is that of the reference rows as a whole population (divisor n), so that they have mean 0
    and SD 1. All NaN where fewer than two reference rows are known or all are alike.
    """
    known = values[reference & np.isfinite(values)]
    if len(known) < 2 or np.ptp(known) == 0.0:
        return np.full(len(values), np.nan)
    return np.asarray((values - known.mean()) / known.std(), dtype=np.float64)


def ranked(values: NDArray[np.float64], reference: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Return each value's place among the reference rows, from 0 to 100; NaN stays NaN.

    The share of reference rows below it, ties counted half, in per cent: among four different values the
    lowest stands at 12.5 and the highest at 87.5. All NaN where fewer than two reference rows are known.
    """
    known = np.sort(values[reference & np.isfinite(values)])
    if len(known) < 2:
        return np.full(len(values), np.nan)
    below, upto = (np.searchsorted(known, values, side=side) for side in ("left", "right"))
    places = 50.0 * (below + upto) / len(known)
    return np.where(np.isfinite(values), places, np.nan)
