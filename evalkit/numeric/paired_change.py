"""How much the same people changed between two times, with an interval that knows their schools.

Estimates
    The mean of each person's second value less the first, and that mean in two kinds of standard deviations.
Assumes
    Schools vary independently, and were neither chosen for their answers nor left for them. The interval is that of a
    mean robust to schools (CR2) with Satterthwaite's degrees of freedom; below ten schools none is given.
When it misleads
    Nobody here went without the programme: a change over time is no difference that the programme made. People who
    answered twice may differ from those who did so once.
Reference
    Pustejovsky and Tipton (2018), equations 5 to 7 and 11; Lakens (2013), equations 6 and 10, for d_z and d_av.
Checked against
    ``tests/golden/test_paired_change.py``: sandwich in R, and the formula by hand; ``tests/recovery``: simulated truth.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evalkit.core.errors import EstimationError
from evalkit.numeric.cluster_robust import cluster_robust

Floats = NDArray[np.float64]
Labels = NDArray[np.generic]

FEWEST_SCHOOLS = 10


@dataclass(frozen=True, slots=True)
class PairedChange:
    """The change of those who answered twice.

    Attributes
    ----------
    people, schools : int
        Persons with both values, and their schools.
    mean : float
        Mean of second less first, in the unit of the values.
    sd_first, sd_second, sd_change : float
        Standard deviations of the first values, the second and the differences; NaN with one person.
    d_z : float
        Mean change over the SD of the changes: large where people change alike. NaN where the SD is nought.
    d_av : float
        Mean change over the mean of the SDs of both times: comparable with differences between groups.
    std_error, df : float
        Of the mean, robust to schools; NaN below ten schools.
    conf_low, conf_high : float
        Interval of the mean; NaN below ten schools.
    conf_level : float
        Such as 0.95.
    """

    people: int
    schools: int
    mean: float
    sd_first: float
    sd_second: float
    sd_change: float
    d_z: float
    d_av: float
    std_error: float
    df: float
    conf_low: float
    conf_high: float
    conf_level: float


def paired_change(first: Floats, second: Floats, school: Labels, *, conf_level: float = 0.95) -> PairedChange:
    """Return how much people changed; those without both values do not count.

    Parameters
    ----------
    first, second : (n,) float arrays
        Values of the same persons in the same order; NaN where not known.
    school : (n,) array
        School of each person.
    conf_level : float
        Of the interval.
    """
    both = np.isfinite(first) & np.isfinite(second)
    if not both.any():
        raise EstimationError.one(
            where="change of the same people",
            found="nobody with a value at both times",
            allowed="at least one person",
            next="ask for a code by which answers of both times can be matched",
        )
    before, after, schools = first[both], second[both], school[both]
    change = after - before
    alone = len(change) < 2
    sd_first, sd_second, sd_change = (np.nan if alone else float(part.std(ddof=1)) for part in (before, after, change))
    mean, count = float(change.mean()), len(np.unique(schools))
    error, df, low, high = _by_school(change, schools, conf_level) if count >= FEWEST_SCHOOLS else (np.nan,) * 4
    return PairedChange(
        people=len(change),
        schools=count,
        mean=mean,
        sd_first=sd_first,
        sd_second=sd_second,
        sd_change=sd_change,
        d_z=_over(mean, sd_change),
        d_av=_over(mean, (sd_first + sd_second) / 2),
        std_error=error,
        df=df,
        conf_low=low,
        conf_high=high,
        conf_level=conf_level,
    )


def _by_school(change: Floats, school: Labels, conf_level: float) -> tuple[float, float, float, float]:
    if float(np.ptp(change)) == 0.0:
        # Nobody differs from anybody: nothing here tells how sure the mean is.
        return (np.nan,) * 4
    fit = cluster_robust(change, np.ones((len(change), 1)), school)
    return float(fit.std_errors[0]), float(fit.df[0]), *fit.interval(0, conf_level)


def _over(mean: float, spread: float) -> float:
    return mean / spread if spread > 0 else np.nan
