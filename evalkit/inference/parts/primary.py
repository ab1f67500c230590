"""Which inference to believe first, decided from the design alone, before any outcome is seen."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evalkit.inference import INFERENCES
from evalkit.inference.parts.clusters import FEWEST_DF, df_by_area
from evalkit.inference.parts.roles import AREA_CLUSTERS, AUTHORITIES, SETS, VARIANCES, WHOLE_AREAS
from evalkit.records.comparison import Assignment, Comparison, Pool

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
    if comparison.assignment is None:
        return Choice("", NO_POOL)
    pool = comparison.assignment.pool
    behind = len(np.unique(pool.area[pool.eligible]))
    if behind < FEWEST_AREAS_FOR_VARIANCES:
        return Choice(
            "",
            f"There are {behind} untreated areas, too few to learn how much areas move together: this is a description "
            "only",
        )
    if comparison.estimand.level == "area":
        return _whole_authorities(pool, behind)
    areas = len(np.unique(pool.area[pool.treated]))
    if areas >= MANY_AREAS and df_by_area(comparison) >= FEWEST_DF:
        return _by(AREA_CLUSTERS, f"The schools studied lie in {areas} areas, enough for areas to be the clusters")
    if areas > 1:
        return _by(
            VARIANCES,
            f"The schools studied lie in {areas} areas, too few or too unequal to stand as clusters, and {behind} "
            "untreated areas show how much areas vary",
        )
    return _one_area(comparison.assignment, min_schools)


def _by(role: str, reason: str) -> Choice:
    return Choice(INFERENCES.playing(role), reason)


def _one_area(assignment: Assignment, min_schools: int) -> Choice:
    pool = assignment.pool
    treated, counted, home = int(pool.treated.sum()), pool.countable(pool.treated), pool.countable(pool.home)
    whole = counted >= WHOLE_AREA * home
    needed = min_schools if whole else treated
    enough = int((_usable(assignment) >= needed).sum())
    which = f"{counted} of the {home} eligible schools of one area are studied"
    if enough < FEWEST_PLACEBO_AREAS:
        return _by(
            VARIANCES,
            f"{which}, and of the untreated areas only {enough} have {needed} schools or more, too few to stand in its "
            "place",
        )
    if whole:
        return _by(
            WHOLE_AREAS,
            f"{which}, so whole untreated areas can stand in its place, and {enough} are large enough",
        )
    sets = (
        f"{which}, so sets of {treated} schools inside one untreated area can stand in their place, and {enough} areas "
        "are large enough"
    )
    if not assignment.additive:
        return _by(
            VARIANCES, f"{sets}; sets are too many to find donors anew for each, so both variances judge instead"
        )
    return _by(SETS, sets)


def _whole_authorities(pool: Pool, behind: int) -> Choice:
    treated = int(pool.treated.sum())
    if treated > 1 or behind < FEWEST_PLACEBO_AREAS:
        few = f"{treated} authorities are studied and {behind} untreated ones could stand in their place"
        return Choice("", f"{few}, too few for one to be judged by the others: this is a description only")
    return _by(
        AUTHORITIES,
        f"One whole authority is studied, so whole authorities can stand in its place, and there are {behind} "
        "untreated authorities",
    )


def _usable(assignment: Assignment) -> NDArray[np.int64]:
    """Return, for each area, its schools that could stand as treated."""
    pool = assignment.pool
    return np.bincount(pool.area[assignment.usable()], minlength=len(pool.area_codes))
