"""A slope inside groups, with a standard error that allows for whatever the members of a group share."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

FEWEST_GROUPS = 10


@dataclass(frozen=True, slots=True)
class InsideSlope:
    """The slope of one number on another among members of the same group.

    Attributes
    ----------
    value, std_error : float
        In units of the one per unit of the other; the error is clustered by group, corrected for few groups.
    members, groups : int
        Groups of at least two, and their members.
    """

    value: float
    std_error: float
    members: int
    groups: int


def inside_slope(outcome: Floats, level: Floats, group: Integers) -> InsideSlope | None:
    """Return the least-squares slope with a constant for each group; None with fewer than ten groups to see it in.

    Parameters
    ----------
    outcome, level : (n,) arrays
        What changes, and with what; rows in which either is missing are left out.
    group : (n,) int array
        Whom each member belongs to.
    """
    known = np.isfinite(outcome) & np.isfinite(level)
    _, place, counts = np.unique(group[known], return_inverse=True, return_counts=True)
    several = counts[place] > 1
    groups = int((counts > 1).sum())
    if groups < FEWEST_GROUPS:
        return None
    far, moved = (_inside(values[known], place, counts) for values in (level, outcome))
    squares = float(far @ far)
    if squares <= 0.0:
        return None
    slope = float(far @ moved) / squares
    scores = np.bincount(place, far * (moved - slope * far))
    error = float(np.sqrt(groups / (groups - 1) * (scores @ scores))) / squares
    return InsideSlope(slope, error, int(several.sum()), groups)


def _inside(values: Floats, place: Integers, counts: Integers) -> Floats:
    return np.asarray(values - (np.bincount(place, values) / counts)[place])
