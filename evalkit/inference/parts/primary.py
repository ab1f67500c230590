"""Which inference to believe first, decided from the design alone, before any outcome is seen."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evalkit.core.errors import DesignError
from evalkit.inference import INFERENCES
from evalkit.inference.parts.clusters import FEWEST_DF, df_by_area
from evalkit.inference.parts.roles import AREA_CLUSTERS, AUTHORITIES, CLUSTERS, SETS, VARIANCES, WHOLE_AREAS
from evalkit.records.comparison import Assignment, Comparison, Pool

WHOLE_AREA = 0.75
FEWEST_PLACEBO_AREAS = 39
FEWEST_AREAS_FOR_VARIANCES = 10
MANY_AREAS = 10
# Whatever the rule may choose, and what it may set beside its choice.
CHOSEN_AMONG = (WHOLE_AREAS, SETS, AUTHORITIES, VARIANCES, CLUSTERS, AREA_CLUSTERS)

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


@dataclass(frozen=True, slots=True)
class Ways:
    """How certainty is judged in one question, settled before any outcome after the baseline is looked at.

    Attributes
    ----------
    names : tuple of str
        Registered inferences, the first to be believed first.
    declared : bool
        Whether the plan names them; else the design's own rule does.
    """

    names: tuple[str, ...]
    declared: bool


def candidates() -> tuple[str, ...]:
    """Return every inference that the rule may choose where a plan names none."""
    return tuple(INFERENCES.playing(role) for role in CHOSEN_AMONG)


def ways_by_rule(comparison: Comparison, min_schools: int) -> Ways:
    """Return the inferences of a question whose plan names none: the rule's choice, and what stands beside it.

    Beside it stand what else fits the design: placebos of one area, both variances, clusters of schools, and clusters
    of areas where there are several. A design that calls for none, with too few untreated areas, is refused.

    Parameters
    ----------
    comparison : Comparison
        No outcome of it is looked at.
    min_schools : int
        As of `primary_by_rule`.
    """
    choice = primary_by_rule(comparison, min_schools)
    if not choice.name:
        raise DesignError.one(
            where="how sure, chosen by the design",
            found=f"no way that the design's own rule would put first. {choice.reason}",
            allowed=f"a design with at least {FEWEST_AREAS_FOR_VARIANCES} untreated areas, or inferences that the "
            "question names itself",
            next="add tables of more areas, or name an inference in the question and say why under departs",
        )
    if comparison.estimand.level == "area":
        return Ways((choice.name,), declared=False)
    if _one_treated_area(comparison):
        # A single area makes no clusters that are areas; placebos tell their p, be the areas ever so few.
        beside = [_placebos_of_one_area(comparison), *(INFERENCES.playing(role) for role in (VARIANCES, CLUSTERS))]
    else:
        beside = [INFERENCES.playing(role) for role in (VARIANCES, CLUSTERS, AREA_CLUSTERS)]
    return Ways(tuple(dict.fromkeys((choice.name, *beside))), declared=False)


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


def _one_treated_area(comparison: Comparison) -> bool:
    pool = comparison.pool
    return pool is not None and len(np.unique(pool.area[pool.treated])) == 1


def _placebos_of_one_area(comparison: Comparison) -> str:
    """Return what stands in the place of a programme in one area: whole areas, or sets of as many schools."""
    assert comparison.assignment is not None
    whole = whole_area(comparison.assignment.pool) or not comparison.assignment.additive
    return INFERENCES.playing(WHOLE_AREAS if whole else SETS)


def whole_area(pool: Pool) -> bool:
    """Say whether so much of an area's eligible schools are studied that whole areas can stand in its place.

    Only schools that would count in any area are counted: others make no area of untreated schools larger.
    """
    return pool.countable(pool.treated) >= WHOLE_AREA * pool.countable(pool.home)


def _one_area(assignment: Assignment, min_schools: int) -> Choice:
    pool = assignment.pool
    treated, counted, home = int(pool.treated.sum()), pool.countable(pool.treated), pool.countable(pool.home)
    whole = whole_area(pool)
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
