"""Inference from placebos standardised by their own predicted standard deviation.

Ferman and Pinto (2019) show why raw placebo estimates mislead when groups differ in size; Conley and
Taber (2011) introduced inference from the distribution of untreated groups.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

FEWEST_PLACEBOS = 10
FEWEST_BEYOND = 2
# Levels that stand in where the one wanted needs more placebos than there are.
LEVELS = (0.95, 0.90, 0.80)
# Shares of sets are sums of fractions: what differs by less is equal.
TOLERANCE = 1e-9
DIGITS = 12


Floats = NDArray[np.float64]


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


def level_offered(placebos: int, wanted: float) -> float | None:
    """Return the highest usual level, at most the one wanted, that so few placebos can carry; None if there is none."""
    levels = (wanted, *(level for level in LEVELS if level < wanted))
    return next((level for level in levels if level_is_offered(placebos, level)), None)


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


def shares_beyond(own: float, sets: Sequence[Floats]) -> Floats:
    """Return, for each area, the share of its sets at least as far from nought as ``own``."""
    return np.array([float((np.abs(inside) >= abs(own)).mean()) for inside in sets])


def placebo_set_interval(
    estimate: float, predicted_sd: float, sets: Sequence[Floats], conf_level: float
) -> PlaceboInterval:
    """Return p-value and interval of an estimate among sets of schools, each area counting as one.

    Parameters
    ----------
    estimate, predicted_sd : float
        The programme's estimate and its own predicted standard deviation.
    sets : sequence of float arrays
        For each area, the standardised estimates of its sets.
    conf_level : float
        Such as 0.95; taken as the decimal fraction it is written as.
    """
    count = len(sets)
    sizes = np.abs(np.concatenate(list(sets)))
    weight = np.concatenate([np.full(len(inside), 1.0 / len(inside)) for inside in sets])
    critical = set_critical(sizes, weight, count, conf_level)
    beyond = float(shares_beyond(estimate / predicted_sd, sets).sum())
    return PlaceboInterval(
        p_value=round((1.0 + beyond) / (1 + count), DIGITS),
        critical=critical,
        conf_low=estimate - predicted_sd * critical,
        conf_high=estimate + predicted_sd * critical,
    )


def set_critical(sizes: Floats, weight: Floats, areas: int, conf_level: float) -> float:
    """Return the smallest size beyond which a test at this level rejects.

    Parameters
    ----------
    sizes : (R,) float array
        How far each draw lies from nought.
    weight : (R,) float array
        Part of its area that each draw stands for; those of an area sum to 1.
    areas : int
        How many areas they come from.
    conf_level : float
        Such as 0.95; taken as the decimal fraction it is written as.
    """
    order = np.argsort(sizes, kind="stable")
    ordered = sizes[order]
    from_here = np.append(np.cumsum(weight[order][::-1])[::-1], 0.0)
    above = from_here[np.searchsorted(ordered, ordered, side="right")]
    rejected = (1.0 + above) / (1 + areas) <= float(_alpha(conf_level)) + TOLERANCE
    return float(ordered[int(np.argmax(rejected))])


def weighted_quantiles(sets: Sequence[Floats], levels: Floats) -> Floats:
    """Return quantiles over all sets, each area counting as one."""
    values = np.concatenate(list(sets))
    weight = np.concatenate([np.full(len(inside), 1.0 / len(inside)) for inside in sets])
    order = np.argsort(values, kind="stable")
    reached = np.cumsum(weight[order]) / len(sets)
    place = np.minimum(np.searchsorted(reached, levels - TOLERANCE), len(values) - 1)
    return np.asarray(values[order][place])


def _alpha(conf_level: float) -> Fraction:
    return 1 - Fraction(str(conf_level))
