"""How something that schools do falls or grows from term to term, and whether it falls as planned.

Estimates
    The mean over schools of each school's own least-squares slope by term, of what was done, of what was planned, and
    of the first less the second.
Assumes
    Schools vary independently; each school's terms lie close to a straight line. The interval is t on the slopes of
    schools, with schools less one degrees of freedom; below three schools none is given.
When it misleads
    Where help stops at once a straight line tells little. A term without a row is not known, not nought. Schools that
    stopped writing down look as if they had only their early terms. A slope is no reason: help may fade for want of
    money.
Reference
    Two-stage analysis of summary measures: Matthews, Altman, Campbell and Royston (1990).
Checked against
    ``tests/golden/test_fading.py``: lm and t.test in R; ``tests/recovery``: simulated truth.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtrit

Floats = NDArray[np.float64]
Labels = NDArray[np.generic]

FEWEST_SCHOOLS = 3
FEWEST_TERMS = 3


@dataclass(frozen=True, slots=True)
class MeanSlope:
    """A slope by term, schools counting alike.

    Attributes
    ----------
    slope : float
        Mean over schools, in the unit of the amounts per term; NaN without a school.
    conf_low, conf_high : float
        Interval by t on the slopes of schools; NaN below three schools.
    conf_level : float
        Such as 0.95.
    schools : int
        Schools with a slope.
    falling : int
        Those whose own slope lies below nought.
    """

    slope: float
    conf_low: float
    conf_high: float
    conf_level: float
    schools: int
    falling: int


@dataclass(frozen=True, slots=True)
class Fading:
    """What was done beside what was planned.

    Attributes
    ----------
    actual, planned, beyond : MeanSlope
        Slopes of what was done, of what was planned, and of the first less the second in schools that have both:
        above nought it fell less than planned.
    """

    actual: MeanSlope
    planned: MeanSlope
    beyond: MeanSlope


def fading(actual: Floats, planned: Floats, term: Floats, school: Labels, *, conf_level: float = 0.95) -> Fading:
    """Return the slopes of what was done and of what was planned.

    Parameters
    ----------
    actual, planned : (n,) float arrays
        Amount of one school in one term, in any unit; NaN where not known.
    term : (n,) float array
        Number of the term, one more for each term.
    school : (n,) array
        School of each row.
    conf_level : float
        Of the intervals.
    """
    done, meant = school_slopes(actual, term, school), school_slopes(planned, term, school)
    # Both over the same terms, or a term of which only one is known would tilt their difference.
    beyond = school_slopes(actual - planned, term, school)
    return Fading(mean_slope(done, conf_level), mean_slope(meant, conf_level), mean_slope(beyond, conf_level))


def school_slopes(amount: Floats, term: Floats, school: Labels) -> Floats:
    """Return the least-squares slope of each school by term, in the order of their labels.

    Parameters
    ----------
    amount, term : (n,) float arrays
        Amounts, NaN where not known, and numbers of terms.
    school : (n,) array
        School of each row.

    Returns
    -------
    (G,) float array
        NaN where a school has fewer than three terms.
    """
    slopes = []
    for name in np.unique(school):
        own = (school == name) & np.isfinite(amount)
        if len(np.unique(term[own])) < FEWEST_TERMS:
            slopes.append(np.nan)
            continue
        apart = term[own] - term[own].mean()
        slopes.append(float(apart @ amount[own] / (apart @ apart)))
    return np.array(slopes)


def mean_slope(slopes: Floats, conf_level: float) -> MeanSlope:
    """Return the mean of the slopes that are known, with its interval by t; shape (G,)."""
    known = slopes[np.isfinite(slopes)]
    count = len(known)
    mean = float(known.mean()) if count else np.nan
    margin = np.nan
    if count >= FEWEST_SCHOOLS:
        margin = float(stdtrit(count - 1, 0.5 + conf_level / 2) * known.std(ddof=1) / np.sqrt(count))
    return MeanSlope(mean, mean - margin, mean + margin, conf_level, count, int((known < 0).sum()))
