"""How sure a rank is: an interval for the place of one unit among many, each known with its own error.

Estimates
    The rank of one unit (1 is the highest value) and an interval for it.
Assumes
    Errors are independent, close to normal, and their standard deviations are known.
When it misleads
    When errors are shared by units, or their standard deviations leave out a source of error.
Reference
    Mogstad, Romano, Shaikh and Wilhelm (2024), Review of Economic Studies 91, marginal confidence sets.
Checked against
    ``tests/unit/numeric/test_ranks.py``: Dunnett's table for equal errors, two units by hand, simulated truth.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

DRAWS = 10_000
UNUSABLE = "ranks need at least two units, each with a value and a standard error above nought"


@dataclass(frozen=True, slots=True)
class RankInterval:
    """The place of one unit among several.

    Attributes
    ----------
    rank : int
        1 for the highest value; units alike share the better place.
    low, high : int
        The best and the worst place that the errors allow.
    units : int
        How many were ranked.
    critical : float
        How many standard errors a difference must exceed to count.
    """

    rank: int
    low: int
    high: int
    units: int
    critical: float


def rank_interval(
    values: NDArray[np.float64],
    std_errors: NDArray[np.float64],
    unit: int,
    level: float,
    rng: np.random.Generator,
) -> RankInterval:
    """Return the rank of one unit with an interval that holds its true rank with probability ``level``.

    Parameters
    ----------
    values : ndarray, shape (n,)
        Estimates of all units.
    std_errors : ndarray, shape (n,)
        Their standard errors, all above nought.
    unit : int
        Place of the unit in ``values``.
    level : float
        Such as 0.95.
    rng : Generator
        For the distribution of the largest standardised difference.

    Raises
    ------
    ValueError
        Fewer than two units, or a value or standard error that is not usable.
    """
    if len(values) < 2 or not np.isfinite(values).all() or not (std_errors > 0).all():
        raise ValueError(UNUSABLE)
    others = np.arange(len(values)) != unit
    apart = np.sqrt(std_errors[unit] ** 2 + std_errors[others] ** 2)
    own = rng.standard_normal((DRAWS, 1)) * std_errors[unit]
    theirs = rng.standard_normal((DRAWS, int(others.sum()))) * std_errors[others]
    critical = float(np.quantile(np.abs((own - theirs) / apart).max(axis=1), level))
    above = (values[others] - values[unit]) / apart
    return RankInterval(
        rank=1 + int((above > 0).sum()),
        low=1 + int((above > critical).sum()),
        high=len(values) - int((above < -critical).sum()),
        units=len(values),
        critical=critical,
    )
