"""How far any number of raters agree on grades in order, some of them silent on some things.

Estimates
    Krippendorff's alpha with the ordinal metric: 1 less disagreement within things over disagreement among all
    ratings; 1 where all agree, 0 where ratings of one thing differ as any two ratings do, below it where more.
Assumes
    Raters stand for one another: who gave a rating plays no part. Things rated once tell nothing and are left out.
When it misleads
    When nearly all ratings are one grade, a single other one makes it fall to 0 or below; raters who talked to each
    other agree for that reason.
Reference
    Krippendorff (2004), Content Analysis, chapter 11; Hayes and Krippendorff (2007), Communication Methods and
    Measures 1.
Checked against
    ``tests/golden/test_agreement.py``: the packages krippendorff and irrCAC.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def ordinal_alpha(counts: Floats) -> float:
    """Return alpha; NaN where no thing was rated twice, or every rating that counts is one grade.

    Parameters
    ----------
    counts : (U, K) array
        How many raters gave each thing each grade, every declared grade in its order; a grade nobody gave changes
        nothing.
    """
    rated = counts.sum(axis=1)
    twice = counts[rated >= 2]
    raters = twice.sum(axis=1)
    of_grade = twice.sum(axis=0)
    whole = of_grade.sum()
    if whole == 0 or (of_grade > 0).sum() < 2:
        return float("nan")
    together = (twice / (raters - 1)[:, None]).T @ twice - np.diag((twice / (raters - 1)[:, None]).sum(axis=0))
    apart = _steps(of_grade) ** 2
    by_chance = np.outer(of_grade, of_grade) - np.diag(of_grade)
    return float(1 - (whole - 1) * (together * apart).sum() / (by_chance * apart).sum())


def _steps(of_grade: Floats) -> Floats:
    """Return how many ratings lie between each two grades, counting half of those at either end."""
    below = np.cumsum(of_grade) - of_grade / 2
    return np.asarray(np.abs(below[:, None] - below[None, :]), dtype=float)
