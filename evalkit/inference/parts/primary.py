"""Which inference to believe first, decided from the design alone, before any outcome is seen."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evalkit.inference.parts.clusters import FEWEST_DF, df_by_area
from evalkit.records.comparison import Comparison, Pool

WHOLE_AREA = 0.75
FEWEST_PLACEBO_AREAS = 39
FEWEST_AREAS_FOR_VARIANCES = 10
MANY_AREAS = 10

NO_POOL = "The design has no pool of untreated areas, so no first way of judging certainty follows from it"


@dataclass(frozen=True, slots=True)
class Choice:
    """The rule's choice.

    Attributes
    ----------
    name : str
        Inference to believe first; empty when none may be.
    reason : str
        Why, in one sentence, with the counts it rests on.
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
    behind = len(np.unique(pool.area[pool.eligible]))
    if behind < FEWEST_AREAS_FOR_VARIANCES:
        return Choice(
            "",
            f"There are {behind} untreated areas, too few to learn how much areas move together: this is a description "
            "only",
        )
    areas = len(np.unique(pool.area[pool.treated]))
    if areas >= MANY_AREAS and df_by_area(comparison) >= FEWEST_DF:
        return Choice(
            "cluster_robust_by_area", f"The schools studied lie in {areas} areas, enough for areas to be the clusters"
        )
    if areas > 1:
        return Choice(
            "variance_components",
            f"The schools studied lie in {areas} areas, too few or too unequal to stand as clusters, and {behind} "
            "untreated areas show how much areas vary",
        )
    return _one_area(pool, min_schools)


def _one_area(pool: Pool, min_schools: int) -> Choice:
    treated, home = int(pool.treated.sum()), int(pool.home.sum())
    whole = treated >= WHOLE_AREA * home
    needed = min_schools if whole else treated
    enough = int((_feasible(pool) >= needed).sum())
    which = f"{treated} of the {home} eligible schools of one area are studied"
    if enough < FEWEST_PLACEBO_AREAS:
        return Choice(
            "variance_components",
            f"{which}, and of the untreated areas only {enough} have {needed} schools or more, too few to stand in its "
            "place",
        )
    if whole:
        return Choice(
            "placebo_areas",
            f"{which}, so whole untreated areas can stand in its place, and {enough} are large enough",
        )
    return Choice(
        "placebo_sets",
        f"{which}, so sets of {treated} schools inside one untreated area can stand in their place, and {enough} areas "
        "are large enough",
    )


def _feasible(pool: Pool) -> NDArray[np.int64]:
    """Return, for each area, its eligible schools that have donors."""
    usable = pool.eligible if pool.donors is None else pool.eligible & (pool.donors >= 0).all(axis=1)
    return np.bincount(pool.area[usable], minlength=len(pool.area_codes))
