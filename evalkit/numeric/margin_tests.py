"""Whether a difference of a margin fixed beforehand, or a larger one, is ruled out: two one-sided tests.

A placebo distribution need not centre on nought, so each side is asked with signed values: how often would a place
without the programme come out as low as this if the true rise were the whole margin, and as high if the true fall were?
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtr, stdtrit

# Level of each of the two tests.
ALPHA = 0.05
DIGITS = 12

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class MarginTests:
    """Both one-sided tests of a margin.

    Attributes
    ----------
    rise, fall : float
        p of a true rise of the margin or more, and of a true fall of the margin or more; 0 to 1.
    """

    rise: float
    fall: float


def by_placebos(estimate: float, predicted_sd: float, margin: float, sets: Sequence[Floats]) -> MarginTests:
    """Return both tests from standardised placebo estimates, each area counting as one.

    Estimates
        p of a rise of ``margin`` or more: (1 + number of areas with z <= (estimate - margin) / SD) / (1 + areas); of a
        fall: the same with z >= (estimate + margin) / SD. An area of several sets counts by their share.
    Assumes
        What the placebo interval assumes: the programme's place is like any of these but for the programme.
    When it misleads
        With few areas neither p can be small: below 19 areas nothing is ever ruled out. A margin read off the
        interval, or chosen after the estimate was seen, makes both p too small.
    Reference
        Schuirmann (1987), Journal of Pharmacokinetics and Biopharmaceutics 15; Lakens (2017), Social Psychological
        and Personality Science 8; the placebo distribution as in Conley and Taber (2011).
    Checked against
        ``tests/unit/numeric/test_margin_tests.py`` (by hand, brute force, simulated truth).

    Parameters
    ----------
    estimate, predicted_sd, margin : float
        In the unit of the outcome.
    sets : sequence of float arrays
        For each area, standardised estimates: one, or those of its sets.
    """
    low, high = (estimate - margin) / predicted_sd, (estimate + margin) / predicted_sd
    below = sum(float((inside <= low).mean()) for inside in sets)
    above = sum(float((inside >= high).mean()) for inside in sets)
    # Shares of sets are sums of fractions: the last bits must not decide what lies at the level.
    rise, fall = ((1.0 + beyond) / (1 + len(sets)) for beyond in (below, above))
    return MarginTests(round(rise, DIGITS), round(fall, DIGITS))


def by_t(estimate: float, std_error: float, margin: float, df: float) -> MarginTests:
    """Return both tests from t with these degrees of freedom.

    Parameters
    ----------
    estimate, std_error, margin : float
        In the unit of the outcome.
    df : float
        Degrees of freedom.
    """
    return MarginTests(
        float(stdtr(df, (estimate - margin) / std_error)), float(stdtr(df, -(estimate + margin) / std_error))
    )


def smallest_margin(predicted_sd: float, df: float) -> float:
    """Return the smallest margin that an estimate of exactly nought could rule out; every other estimate needs more.

    Parameters
    ----------
    predicted_sd : float
        Standard deviation predicted for the estimate, in the unit of the outcome.
    df : float
        Degrees of freedom with which it is known.
    """
    return float(stdtrit(df, 1.0 - ALPHA)) * predicted_sd
