"""Sets of schools that all questions of a study share, so that several questions can be judged together.

The sets behind one question's own interval are its own: all there are, or as many as are drawn for it. To know how the
largest of several questions behaves, the questions must look at the same schools at once. So every school of an area
has one random number for each draw, from a stream of the school, whatever the question; a question takes the schools
with the smallest numbers among those it may use. Two questions with the same schools then have the same sets, one that
lacks a school has nearly the same, and the few schools of one lie among the many of another.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from evalkit.core.estimand import Weighting
from evalkit.inference.parts.sets import SETS, Floats, judged_sets
from evalkit.numeric.variance_pair import VariancePair
from evalkit.records.comparison import Assignment


def shared_sets_of(
    assignment: Assignment,
    pair: VariancePair,
    size: int,
    weighting: Weighting,
    stream_of: Callable[[int], np.random.Generator],
) -> tuple[Floats, ...]:
    """Return the standardised estimate of the set that each draw gives, one array for each area with enough schools.

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
        Random numbers of a school, by its number.
    """
    pool, usable, found = assignment.pool, assignment.usable(), []
    for area in range(len(pool.area_codes)):
        feasible = np.flatnonzero(pool.eligible & (pool.area == area) & usable)
        if len(feasible) >= size:
            numbers = np.array([stream_of(int(school)).random(SETS) for school in pool.unit[feasible]])
            chosen = np.sort(np.argsort(numbers, axis=0)[:size].T, axis=1).astype(np.int64)
            found.append(judged_sets(assignment, pair, feasible, chosen, weighting).standardised)
    return tuple(found)
