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
        distance = _distances(coordinates, area, rows, pool)
        if caliper is not None:
            distance[distance > caliper] = np.inf
        order = _smallest(distance, ratio)
        reached = np.isfinite(np.take_along_axis(distance, order, axis=1)).all(axis=1)
        donors[rows[reached]] = pool[order[reached]]
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


def _smallest(distance: Floats, number: int) -> Integers:
    """Return the columns of each row's smallest values, in order, ties by column."""
    last = np.partition(distance, number - 1, axis=1)[:, number - 1 : number]
    within = distance <= last
    tied = within.sum(axis=1) > number
    columns = np.empty((len(distance), number), dtype=np.int64)
    columns[~tied] = np.nonzero(within[~tied])[1].reshape(-1, number)
    columns[tied] = np.sort(np.argsort(distance[tied], axis=1, kind="stable")[:, :number], axis=1)
    values = np.take_along_axis(distance, columns, axis=1)
    return np.take_along_axis(columns, np.argsort(values, axis=1, kind="stable"), axis=1)


def _distances(coordinates: Floats, area: Integers, rows: Integers, pool: Integers) -> Floats:
    # Differences column by column, not a product of matrices: equal distances must come out equal on every
    # machine and with any number of threads, or ties would go to whichever rounding error is smaller.
    distance = np.zeros((len(rows), len(pool)))
    for one, other in zip(coordinates[rows].T, coordinates[pool].T, strict=True):
        gap = np.subtract.outer(one, other)
        gap *= gap
        distance += gap
    np.sqrt(distance, out=distance)
    np.round(distance, DISTANCE_DECIMALS, out=distance)
    distance[area[rows][:, None] == area[pool][None, :]] = np.inf
    return distance
