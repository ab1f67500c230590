"""Matched schools: exact strata, then the nearest schools elsewhere by Mahalanobis distance.

Estimates
    Nothing by itself: it chooses and weights comparison schools for the mean difference over the
    programme's schools (ATT).
Assumes
    Without the programme, its schools would have changed as the schools nearest to them on the
    variables matched on did.
When it misleads
    When the programme's schools differ from all others in something that drives change and is not
    matched on; when they were chosen on a bad year and the rule is not mirrored on donors; when few
    schools or areas carry the comparison. Matching a whole city on a noisy outcome year pulls donors
    that were low by luck, which biases the estimate downwards.
Reference
    Rubin (1980), Biometrics 36; Stuart (2010), Statistical Science 25.
Checked against
    ``tests/unit/design/test_matched.py`` (hand-worked cases) and
    ``tests/golden/test_matching.py`` (MatchIt's Mahalanobis matching in R).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from evalkit.core.errors import DesignError, Fault
from evalkit.core.quantity import EFFECTIVE, shown_beyond
from evalkit.core.registry import Method
from evalkit.core.years import academic_year
from evalkit.design.parts.balance import Side, balance
from evalkit.design.parts.facts import Facts, column, gather
from evalkit.design.parts.long_frame import counts_of, long_frame
from evalkit.design.parts.options import VariableYear, categories, figures
from evalkit.design.parts.pool import FixedDonors, Limits, build_pool, with_replacement
from evalkit.records.analysis import Analysis
from evalkit.records.comparison import Balance, Comparison, Contrast, Pool, Roles
from evalkit.tables.flow import Loss, Step

# Sums of equal weights miss a whole number in the last digits.
ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Options:
    """Options of matched schools.

    Attributes
    ----------
    exact : tuple of str
        Categories that must be the same, taken at the latest baseline year.
    nearest : tuple of VariableYear
        Numbers that enter the distance.
    also_show : tuple of VariableYear
        Numbers shown in the balance though not matched on.
    ratio : int
        Comparison schools for each school of the programme.
    caliper : float or None
        Largest Mahalanobis distance allowed; None for no limit.
    replacement : bool
        Whether one school may serve as comparison for several.
    minimum_effective_ratio : float
        Refuse when effective comparison schools are fewer than so many times the programme's schools.
    largest_smd : float
        Refuse when a variable matched on still differs by more than so many SDs.
    scale : {"all", "strata"}
        Whether the distance is scaled by the covariance over all eligible schools, or within strata.
    """

    exact: tuple[str, ...] = categories("must agree exactly")
    nearest: tuple[VariableYear, ...] = figures("matched on")
    also_show: tuple[VariableYear, ...] = figures("shown in the balance")
    ratio: int = 5
    caliper: float | None = None
    replacement: bool = True
    minimum_effective_ratio: float = 2.0
    largest_smd: float = 0.25
    scale: Literal["all", "strata"] = "all"


def matched(analysis: Analysis, options: Options) -> Comparison:
    """Return the programme's schools beside the schools most like them elsewhere."""
    facts = gather(analysis, options.exact, options.nearest, options.also_show)
    within = options.scale == "strata"
    limits = Limits(options.ratio, options.caliper, options.minimum_effective_ratio, options.largest_smd, within)
    pool = build_pool(facts, options.exact, options.nearest, limits)
    if options.replacement:
        pool = with_replacement(pool)
    chosen = np.flatnonzero(pool.treated)
    weights = FixedDonors(pool).weights(chosen, analysis.estimand.weighting)
    if len(weights.rows) == 0:
        raise _nobody(analysis, facts, options)
    shown = balance(facts.frame, weights.treated, weights.donor, _sides(analysis, options))
    _refuse_unfair(shown, len(weights.rows), options)
    return Comparison(
        frame=long_frame(analysis, pool, weights),
        roles=Roles(area="area", period="year", stratum="stratum"),
        shape="panel",
        estimand=analysis.estimand,
        counts=counts_of(pool, weights),
        balance=shown,
        assignment=FixedDonors(replace(pool, treated=weights.treated > 0)),
        unlike=facts.unlike,
        flow=analysis.panel().flow.then(_steps(facts, pool, chosen, weights)),
        caveats=_caveats(facts, shown, chosen, weights),
    )


METHOD = Method(
    summary="The nearest schools elsewhere by Mahalanobis distance, inside exact strata",
    run=matched,
    options=Options,
    shapes=("panel",),
    checked_against=(
        "tests/unit/design/test_matched.py::test_hand_worked_donors_weights_and_estimate",
        "tests/golden/test_matching.py::test_nearest_donors_agree_with_matchit",
    ),
    words="the nearest schools elsewhere matched",
    called="similar",
    default=True,
)


def _sides(analysis: Analysis, options: Options) -> tuple[Side, ...]:
    base = max(analysis.estimand.baseline)
    outcome = analysis.estimand.outcome
    matched_on = {(item.variable, item.year) for item in options.nearest}
    items = dict.fromkeys(
        (*((i.variable, i.year) for i in options.nearest), *((i.variable, i.year) for i in options.also_show))
    )
    sides = [
        _side(analysis, variable, year, column(VariableYear(variable, year)), (variable, year) in matched_on)
        for variable, year in items
    ]
    if (outcome, base) not in items:
        sides.append(_side(analysis, outcome, base, f"outcome {base}", False))
    return tuple(sides)


def _side(analysis: Analysis, variable: str, year: int, name: str, matched_on: bool) -> Side:
    label = f"{analysis.panel().variable(variable).label}, {academic_year(year)}"
    caution = ""
    if year > max(analysis.estimand.baseline):
        caution = "measured after the start; it moves slowly, but the programme could have moved it"
    elif variable == analysis.estimand.outcome and not matched_on:
        caution = "shown, not matched on: matching on a noisy year can bias"
    return Side(name, label, matched_on, caution)


def _refuse_unfair(shown: Balance, treated: int, options: Options) -> None:
    faults = []
    needed = options.minimum_effective_ratio * treated
    if shown.effective_units < needed - ROUNDING:
        faults.append(
            Fault(
                where="matched schools, minimum_effective_ratio",
                found=f"{EFFECTIVE.show(shown.effective_units)} effective comparison schools for {treated} schools",
                allowed=f"at least {needed:g}",
                next="widen the donor rules, use fewer exact categories, or lower the minimum with a reason",
            )
        )
    faults.extend(
        Fault(
            where=f"matched schools, {row.label}",
            found=f"still differs by {shown_beyond(row.smd_after, options.largest_smd)} SD after matching",
            allowed=f"at most {options.largest_smd:g} SD either way",
            next="add a caliper, raise the ratio's pool, or choose other variables; a wider limit needs a reason",
        )
        for row in shown.rows
        if row.matched_on and abs(row.smd_after) > options.largest_smd
    )
    if faults:
        raise DesignError(faults)


def _nobody(analysis: Analysis, facts: Facts, options: Options) -> DesignError:
    lost = "; ".join(f"{reason} ({count})" for step in facts.programme for reason, count in step.by_reason()) or "none"
    return DesignError(
        [
            Fault(
                where=f"question {analysis.question!r}, matched schools",
                found=f"no school of the programme has {options.ratio} comparison schools; lost before: {lost}",
                allowed="at least one school with its comparison schools",
                next="widen the donor rules or the caliper, use fewer exact categories, or check the school numbers",
            )
        ]
    )


def _steps(facts: Facts, pool: Pool, chosen: np.ndarray, weights: Contrast) -> tuple[Step, ...]:
    urns = facts.frame["urn"].to_numpy()
    lost = chosen[~np.isin(chosen, weights.rows)]
    alone = tuple(Loss(int(urns[row]), None, "too few similar schools within reach") for row in lost)
    unused = np.flatnonzero(pool.eligible & (weights.donor == 0))
    idle = tuple(
        Loss(int(urn), None, "not among the schools most like the programme's") for urn in urns[unused].tolist()
    )
    used = int((weights.donor > 0).sum())
    return (
        *facts.programme,
        Step("has similar schools elsewhere", "programme", "schools", len(chosen), len(weights.rows), alone),
        *facts.comparison,
        Step("is most like the programme's schools", "comparison", "schools", int(pool.eligible.sum()), used, idle),
    )


def _caveats(facts: Facts, shown: Balance, chosen: np.ndarray, weights: Contrast) -> tuple[str, ...]:
    said = list(facts.notes)
    if len(weights.rows) < len(chosen):
        said.append(
            "Schools without enough similar schools elsewhere were left out, which changes whom the estimate is about."
        )
    if any(row.matched_on and row.caution for row in shown.rows):
        said.append("Some variables matched on were measured after the start.")
    return tuple(said)
