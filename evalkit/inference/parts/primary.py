"""Which inference to believe first, decided from the design alone, before any outcome is seen."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evalkit.records.comparison import Comparison, Pool

WHOLE_AREA = 0.75
FEWEST_PLACEBO_AREAS = 39
FEWEST_AREAS_FOR_VARIANCES = 10
MANY_AREAS = 10

NO_POOL = "The design has no pool of untreated areas, so no first way of judging certainty follows from it."
FEW_AREAS = "There are too few untreated areas to learn how much areas move together: this is a description only."
SEVERAL_AREAS = "The schools studied lie in several areas, but too few to stand as clusters."
FEW_PLACEBOS = (
    "The schools studied lie in one area, and too few untreated areas are large enough to stand in its place."
)
WHOLE = (
    "Nearly all schools of one area are studied, so the result is judged against whole untreated areas in its place."
)
SOME = (
    "Some schools of one area are studied, so the result is judged against sets of as many schools inside one "
    "untreated area."
)

COMING = {
    "placebo_sets": "sets of the same number of schools inside one area, chosen by the same rule",
    "variance_components": "a t statistic whose variance has an area part and a school part",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """The rule's choice.

    Attributes
    ----------
    name : str
        Inference to believe first; empty when none may be.
    reason : str
        Why, in one sentence.
    """

    name: str
    reason: str


def primary_by_rule(comparison: Comparison, min_schools: int) -> Choice:
    """Return which inference the design itself makes primary.

    Parameters
    ----------
    comparison : Comparison
        Its pool says which areas and schools there are; no outcome is looked at.
    min_schools : int
        Schools an untreated area needs to stand in the programme's place.
    """
    pool = comparison.pool
    if pool is None:
        return Choice("", NO_POOL)
    counts = np.bincount(pool.area[pool.eligible], minlength=len(pool.area_codes))
    if int((counts > 0).sum()) < FEWEST_AREAS_FOR_VARIANCES:
        return Choice("", FEW_AREAS)
    treated_areas = len(np.unique(pool.area[pool.treated]))
    if treated_areas >= MANY_AREAS:
        return Choice("cluster_robust", "The schools studied lie in many areas, so areas are the clusters.")
    if treated_areas > 1:
        return Choice("variance_components", SEVERAL_AREAS)
    return _one_area(pool, counts, min_schools)


def _one_area(pool: Pool, counts: NDArray[np.int64], min_schools: int) -> Choice:
    treated = int(pool.treated.sum())
    whole = treated >= WHOLE_AREA * int(pool.home.sum())
    needed = min_schools if whole else treated
    if int((counts >= needed).sum()) < FEWEST_PLACEBO_AREAS:
        return Choice("variance_components", FEW_PLACEBOS)
    return Choice("placebo_areas", WHOLE) if whole else Choice("placebo_sets", SOME)
