"""How sure a figure of many rows is when rows of one school go together: each school left out once.

Estimates
    The standard error of any smooth statistic over schools, and an interval by Student's t with schools − 1 degrees.
Assumes
    Schools are independent of one another and much alike in size; the statistic is smooth in the rows (a mean, a
    kappa; never a median).
When it misleads
    With few schools, or where one holds most rows; near the end of its scale an interval may reach past it, and is
    cut there by whoever knows the scale.
Reference
    Efron and Stein (1981), Annals of Statistics 9; the delete-one-cluster jackknife (CV3) of MacKinnon, Nielsen and
    Webb (2023), Journal of Applied Econometrics 38, about the mean of the values left.
Checked against
    ``tests/unit/numeric/test_school_jackknife.py``: the textbook error of a mean; simulated truth in
    ``tests/recovery/test_review_intervals.py``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtrit


@dataclass(frozen=True, slots=True)
class SchoolInterval:
    """A figure with its interval by schools.

    Attributes
    ----------
    estimate : float
        Of all rows.
    std_error : float
        NaN where fewer than two schools, or leaving one out leaves nothing to compute.
    low, high : float
        Ends of the interval.
    schools : int
        On which it rests.
    """

    estimate: float
    std_error: float
    low: float
    high: float
    schools: int


def school_jackknife(
    statistic: Callable[[NDArray[np.bool_]], float], schools: NDArray[np.int64], level: float = 0.95
) -> SchoolInterval:
    """Return a statistic with its interval by schools.

    Parameters
    ----------
    statistic : callable
        Takes which rows to look at, as an (N,) bool array, and returns the figure.
    schools : (N,) int array
        School of each row.
    level : float
        Such as 0.95.
    """
    every = np.unique(schools)
    whole = statistic(np.ones(len(schools), dtype=bool))
    if len(every) < 2:
        return SchoolInterval(whole, np.nan, np.nan, np.nan, len(every))
    left = np.array([statistic(schools != school) for school in every])
    error = float(np.sqrt((len(every) - 1) / len(every) * ((left - left.mean()) ** 2).sum()))
    half = float(stdtrit(len(every) - 1, 0.5 + level / 2)) * error
    return SchoolInterval(whole, error, whole - half, whole + half, len(every))
