"""The range of an inference at another level than the one shown, from the distribution that the inference rests on.

Estimates
    Both ends within which a smaller share of such ranges holds the true difference, such as 50 or 80 per cent.
Assumes
    What the inference itself assumes. Placebos: the same order statistics of their standardised sizes by which the
    interval shown was found. Standard error and degrees of freedom: Student's t. Where how an area stood is allowed
    for, its placebos are those of that answer, so the same rule serves both.
When it misleads
    When the inference does. A range is given only where its rule, at the level shown, gives back the interval shown:
    of a method whose interval comes from elsewhere nothing is said, instead of something that does not fit it.
Reference
    Conley and Taber (2011), Review of Economics and Statistics 93, for placebos; Schweder and Hjort (2016),
    Confidence, Likelihood, Probability, chapter 3, for intervals of all levels from one distribution.
Checked against
    ``tests/golden/test_ranges.py`` (R), ``tests/unit/inference/test_ranges.py`` (brute force) and
    ``tests/recovery/test_ranges.py`` (simulated truth).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import partial, singledispatch

import numpy as np
from scipy.special import ndtri, stdtrit

from evalkit.numeric.placebo import placebo_interval, set_critical
from evalkit.records.details import Detail, PlaceboAreas, PlaceboSets
from evalkit.records.estimate import Inference
from evalkit.records.standing import LessRise

# Beside the width shown: what sums in another order and twelve stored digits leave.
SAME_WIDTH = 1e-6

# From a level to how many standard errors the range reaches on either side.
Times = Callable[[float], float]


def range_at(sure: Inference | LessRise, level: float) -> tuple[float, float] | None:
    """Return both ends at a level no higher than the one shown; None where the inference does not give them away.

    Parameters
    ----------
    sure : Inference or LessRise
        A way of judging certainty, or the answer that allows for how an area stood.
    level : float
        Such as 0.5; at the level shown the ends are those shown.
    """
    if not math.isfinite(sure.conf_low) or not math.isfinite(sure.conf_high) or level > sure.conf_level:
        return None
    centre, shown = (sure.conf_low + sure.conf_high) / 2, (sure.conf_high - sure.conf_low) / 2
    for times in _rules(sure):
        if math.isclose(sure.std_error * times(sure.conf_level), shown, rel_tol=SAME_WIDTH):
            half = sure.std_error * times(level)
            return (centre - half, centre + half)
    return None


def _rules(sure: Inference | LessRise) -> list[Times]:
    """Return the rules that could have given the interval, those of placebos before t."""
    if isinstance(sure, LessRise):
        return [partial(_of_sizes, sure.areas["standardised"].to_numpy(dtype=float))] if len(sure.areas) else []
    found = [rule for detail in sure.details if (rule := _of(detail)) is not None]
    return found if math.isnan(sure.df) else [*found, partial(_of_t, sure.df)]


@singledispatch
def _of(detail: Detail) -> Times | None:
    """Return the rule of what an inference put in the programme's place; None for what puts nothing there."""
    return None


@_of.register
def _(detail: PlaceboAreas) -> Times | None:
    return partial(_of_sizes, detail.table["standardised"].to_numpy(dtype=float))


@_of.register
def _(detail: PlaceboSets) -> Times | None:
    if not detail.each:
        return None
    sizes = np.abs(np.concatenate(list(detail.each)))
    weight = np.concatenate([np.full(len(inside), 1.0 / len(inside)) for inside in detail.each])
    return partial(set_critical, sizes, weight, len(detail.each))


def _of_sizes(standardised: np.ndarray, level: float) -> float:
    return placebo_interval(0.0, 1.0, standardised, level).critical


def _of_t(df: float, level: float) -> float:
    # Infinitely many degrees of freedom are the normal distribution.
    return float(ndtri(0.5 + level / 2) if math.isinf(df) else stdtrit(df, 0.5 + level / 2))
