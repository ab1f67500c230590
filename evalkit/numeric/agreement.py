"""How far two raters of the same things agree, on grades in a declared order.

Estimates
    Weighted kappa: agreement beyond what two raters with these shares of each grade would reach by chance, 1 where
    they agree on all. Its prevalence- and bias-adjusted form puts chance at equal use of every grade instead.
Assumes
    Grades have an order, which is declared with every grade, used or not; pairs are of one thing each. The standard
    error takes pairs as independent; pairs of one school are not, so the interval of a report is by schools.
When it misleads
    When almost everything gets one grade, kappa is low though raters agree (the adjusted form is not); linear and
    quadratic weights differ by how far apart two grades count; it says nothing of who is right.
Reference
    Cohen (1968), Psychological Bulletin 70; the large-sample error is that of Fleiss, Cohen and Everitt (1969),
    Psychological Bulletin 72, equation 9; Byrt, Bishop and Carlin (1993), Journal of Clinical Epidemiology 46, with
    weights after Brennan and Prediger (1981).
Checked against
    ``tests/golden/test_agreement.py``: psych, vcd and irrCAC; simulated truth in
    ``tests/recovery/test_review_intervals.py``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Codes = NDArray[np.int64]
Weighting = Literal["linear", "quadratic"]
WEIGHTINGS: tuple[Weighting, ...] = ("linear", "quadratic")


@dataclass(frozen=True, slots=True)
class PairAgreement:
    """Agreement of two raters.

    Attributes
    ----------
    kappa : float
        Weighted kappa, at most 1; NaN where both used one and the same grade throughout, or there is no pair.
    std_error : float
        Large-sample error of Fleiss, Cohen and Everitt, pairs taken as independent.
    adjusted : float
        The prevalence- and bias-adjusted form, with the same weights.
    observed : float
        Weighted share of agreement, from 0 to 1.
    """

    kappa: float
    std_error: float
    adjusted: float
    observed: float


def grade_table(first: Codes, second: Codes, grades: int) -> Floats:
    """Return how many pairs have each two grades.

    Parameters
    ----------
    first, second : (N,) int array
        Place of each grade in the declared order, from 0.
    grades : int
        How many grades there are, used or not.
    """
    return np.bincount(first * grades + second, minlength=grades**2).reshape(grades, grades).astype(float)


def pair_agreement(counts: Floats, weighting: Weighting) -> PairAgreement:
    """Return weighted kappa, its error and its adjusted form.

    Parameters
    ----------
    counts : (K, K) array
        Pairs by the grade of the first rater (rows) and of the second, every declared grade in order.
    weighting : {"linear", "quadratic"}
        Whether a difference counts by its steps or by their square.
    """
    pairs = counts.sum()
    if pairs == 0:
        return PairAgreement(np.nan, np.nan, np.nan, np.nan)
    shares, weights = counts / pairs, agreement_weights(len(counts), weighting)
    rows, columns = shares.sum(axis=1), shares.sum(axis=0)
    observed = float((weights * shares).sum())
    expected = float(rows @ weights @ columns)
    even = float(weights.mean())
    adjusted = (observed - even) / (1 - even)
    if np.isclose(expected, 1.0):
        return PairAgreement(np.nan, np.nan, adjusted, observed)
    # Mean weight that each grade of one rater would meet among the grades of the other.
    meets = (weights @ columns)[:, None] + (weights.T @ rows)[None, :]
    spread = (shares * (weights * (1 - expected) - meets * (1 - observed)) ** 2).sum()
    variance = (spread - (observed * expected - 2 * expected + observed) ** 2) / (pairs * (1 - expected) ** 4)
    kappa = (observed - expected) / (1 - expected)
    return PairAgreement(kappa, float(np.sqrt(max(variance, 0.0))), adjusted, observed)


def agreement_weights(grades: int, weighting: Weighting) -> Floats:
    """Return how much each two grades agree, 1 for the same and 0 for the ends of the scale, as a (K, K) array."""
    place = np.arange(grades)
    apart = np.abs(place[:, None] - place[None, :]) / (grades - 1)
    return np.asarray(1 - (apart if weighting == "linear" else apart**2), dtype=float)
