"""Two prints of one figure: how many decimals a table prints, and whether a finer figure rounds to a coarser one."""

from __future__ import annotations

import numpy as np

# No table prints more; what looks like more was worked out.
MOST_DECIMALS = 6
_NOISE = 1e-6


def decimals_of(values: np.ndarray) -> int:
    """Return how many decimals a table prints: the most that any of its figures has.

    Parameters
    ----------
    values : ndarray of float
        Figures of one column; NaN where there is none.

    Examples
    --------
    >>> decimals_of(np.array([63.0, 55.4, np.nan])), decimals_of(np.array([63.0, 55.0])), decimals_of(np.array([1 / 3]))
    (1, 0, 6)
    """
    known = values[~np.isnan(values)]
    for decimals in range(MOST_DECIMALS):
        scaled = known * 10.0**decimals
        if (np.abs(scaled - np.round(scaled)) < _NOISE * np.maximum(1.0, np.abs(scaled))).all():
            return decimals
    return MOST_DECIMALS


def widest_gap(decimals: int) -> float:
    """Return how far a figure may lie from the same figure rounded to so many decimals; halves go either way."""
    return float(0.5 * 10.0**-decimals + 1e-9)
