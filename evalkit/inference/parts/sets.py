"""Sets of schools inside one untreated area, in the place of a few schools of one area.

A set's estimate is a sum of gaps between schools and their donors, and its predicted variance a quadratic
form in the set's weights, so that hundreds of sets of an area cost a few matrix products.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations
from math import comb

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from evalkit.core.estimand import Weighting
from evalkit.numeric.variance_pair import VariancePair
from evalkit.records.comparison import Assignment, OwnDonors

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

# All sets where there are no more than so many, else so many drawn.
SETS = 500


@dataclass(frozen=True, slots=True)
class AreaSets:
    """The sets of one area.

    Attributes
    ----------
    rows : (k, m) int array
        Rows of the pool, one set a line.
    estimate, predicted_sd, standardised : (k,) float arrays
        Of each set.
    """

    rows: Integers
    estimate: Floats
    predicted_sd: Floats
    standardised: Floats


@dataclass(frozen=True, slots=True)
class DrawnSets:
    """The sets of every area that has enough schools.

    Attributes
    ----------
    table : DataFrame
        One row per area: ``area``, ``area_name``, ``schools`` a set may hold, ``sets``, and the standardised
        estimate of its ``middle`` set.
    areas : tuple of AreaSets
        In the order of the table.
    dropped : tuple of str
        Names of areas with enough schools, too few of which have donors.
    """

    table: pd.DataFrame
    areas: tuple[AreaSets, ...]
    dropped: tuple[str, ...]

    def standardised(self) -> tuple[Floats, ...]:
        """Return the standardised estimates, area by area."""
        return tuple(area.standardised for area in self.areas)


def placebo_sets_of(
    assignment: Assignment,
    pair: VariancePair,
    size: int,
    weighting: Weighting,
    stream_of: Callable[[str], np.random.Generator],
) -> DrawnSets:
    """Let sets of schools of every untreated area take the programme's place.

    Parameters
    ----------
    assignment : Assignment
        An additive one: each school keeps its own donors.
    pair : VariancePair
        Of the contrast.
    size : int
        Schools in a set.
    weighting : {"schools", "pupils"}
        Whether the schools of a set count once or by their pupils.
    stream_of : callable
        Random numbers of an area, by its code.
    """
    pool, usable = assignment.pool, assignment.usable()
    rows, areas, dropped = [], [], []
    for number, (code, name) in enumerate(zip(pool.area_codes, pool.area_names, strict=True)):
        members = np.flatnonzero(pool.eligible & (pool.area == number))
        # To draw a set anew until every school in it has donors is to draw from those that have.
        feasible = members[usable[members]]
        if len(members) < size:
            continue
        if len(feasible) < size:
            dropped.append(name)
            continue
        chosen = _subsets(len(feasible), size, stream_of(code))
        area = judged_sets(assignment, pair, feasible, chosen, weighting)
        areas.append(area)
        rows.append(
            {
                "area": code,
                "area_name": name,
                "schools": len(feasible),
                "sets": len(chosen),
                "middle": float(np.median(area.standardised)),
            }
        )
    table = pd.DataFrame(rows, columns=["area", "area_name", "schools", "sets", "middle"])
    return DrawnSets(table, tuple(areas), tuple(dropped))


def _subsets(number: int, size: int, rng: np.random.Generator) -> Integers:
    if comb(number, size) <= SETS:
        return np.array(list(combinations(range(number), size)), dtype=np.int64)
    drawn = np.argsort(rng.random((SETS, number)), axis=1)[:, :size]
    return np.sort(drawn, axis=1).astype(np.int64)


def judged_sets(
    assignment: Assignment, pair: VariancePair, members: Integers, chosen: Integers, weighting: Weighting
) -> AreaSets:
    """Return the estimate and the predicted SD of sets of an area's schools.

    Parameters
    ----------
    assignment, pair, weighting
        As of `placebo_sets_of`.
    members : (n,) int array
        Rows of the pool that a set may hold.
    chosen : (k, m) int array
        Places among ``members``, one set a line.
    """
    pool, own = assignment.pool, assignment.donors_of_each(members)
    gap = pool.change[members] - (own.share * pool.change[own.donor]).sum(axis=1)
    share = np.ones(len(members)) if weighting == "schools" else pool.pupils[members]
    picked = share[chosen]
    weight = np.zeros((len(chosen), len(members)))
    np.put_along_axis(weight, chosen, picked / picked.sum(axis=1, keepdims=True), axis=1)
    area_squares = 1.0 + _squares(weight, _overlap(own, pool.area[own.donor]))
    school_squares = (weight**2).sum(axis=1) + _squares(weight, _overlap(own, own.donor))
    sd = np.sqrt(pair.predicted(area_squares, school_squares))
    estimate = weight @ gap
    return AreaSets(members[chosen], estimate, sd, estimate / sd)


def _overlap(own: OwnDonors, labels: Integers) -> Floats:
    """Return, for each pair of schools, the sum over donors (or their areas) of the product of their shares."""
    known, place = np.unique(labels, return_inverse=True)
    held = np.zeros((len(labels), len(known)))
    np.add.at(held, (np.arange(len(labels))[:, None], place.reshape(labels.shape)), own.share)
    return held @ held.T


def _squares(weight: Floats, overlap: Floats) -> Floats:
    return np.asarray(((weight @ overlap) * weight).sum(axis=1))
