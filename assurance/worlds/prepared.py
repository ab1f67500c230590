"""From the arrays of an invented England to what the methods take, without a table of schools by year.

The strata, scale, donors, weights and every inference are the library's own; only reading and reshaping of tables
are left out, which would cost more than the method itself. A test shows that both ways agree to the last digits.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from unittest.mock import patch

import numpy as np
import pandas as pd

from assurance.worlds.simulated import CITY, CODES, EFFECT, KINDS, VOLUNTEERS, VOLUNTEERS_AREA, World
from evalkit.analysis import compare as comparing
from evalkit.core.errors import EvalkitError
from evalkit.core.estimand import Estimand
from evalkit.core.registry import Method
from evalkit.design.matched import Options
from evalkit.design.parts.facts import Facts
from evalkit.design.parts.options import VariableYear
from evalkit.design.parts.pool import FixedDonors, Limits, build_pool, estimate_of, with_replacement
from evalkit.design.parts.selection import chosen
from evalkit.inference import INFERENCES
from evalkit.inference.parts.standing import if_chosen_low
from evalkit.records.analysis import Analysis, SelectionRule
from evalkit.records.comparison import Comparison, Contrast, Counts, Pool, Roles
from evalkit.records.estimate import Estimate, Inference, Refusal
from evalkit.records.standing import LessRise
from evalkit.tables.flow import Flow
from evalkit.tables.panel import Panel

BEFORE, AFTER = 2017, 2019
OUTCOME = "p8"
EXACT = ("area_type", "gender")
FACTS = tuple(VariableYear(name, BEFORE) for name in ("ks2", "disadvantaged", "eal", "pupils"))
ON_OUTCOME = (*FACTS, VariableYear(OUTCOME, BEFORE))
# The limits at which the design refuses are lifted here and counted instead: a refusal is an answer too.
LARGEST_SMD, EFFECTIVE_RATIO = 0.25, 2.0
LIFTED = {"minimum_effective_ratio": 0.0, "largest_smd": float("inf")}
FIRST_SCHOOL = 100001
ESTIMAND = Estimand(OUTCOME, "all pupils", AFTER, (BEFORE,), label="progress over all subjects")
THRESHOLD = SelectionRule(OUTCOME, BEFORE, below=0.0)
RANK = SelectionRule(OUTCOME, BEFORE, lowest=VOLUNTEERS)


@dataclass(frozen=True, slots=True)
class Prepared:
    """One draw, ready for its inferences.

    Attributes
    ----------
    analysis : Analysis
        Its design hands over the comparison as it is.
    estimate : Estimate
        From the pool.
    pool : Pool
        Matching fixed once.
    weights : Contrast
        Of the programme.
    """

    analysis: Analysis
    estimate: Estimate
    pool: Pool
    weights: Contrast


class HandedOver:
    """A registry whose every design hands over the comparison given as its options."""

    def get(self, _: str) -> Method:
        """Return that design."""
        return Method("The comparison as it is", run=lambda _, comparison: comparison)


def facts_of(
    world: World, treated: np.ndarray, nearest: tuple[VariableYear, ...], selection: SelectionRule | None, home: int
) -> Facts:
    """Return one row per school as the programme's path gathers it, from arrays.

    Parameters
    ----------
    world : World
        The invented England.
    treated : array of int
        Rows of the programme's schools.
    nearest : tuple of VariableYear
        Variables matched on.
    selection : SelectionRule or None
        Mirrored on schools elsewhere by the library's own rule.
    home : int
        Position of the programme's area.
    """
    is_treated = np.isin(np.arange(len(world.area)), treated)
    after = world.after + EFFECT * is_treated
    codes = CODES[world.area].astype(object)
    table = pd.DataFrame(
        {
            "area": codes,
            "area_name": codes,
            "area_type": KINDS[world.area],
            "gender": np.where(world.girls_only, "girls", "mixed"),
            "pupils": world.pupils,
            "change": after - world.before,
            f"outcome {BEFORE}": world.before,
            f"outcome {AFTER}": after,
            f"{OUTCOME} {BEFORE}": world.before,
            **{f"{item.variable} {BEFORE}": getattr(world, item.variable) for item in FACTS},
            "home": world.area == home,
            "treated": is_treated,
        },
        index=pd.Index(FIRST_SCHOOL + np.arange(len(world.area)), name="unit"),
    )
    others = table.index[world.area != home]
    asked = Analysis(
        _nothing(), ESTIMAND, frozenset(), frozenset(), selection=selection, design="as it is",
        estimator="difference_in_differences", inference=("placebo_areas",),
    )  # fmt: skip
    allowed, notes = chosen(asked, table, others)
    table["eligible"] = table.index.isin(allowed)
    frame = table[table["eligible"] | table["home"]]
    return Facts(frame, (), (), notes, table.loc[others].groupby("area").size())


def prepare(
    world: World,
    treated: np.ndarray,
    nearest: tuple[VariableYear, ...] = FACTS,
    selection: SelectionRule | None = None,
    *,
    seed: int = 0,
) -> Prepared | None:
    """Return one draw ready for its inferences; None where no school of the programme has comparison schools."""
    home = int(world.area[treated[0]])
    facts = facts_of(world, treated, nearest, selection, home)
    limits = Limits(5, None, **LIFTED)
    pool = with_replacement(build_pool(facts, EXACT, nearest, limits))
    weights = FixedDonors(pool).weights(np.flatnonzero(pool.treated), ESTIMAND.weighting)
    if len(weights.rows) == 0:
        return None
    pool = replace(pool, treated=weights.treated > 0)
    programme = frozenset(int(school) for school in FIRST_SCHOOL + treated)
    comparison = _comparison(facts, pool, weights)
    analysis = Analysis(
        data=_nothing(), estimand=ESTIMAND, treated=programme, programme=programme, selection=selection,
        design="as it is", design_options=comparison, seed=seed, question="recovery",
        estimator="difference_in_differences", inference=("placebo_areas",),
    )  # fmt: skip
    estimate = Estimate(
        estimand=ESTIMAND, outcome=ESTIMAND.label, unit=ESTIMAND.unit, estimator="difference_in_differences",
        design="matched", estimate=estimate_of(pool, weights), counts=comparison.counts,
    )  # fmt: skip
    return Prepared(analysis, estimate, pool, weights)


def infer(prepared: Prepared, name: str) -> Inference | None:
    """Return one registered inference with its default options, as the declared one; None where it refuses."""
    method = INFERENCES.get(name)
    analysis = prepared.analysis.change(inference=(name,))
    with patch.object(comparing, "DESIGNS", HandedOver()):
        try:
            found = method.run(analysis, prepared.estimate, _as_is(prepared), method.options())
        except EvalkitError:
            return None
    assert isinstance(found, Inference)
    return found


def if_picked(prepared: Prepared, conf_level: float) -> LessRise | Refusal | None:
    """Return the other answer of the library for an area of which nobody says how it was picked."""
    with patch.object(comparing, "DESIGNS", HandedOver()):
        return if_chosen_low(prepared.analysis, prepared.estimate, conf_level)


def city_rows(world: World) -> np.ndarray:
    """Return the rows of the city's schools, all of which take part."""
    return np.flatnonzero(world.area == CITY)


def volunteer_rows(world: World, selection: SelectionRule, rng: np.random.Generator) -> np.ndarray | None:
    """Return five volunteers among the schools that the rule allows; None where there are too few."""
    inside = np.flatnonzero(world.area == VOLUNTEERS_AREA)
    if selection.lowest is not None:
        return np.sort(inside[np.argsort(world.before[inside], kind="stable")[: selection.lowest]])
    allowed = inside[world.before[inside] < selection.below]
    return np.sort(rng.choice(allowed, VOLUNTEERS, replace=False)) if len(allowed) >= VOLUNTEERS else None


def refused(prepared: Prepared) -> bool:
    """Say whether the design would have refused the comparison for its balance or its few schools."""
    pool, weights = prepared.pool, prepared.weights
    spread = pool.covariates[pool.eligible].std(axis=0, ddof=1)
    gap = np.abs((weights.treated - weights.donor) @ pool.covariates)
    few = 1.0 / float((weights.donor**2).sum()) < EFFECTIVE_RATIO * len(weights.rows)
    return bool(few or (gap > LARGEST_SMD * spread).any())


def true_sd(world: World, prepared: Prepared) -> float:
    """Return the SD of the estimate that follows from the true variances."""
    rows = prepared.pool.unit - FIRST_SCHOOL
    treated, donor = prepared.weights.treated, prepared.weights.donor
    areas = sum(float((np.bincount(prepared.pool.area, side) ** 2).sum()) for side in (treated, donor))
    schools = float(world.school_variance[rows] @ (treated**2 + donor**2))
    return float(np.sqrt(world.area_variance * areas + schools))


def _comparison(facts: Facts, pool: Pool, weights: Contrast) -> Comparison:
    used = np.flatnonzero((weights.treated > 0) | (weights.donor > 0))
    outcome = facts.frame[[f"outcome {BEFORE}", f"outcome {AFTER}"]].to_numpy(dtype=float)[used]
    treated, donor = weights.treated > 0, weights.donor > 0
    frame = pd.DataFrame(
        {
            "unit": np.repeat(pool.unit[used], 2),
            "area": np.repeat(np.array(pool.area_codes, dtype=object)[pool.area[used]], 2),
            "stratum": np.repeat(pool.stratum[used], 2),
            "treated": np.repeat(treated[used], 2),
            "weight": np.repeat((weights.treated + weights.donor)[used], 2),
            "year": np.tile([BEFORE, AFTER], len(used)),
            "outcome": outcome.ravel(),
        }
    )
    counts = Counts(
        units_treated=int(treated.sum()), units_comparison=int(donor.sum()),
        pupils_treated=int(pool.pupils[treated].sum()), pupils_comparison=int(pool.pupils[donor].sum()),
        areas_treated=len(np.unique(pool.area[treated])), areas_comparison=len(np.unique(pool.area[donor])),
    )  # fmt: skip
    roles = Roles(area="area", period="year", stratum="stratum")
    return Comparison(frame, roles, "panel", ESTIMAND, counts, None, FixedDonors(pool), Flow())


def _as_is(prepared: Prepared) -> object:
    return lambda _: prepared.estimate


def _nothing() -> Panel:
    empty = pd.DataFrame({"unit": np.array([], dtype=np.int64), "year": np.array([], dtype=np.int64)})
    return Panel(empty, empty, (), (), Flow())


def matched_options(nearest: tuple[VariableYear, ...] = FACTS) -> Options:
    """Return the design's options that belong to `prepare`, for the programme's own path."""
    return Options(exact=EXACT, nearest=nearest, ratio=5, **LIFTED)
