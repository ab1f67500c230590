"""Inference from placebos standardised by their own predicted standard deviation.

Ferman and Pinto (2019) show why raw placebo estimates mislead when groups differ in size; Conley and
Taber (2011) introduced inference from the distribution of untreated groups.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

FEWEST_PLACEBOS = 10
FEWEST_BEYOND = 2


@dataclass(frozen=True, slots=True)
class PlaceboInterval:
    """The exact inversion of a placebo test.

    Attributes
    ----------
    p_value : float
        (1 + number of placebos at least as extreme) / (1 + number of placebos).
    critical : float
        Standardised value beyond which the test rejects.
    conf_low, conf_high : float
        Interval on the estimate's scale.
    """

    p_value: float
    critical: float
    conf_low: float
    conf_high: float


def level_is_offered(placebos: int, conf_level: float) -> bool:
    """Say whether so few placebos can carry an interval at this level."""
    return placebos >= FEWEST_PLACEBOS and _alpha(conf_level) * (placebos + 1) >= FEWEST_BEYOND


def placebo_interval(
    estimate: float, predicted_sd: float, standardised: NDArray[np.float64], conf_level: float
) -> PlaceboInterval:
    """Return p-value and interval of an estimate among standardised placebo estimates.

    Parameters
    ----------
    estimate, predicted_sd : float
        The programme's estimate and its own predicted standard deviation.
    standardised : (A,) array
        Placebo estimates over their own predicted standard deviations.
    conf_level : float
        Such as 0.95; taken as the decimal fraction it is written as.
    """
    sizes = np.sort(np.abs(standardised))
    count = len(sizes)
    own = abs(estimate / predicted_sd)
    beyond = int((sizes >= own).sum())
    rank = count + 1 - int(_alpha(conf_level) * (count + 1))
    critical = float(sizes[rank - 1])
    return PlaceboInterval(
        p_value=(1 + beyond) / (1 + count),
        critical=critical,
        conf_low=estimate - predicted_sd * critical,
        conf_high=estimate + predicted_sd * critical,
    )


def _alpha(conf_level: float) -> Fraction:
    return 1 - Fraction(str(conf_level))
