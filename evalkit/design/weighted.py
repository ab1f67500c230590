"""Weighted schools: all schools elsewhere, weighted together to be like the programme's (entropy balancing).

Estimates
    Nothing by itself: it weights comparison schools so that their means equal those of the programme's schools,
    for the mean difference over the programme's schools (ATT).
Assumes
    Without the programme, its schools would have changed as schools elsewhere with the same means did. That is
    so where change depends on the numbers balanced in straight lines.
When it misleads
    When something that drives change is not balanced; when change depends on a number in a curve, or on two
    numbers together; when the programme's schools lie outside what other schools cover, so that a few carry the
    weight; when a whole city is balanced on a noisy year in which it stood low.
Reference
    Hainmueller (2012), Political Analysis 20; Zhao and Percival (2017), Journal of Causal Inference 5.
Checked against
    ``tests/golden/test_entropy_balancing.py`` (R's optimisers on the dual; WeightIt's published figures) and
    ``tests/unit/design/test_weighted.py`` (worked by hand).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np

from evalkit.core.errors import DesignError, Fault
from evalkit.core.quantity import DISTANCE, EFFECTIVE, shown_beyond
from evalkit.core.registry import Method
from evalkit.core.years import academic_year
from evalkit.design.parts.balance import Side, balance
from evalkit.design.parts.balanced_donors import BalancedAnew
from evalkit.design.parts.facts import Facts, column, gather
from evalkit.design.parts.long_frame import counts_of, long_frame
from evalkit.design.parts.options import WHY, VariableYear, categories, figures
from evalkit.design.parts.pool import Limits, build_pool
from evalkit.design.parts.series import Series, with_series
from evalkit.records.analysis import Analysis
from evalkit.records.comparison import Balance, Comparison, Contrast, Pool, Roles
from evalkit.tables.flow import Loss, Step

# Sums of equal weights miss a whole number in the last digits.
ROUNDING = 1e-9
# The reader is told from here on: a tenth of the weight on one school, or uneven weights worth fewer than twenty.
HEAVY = 0.1
FEW = 20.0


@dataclass(frozen=True, slots=True)
class Options:
    """Options of weighted schools. Where they are those of ``matched`` they have its names.

    Attributes
    ----------
    exact : tuple of str
        Categories whose shares must be the same on both sides, taken at the latest baseline year.
    nearest : tuple of VariableYear
        Numbers whose means must be the same; several years of one number may be named.
    series : tuple of Series
        Long series of a number, each balanced as the mean of its standardised years.
    also_show : tuple of VariableYear
        Numbers shown in the balance though not balanced.
    variances : bool
        Whether variances must be the same too.
    base : {"schools", "pupils"}
        Weights to stay near to: each comparison school once, or by its pupils of the baseline year.
    tolerance : float
        Difference of means allowed from the start, in SDs of all eligible schools.
    minimum_effective_ratio : float
        Allow differences, and then refuse, when effective comparison schools are fewer than so many times the
        programme's schools.
    largest_smd : float
        Refuse when a mean still differs by more than so many SDs.
    """

    exact: tuple[str, ...] = categories("shares must agree")
    nearest: tuple[VariableYear, ...] = figures("balanced")
    series: tuple[Series, ...] = field(default=(), metadata={WHY: "long series balanced"})
    also_show: tuple[VariableYear, ...] = figures("shown in the balance")
    variances: bool = False
    base: Literal["schools", "pupils"] = "schools"
    tolerance: float = 0.0
    minimum_effective_ratio: float = 2.0
    largest_smd: float = 0.25


def weighted(analysis: Analysis, options: Options) -> Comparison:
    """Return the programme's schools beside all others, weighted to be like them."""
    members = tuple(item for series in options.series for item in series.members())
    facts = gather(analysis, options.exact, tuple(dict.fromkeys((*options.nearest, *members))), options.also_show)
    facts = replace(facts, frame=with_series(facts.frame, options.series))
    by = reweighting(facts, options)
    chosen = np.flatnonzero(by.pool.treated)
    weights = by.weights(chosen, analysis.estimand.weighting)
    if len(weights.rows) == 0:
        raise _nobody(analysis, facts)
    shown = balance(facts.frame, weights.treated, weights.donor, _sides(analysis, options))
    _refuse_unfair(shown, len(weights.rows), options)
    return Comparison(
        frame=long_frame(analysis, by.pool, weights),
        roles=Roles(area="area", period="year", stratum="stratum"),
        shape="panel",
        estimand=analysis.estimand,
        counts=counts_of(by.pool, weights),
        balance=shown,
        assignment=replace(by, pool=replace(by.pool, treated=weights.treated > 0)),
        unlike=facts.unlike,
        flow=analysis.panel().flow.then(_steps(facts, by.pool, chosen, weights)),
        caveats=_caveats(facts, shown, weights, options),
        tolerance=weights.tolerance,
    )


def reweighting(facts: Facts, options: Options) -> BalancedAnew:
    """Return what the weights of the programme and of every placebo follow from, fixed once."""
    limits = Limits(1, None, options.minimum_effective_ratio, options.largest_smd)
    names = [*(column(item) for item in options.nearest), *(series.column for series in options.series)]
    covariates = facts.frame[names].to_numpy(dtype=float)
    pool = replace(build_pool(facts, options.exact, (), limits), covariates=covariates)
    among = covariates[pool.eligible]
    scale = among.std(axis=0, ddof=1) if len(among) > 1 else np.ones(len(names))
    return BalancedAnew(
        pool=pool,
        scale=np.where(scale > 0, scale, 1.0),
        base=pool.pupils if options.base == "pupils" else np.ones(len(pool.unit)),
        variances=options.variances,
        tolerance=options.tolerance,
    )


METHOD = Method(
    summary="All schools elsewhere, weighted together so that their means are those of the programme's schools",
    run=weighted,
    options=Options,
    shapes=("panel",),
    checked_against=(
        "tests/unit/design/test_weighted.py::test_weights_and_estimate_are_those_worked_by_hand",
        "tests/golden/test_entropy_balancing.py::test_weights_agree_with_optimisers_in_r",
        "tests/golden/test_entropy_balancing.py::test_the_lalonde_figures_are_those_of_r_and_those_weightit_publishes",
    ),
    words="all schools elsewhere weighted together",
    called="weighted",
)


def _sides(analysis: Analysis, options: Options) -> tuple[Side, ...]:
    base, outcome, panel = max(analysis.estimand.baseline), analysis.estimand.outcome, analysis.panel()
    items = dict.fromkeys((*options.nearest, *options.also_show))
    sides = [_side(analysis, item, column(item), balanced=item in options.nearest) for item in items]
    sides += [Side(one.column, one.label(panel), matched_on=True, caution="") for one in options.series]
    own = VariableYear(outcome, base)
    if own not in items:
        sides.append(_side(analysis, own, f"outcome {base}", balanced=False))
    return tuple(sides)


def _side(analysis: Analysis, item: VariableYear, name: str, *, balanced: bool) -> Side:
    label = f"{analysis.panel().variable(item.variable).label}, {academic_year(item.year)}"
    caution = ""
    if item.year > max(analysis.estimand.baseline):
        caution = "measured after the start; it moves slowly, but the programme could have moved it"
    elif item.variable == analysis.estimand.outcome and not balanced:
        caution = "shown, not balanced: balancing a noisy year can bias"
    return Side(name, label, balanced, caution)


def _refuse_unfair(shown: Balance, treated: int, options: Options) -> None:
    faults = []
    needed = options.minimum_effective_ratio * treated
    if shown.effective_units < needed - ROUNDING:
        faults.append(
            Fault(
                where="weighted schools, minimum_effective_ratio",
                found=f"{EFFECTIVE.show(shown.effective_units)} effective comparison schools for {treated} schools",
                allowed=f"at least {needed:g}",
                next="balance fewer numbers, widen the donor rules, raise largest_smd, or lower the minimum with a "
                "reason",
            )
        )
    faults.extend(
        Fault(
            where=f"weighted schools, {row.label}",
            found=f"cannot be balanced: still {shown_beyond(row.smd_after, options.largest_smd)} SD apart after "
            "weighting",
            allowed=f"at most {options.largest_smd:g} SD either way",
            next="no weighting of these schools has this mean: balance fewer numbers, or widen the donor rules",
        )
        for row in shown.rows
        if row.matched_on and abs(row.smd_after) > options.largest_smd + ROUNDING
    )
    if faults:
        raise DesignError(faults)


def _nobody(analysis: Analysis, facts: Facts) -> DesignError:
    lost = "; ".join(f"{reason} ({count})" for step in facts.programme for reason, count in step.by_reason()) or "none"
    return DesignError(
        [
            Fault(
                where=f"question {analysis.question!r}, weighted schools",
                found=f"no school of the programme has comparison schools of its own kind; lost before: {lost}",
                allowed="at least one school with comparison schools",
                next="widen the donor rules, use fewer exact categories, or check the school numbers",
            )
        ]
    )


def _steps(facts: Facts, pool: Pool, chosen: np.ndarray, weights: Contrast) -> tuple[Step, ...]:
    urns = facts.frame["urn"].to_numpy()
    lost = chosen[~np.isin(chosen, weights.rows)]
    alone = tuple(Loss(int(urns[row]), None, "no school of its kind elsewhere") for row in lost)
    unused = np.flatnonzero(pool.eligible & (weights.donor == 0))
    idle = tuple(Loss(int(urns[row]), None, "unlike the programme's schools, so given no weight") for row in unused)
    used = int((weights.donor > 0).sum())
    return (
        *facts.programme,
        Step("has schools of its kind elsewhere", "programme", "schools", len(chosen), len(weights.rows), alone),
        *facts.comparison,
        Step("has weight in the comparison", "comparison", "schools", int(pool.eligible.sum()), used, idle),
    )


def _caveats(facts: Facts, shown: Balance, weights: Contrast, options: Options) -> tuple[str, ...]:
    said = list(facts.notes)
    if len(weights.rows) < int(facts.frame["treated"].sum()):
        said.append(
            "Schools without any school of their kind elsewhere were left out, which changes whom the estimate is "
            "about."
        )
    if weights.tolerance is not None and weights.tolerance > options.tolerance:
        said.append(
            "No weights that rest on enough schools make the means of both sides the same; differences of up to "
            f"{DISTANCE.show(weights.tolerance)} standard deviations were allowed."
        )
    if shown.largest_weight > HEAVY:
        said.append(f"One comparison school has {100 * shown.largest_weight:.0f} per cent of the weight.")
    if shown.effective_units < FEW:
        said.append(
            f"The weights are so uneven that they are worth {EFFECTIVE.show(shown.effective_units)} schools of equal "
            "weight."
        )
    if any(row.matched_on and row.caution for row in shown.rows):
        said.append("Some numbers balanced were measured after the start.")
    return tuple(said)
