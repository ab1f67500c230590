"""Which inference to believe first, decided from the design alone, before any outcome is seen."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from evalkit.records.comparison import Comparison, Pool

WHOLE_AREA = 0.75
FEWEST_PLACEBO_AREAS = 39
FEWEST_AREAS_FOR_VARIANCES = 10
MANY_AREAS = 10

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
        return Choice("", "The design has no pool of untreated areas, so no primary way of judging certainty follows from it.")
    counts = np.bincount(pool.area[pool.eligible], minlength=len(pool.area_codes))
    if int((counts > 0).sum()) < FEWEST_AREAS_FOR_VARIANCES:
        return Choice("", "There are too few untreated areas to learn how much areas move together, so the result is a description only.")
    treated_areas = len(np.unique(pool.area[pool.treated]))
    if treated_areas >= MANY_AREAS:
        return Choice("cluster_robust", "The programme worked in many areas, so areas are the clusters.")
    if treated_areas > 1:
        return Choice("variance_components", "The programme worked in several areas, but too few to stand as clusters.")
    return _one_area(pool, counts, min_schools)


def _one_area(pool: Pool, counts: np.ndarray, min_schools: int) -> Choice:
    treated = int(pool.treated.sum())
    whole = treated >= WHOLE_AREA * int(pool.home.sum())
    needed = min_schools if whole else treated
    if int((counts >= needed).sum()) < FEWEST_PLACEBO_AREAS:
        return Choice("variance_components", "The programme worked in one area, and too few untreated areas are large enough to stand in its place.")
    if whole:
        return Choice("placebo_areas", "The programme worked in nearly every school of one area, so the result is judged against whole untreated areas in its place.")
    return Choice("placebo_sets", "The programme worked in some schools of one area, so the result is judged against sets of as many schools inside one untreated area.")
