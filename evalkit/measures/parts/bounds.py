"""What a hidden number could be: a number suppressed because few pupils are behind it has bounds, if wide ones.

Leaving hidden numbers out says nothing about them, and which are hidden depends on the pupils. Put at the ends
of what they could be, they show how far the answer could move. Nothing here tries to find a hidden number: the
figure of the other pupils, from which it could be worked out where only one of two groups is hidden, is not used.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from evalkit.tables.panel import Panel

HIDDEN = ("suppressed",)
# Published means have two decimals.
ROUNDING = 0.005


@dataclass(frozen=True, slots=True)
class Bounds:
    """Smallest and largest value of each hidden number.

    Attributes
    ----------
    hidden : (n,) bool array
        Rows of the panel's frame whose number its publisher hides.
    low, high : (n,) float array
        Ends of what it could be; NaN where the number is not hidden or nothing limits it.
    """

    hidden: NDArray[np.bool_]
    low: NDArray[np.float64]
    high: NDArray[np.float64]


def seen(panel: Panel, name: str, outside: Collection[int]) -> Bounds:
    """Return bounds that are the smallest and largest value of any school in the same year.

    Parameters
    ----------
    panel : Panel
        With the outcome.
    name : str
        The outcome.
    outside : collection of int
        Schools whose values are not looked at, because a programme may have moved them.
    """
    frame, hidden = panel.frame, hidden_rows(panel, name)
    known = frame.loc[~frame["unit"].isin(list(outside)), ["year", name]].groupby("year")[name]
    low, high = (frame["year"].map(ends).to_numpy(dtype=np.float64) for ends in (known.min(), known.max()))
    return _bounds(hidden, low, high)


def possible(
    panel: Panel,
    name: str,
    ends: tuple[float, float],
    narrowed: tuple[NDArray[np.float64], NDArray[np.float64]] | None = None,
) -> Bounds:
    """Return bounds that no value can leave: those of the outcome, narrowed where more is known of a school."""
    hidden = hidden_rows(panel, name)
    low, high = (np.full(len(panel.frame), end) for end in ends)
    if narrowed is not None:
        low, high = np.fmax(low, narrowed[0]), np.fmin(high, narrowed[1])
    return _bounds(hidden, low, high)


def group_range(
    whole: NDArray[np.float64],
    everyone: NDArray[np.float64],
    group: NDArray[np.float64],
    ends: tuple[float, float],
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the smallest and largest mean a group can have, given the mean of all pupils and both numbers.

    All other pupils are put at one end of what a pupil can have. The smaller the group, the less the mean of
    all pupils says about it: for a few pupils among a hundred it says nothing.

    Parameters
    ----------
    whole : array of float
        Mean of all pupils, with two decimals.
    everyone, group : array of float
        Pupils in all and in the group.
    ends : (float, float)
        Smallest and largest value of one pupil.
    """
    told = np.isfinite(whole) & (group > 0) & (everyone >= group)
    number = np.where(told, group, 1.0)
    rest = np.where(told, everyone, 1.0) - number
    total = np.where(told, whole, 0.0) * np.where(told, everyone, 1.0)
    slack = ROUNDING * np.where(told, everyone, 1.0)
    low = np.where(told, (total - slack - rest * ends[1]) / number, ends[0])
    high = np.where(told, (total + slack - rest * ends[0]) / number, ends[1])
    return np.clip(low, *ends), np.clip(high, *ends)


def at_the_ends(
    panel: Panel, name: str, bounds: Bounds, treated: Collection[int], contrast: Mapping[int, float]
) -> tuple[Panel, Panel]:
    """Return the panel with every hidden number where the difference is smallest, and where it is largest.

    The difference is that of the treated schools minus the others, of the sum over years of weight times value.
    So it is smallest where treated schools have low values in years of positive weight and others high ones, and
    the reverse in years of negative weight. Where weights of schools do not depend on the outcome, no other
    choice of hidden numbers gives a difference outside.

    Parameters
    ----------
    panel : Panel
        With the outcome.
    name : str
        The outcome.
    bounds : Bounds
        Of its hidden numbers.
    treated : collection of int
        Schools of the programme.
    contrast : mapping of int to float
        Weight of each year; years without one stay hidden.
    """
    frame = panel.frame
    side = np.where(frame["unit"].isin(list(treated)), 1.0, -1.0)
    sign = side * frame["year"].map(dict(contrast)).fillna(0.0).to_numpy(dtype=np.float64)
    filled = []
    for direction in (-1.0, 1.0):
        ends = np.where(direction * sign > 0, bounds.high, np.where(sign == 0, np.nan, bounds.low))
        values = frame[name].where(~bounds.hidden, pd.Series(ends, index=frame.index))
        filled.append(replace(panel, frame=frame.assign(**{name: values})))
    return filled[0], filled[1]


def hidden_rows(panel: Panel, name: str) -> NDArray[np.bool_]:
    """Return which rows of the panel lack a number because its publisher hides it."""
    listed = panel.reasons[(panel.reasons["variable"] == name) & panel.reasons["reason"].isin(HIDDEN)]
    keys = pd.MultiIndex.from_arrays([listed["unit"].astype("int64"), listed["year"].astype("int64")])
    rows = pd.MultiIndex.from_frame(panel.frame[["unit", "year"]].astype("int64"))
    return np.asarray(rows.isin(keys) & panel.frame[name].isna().to_numpy(), dtype=np.bool_)


def _bounds(hidden: NDArray[np.bool_], low: NDArray[np.float64], high: NDArray[np.float64]) -> Bounds:
    return Bounds(hidden, np.where(hidden, low, np.nan), np.where(hidden, high, np.nan))
