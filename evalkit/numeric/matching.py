"""Nearest schools by Mahalanobis distance inside exact strata, with every choice fixed once.

Rows must come in ascending order of the school's number: ties then go to the smaller number.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Flags = NDArray[np.bool_]

NEGLIGIBLE_EIGENVALUE = 1e-10
OUT_OF_REACH = 1e12
# Distances are in standard deviations; closer than this they count as equal.
DISTANCE_DECIMALS = 9
# Distances of so many pairs at a time stay in the processor's own memory.
PAIRS_AT_ONCE = 2**16


def whiten(covariates: Floats, members: Flags, strata: Integers | None = None) -> Floats:
    """Return coordinates in which Euclidean distance is the Mahalanobis distance.

    Parameters
    ----------
    covariates : (n, p) array
        Variables matched on, in their own units.
    members : (n,) bool array
        Rows whose covariance sets the scale.
    strata : (n,) int array or None
        Set, the covariance is that of deviations from the means of the members' own strata.

    Returns
    -------
    (n, r) array
        ``r`` is the rank: directions whose eigenvalue is below 1e-10 of the largest are left out.
    """
    if covariates.shape[1] == 0:
        return np.zeros((len(covariates), 0))
    centred = covariates - covariates[members].mean(axis=0)
    spread = centred[members]
    if strata is not None:
        spread = _from_their_means(spread, strata[members])
    covariance = np.atleast_2d(np.cov(spread, rowvar=False))
    values, vectors = np.linalg.eigh(covariance)
    kept = values > NEGLIGIBLE_EIGENVALUE * values[-1]
    return np.asarray(centred @ (vectors[:, kept] / np.sqrt(values[kept])))


def nearest_donors(
    coordinates: Floats, stratum: Integers, area: Integers, eligible: Flags, *, ratio: int, caliper: float | None
) -> Integers:
    """Return each row's nearest eligible rows of its stratum outside its own area.

    Parameters
    ----------
    coordinates : (n, r) array
        From `whiten`.
    stratum, area : (n,) int arrays
        Exact stratum and area of each row.
    eligible : (n,) bool array
        Rows that may be donors.
    ratio : int
        Donors wanted for each row.
    caliper : float or None
        Largest Mahalanobis distance allowed.

    Returns
    -------
    (n, ratio) int array
        Row numbers, nearest first; a row of -1 where fewer than ``ratio`` donors are within reach.
    """
    donors = np.full((len(coordinates), ratio), -1, dtype=np.int64)
    for level in np.unique(stratum):
        rows = np.flatnonzero(stratum == level)
        pool = np.flatnonzero((stratum == level) & eligible)
        if len(pool) < ratio:
            continue
        for some in np.array_split(rows, max(1, len(rows) * len(pool) // PAIRS_AT_ONCE)):
            distance, order = _nearest(_squares(coordinates, area, some, pool), ratio)
            reached = distance <= (np.finfo(float).max if caliper is None else caliper)
            donors[some[reached]] = pool[order[reached]]
    return donors


def assign_without_replacement(
    coordinates: Floats,
    stratum: Integers,
    area: Integers,
    eligible: Flags,
    rows: Integers,
    *,
    ratio: int,
    caliper: float | None,
) -> Integers:
    """Return donors for ``rows`` such that no donor serves twice and the total distance is least.

    Parameters are those of `nearest_donors`; ``rows`` are the rows that need donors. Rows that cannot
    have ``ratio`` donors of their own get -1.

    Returns
    -------
    (len(rows), ratio) int array
    """
    donors = np.full((len(rows), ratio), -1, dtype=np.int64)
    for level in np.unique(stratum[rows]):
        wanted = np.flatnonzero(stratum[rows] == level)
        pool = np.flatnonzero((stratum == level) & eligible)
        distance = _distances(coordinates, area, rows[wanted], pool)
        if caliper is not None:
            distance[distance > caliper] = np.inf
        cost = np.repeat(np.where(np.isfinite(distance), distance, OUT_OF_REACH), ratio, axis=0)
        slot, chosen = linear_sum_assignment(cost)
        taken = np.full(len(cost), -1, dtype=np.int64)
        taken[slot] = np.where(cost[slot, chosen] < OUT_OF_REACH, pool[chosen], -1)
        mine = np.sort(taken.reshape(len(wanted), ratio), axis=1)
        mine[(mine < 0).any(axis=1)] = -1
        donors[wanted] = mine
    return donors


def _from_their_means(values: Floats, strata: Integers) -> Floats:
    """Return deviations from the mean of each stratum, scaled so that np.cov divides by n minus the strata."""
    levels, position = np.unique(strata, return_inverse=True)
    sums = np.zeros((len(levels), values.shape[1]))
    np.add.at(sums, position, values)
    means = sums / np.bincount(position)[:, None]
    free = max(len(values) - len(levels), 1)
    return np.asarray((values - means[position]) * np.sqrt((len(values) - 1) / free))


def _nearest(squares: Floats, number: int) -> tuple[Floats, Integers]:
    """Return each row's distance to the last of its nearest columns, and those in order, ties by column."""
    last = np.partition(squares, number - 1, axis=1)[:, number - 1]
    # Whatever may be equal to the last once rounded comes along; the few that do are ordered exactly.
    reach = (np.sqrt(last) + 10 * 0.1**DISTANCE_DECIMALS) ** 2
    row, column = np.nonzero(squares <= reach[:, None])
    distance = _rounded(squares[row, column])
    order = np.lexsort((column, distance, row))
    first = np.searchsorted(row, np.arange(len(squares)))[:, None] + np.arange(number)
    chosen = order[first]
    return distance[chosen[:, -1]], column[chosen]


def _distances(coordinates: Floats, area: Integers, rows: Integers, pool: Integers) -> Floats:
    return _rounded(_squares(coordinates, area, rows, pool))


def _rounded(squares: Floats) -> Floats:
    return np.asarray(np.round(np.sqrt(squares), DISTANCE_DECIMALS), dtype=np.float64)


def _squares(coordinates: Floats, area: Integers, rows: Integers, pool: Integers) -> Floats:
    """Return squared distances of rows to the pool, endless inside one area."""
    # Differences column by column, not a product of matrices: equal distances must come out equal on every
    # machine and with any number of threads, or ties would go to whichever rounding error is smaller.
    squares = np.zeros((len(rows), len(pool)))
    gap = np.empty_like(squares)
    for one, other in zip(coordinates[rows].T, coordinates[pool].T, strict=True):
        np.subtract.outer(one, other, out=gap)
        gap *= gap
        squares += gap
    squares[area[rows][:, None] == area[pool][None, :]] = np.inf
    return squares
