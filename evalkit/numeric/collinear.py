"""Columns that say nothing new: the same for every row, or said already by columns before them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

# Of a column's spread, the part that the columns before it leave: below this it is rounding.
LEFT = 1e-8
# A column whose spread is below this share of its size cannot be told from the constant by least squares.
STEADY = 1e-10
# Shares of a column that are no rounding, where several together say it.
SHARE = 1e-6


@dataclass(frozen=True, slots=True)
class Said:
    """A column that says nothing new.

    Attributes
    ----------
    column : int
        Its place.
    by : tuple of int
        Places of the columns that say it together; empty where it does not vary.
    """

    column: int
    by: tuple[int, ...]


def said_already(columns: Floats) -> tuple[Said, ...]:
    """Return the columns that those before them say already, a constant always among them.

    Parameters
    ----------
    columns : (n, k) float array
        Finite numbers, without the constant.
    """
    if not len(columns):
        return ()
    scaled = columns - columns.mean(axis=0)
    spread = np.sqrt((scaled**2).mean(axis=0))
    steady = (np.ptp(columns, axis=0) == 0) | (spread <= STEADY * np.abs(columns).max(axis=0))
    scaled = scaled / np.where(steady, 1.0, spread)
    kept: list[int] = []
    found: list[Said] = []
    for place in range(columns.shape[1]):
        if steady[place]:
            found.append(Said(place, ()))
            continue
        shares = np.linalg.lstsq(scaled[:, kept], scaled[:, place], rcond=None)[0] if kept else np.empty(0)
        left = scaled[:, place] - scaled[:, kept] @ shares
        if np.sqrt((left**2).mean()) > LEFT:
            kept.append(place)
        else:
            by = tuple(other for other, share in zip(kept, shares, strict=True) if abs(share) > SHARE)
            found.append(Said(place, by))
    return tuple(found)
