"""Other donor pools: the same estimate with comparison schools from elsewhere.

Estimates
    The same estimate without London, without neighbouring areas, and with comparison schools
    of the programme's own region only.
Assumes
    That each pool could have been the plan's; none is better in itself. Neighbours share the labour
    market and may share the programme; the rest of the country shares neither.
Standing
    Raises doubt where a pool moves the estimate by more than half of what chance may, or takes half of it away.
    Holds where every move is smaller than both. Could not tell without an interval, where the estimate is itself
    smaller than half of what chance may move it, and where only a comparison less fair than the plan allows gives
    another answer.
When it misleads
    When all pools share the fault: schools that differ from the programme's in something not matched on.
    A small pool gives less alike schools; where it is less fair than the plan allows, that is said.
Reference
    Rosenbaum (1987), Statistical Science 2, on more than one control group.
Checked against
    ``tests/unit/sensitivity/test_other_donor_pools.py``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from evalkit.analysis.compare import compare
from evalkit.core.assumption import Assumption
from evalkit.core.estimand import Estimand
from evalkit.core.looks import Look
from evalkit.core.quantity import Unit
from evalkit.core.registry import Method
from evalkit.design.parts.limits import limits_lifted
from evalkit.records.analysis import Analysis, DonorRule
from evalkit.records.check import CheckResult
from evalkit.records.estimate import Estimate
from evalkit.records.shown import Further, Refits, Refitted
from evalkit.sensitivity.parts.moves import by_other_choices
from evalkit.sensitivity.parts.refits import Point, Refit, half_width, refit, unanswered
from evalkit.sensitivity.parts.standing import yardstick
from evalkit.sensitivity.parts.ties import NEIGHBOURS, near_areas
from evalkit.tables.panel import Panel

NAME = "other_donor_pools"
ASKS = "Does the answer depend on where comparison schools may come from?"
LONDON = "London"
COUNT = Unit("number", 0)


@dataclass(frozen=True, slots=True)
class Options:
    """Options of other donor pools.

    Attributes
    ----------
    neighbours : tuple of str
        Codes of the areas next to the programme's; without them, those of the shipped list of borders.
    """

    neighbours: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OtherPool:
    """One other pool: how it is planned, or why it is not asked."""

    label: str
    planned: Analysis | None
    reason: str = ""


def other_donor_pools(analysis: Analysis, estimate: Estimate, point_estimate: Point, options: Options) -> CheckResult:
    """Return the estimate with each other pool of comparison schools beside the declared one."""
    if not isinstance(analysis.data, Panel):
        return unanswered(NAME, ASKS, "The comparison is the table as given; schools by year of all areas are needed.")
    found, reasons = [], []
    for pool in _pools(analysis, options):
        done = Refit(None, pool.reason) if pool.planned is None else refit(pool.planned, point_estimate)
        if done.estimate is None:
            reasons.append(f"{pool.label}: {done.remark}")
        else:
            found.append((pool.label, done.estimate, done.remark))
    if not found:
        return unanswered(NAME, ASKS, f"No other pool can be formed. {_capital('; '.join(reasons))}.")
    return _result(estimate, found, reasons)


def looks_at(asked: Estimand, years: tuple[int, ...], options: Options) -> tuple[Look, ...]:
    """Return what tells where schools lie."""
    return tuple(Look(name, max(asked.baseline), NAME, needed=False) for name in ("area_type", "region"))


METHOD = Method(
    summary="The estimate without London, without neighbouring areas, and within the programme's region",
    run=other_donor_pools,
    options=Options,
    words="comparison schools from other places",
    looks_at=looks_at,
    shapes=("panel",),
    speaks_to=(Assumption.PLAN,),
    checked_against=("tests/unit/sensitivity/test_other_donor_pools.py::test_each_pool_equals_planning_it",),
    rests_on=(NEIGHBOURS,),
)


def _result(estimate: Estimate, found: list[tuple[str, Estimate, str]], reasons: list[str]) -> CheckResult:
    show = estimate.unit.difference().show
    rows = [("as planned", estimate, ""), *found]
    refits = tuple(
        Refitted(label, one.estimate, one is estimate, one.counts.units_treated, bool(remark))
        for label, one, remark in rows
    )
    donors = tuple(one.counts.units_comparison for _, one, _ in rows)
    beside = (Further("donors", donors, COUNT, "Comparison schools"),)
    shown = ", ".join(f"{show(one.estimate)} {label}" for label, one, _ in found)
    unfair = [f"{label}, {remark}" for label, _, remark in found if remark]
    fair, less = ([one.estimate for _, one, remark in found if bool(remark) is which] for which in (False, True))
    verdict = by_other_choices(yardstick(estimate), fair, less)
    said = [
        f"With other comparison schools the estimate is {shown}, against {show(estimate.estimate)} "
        f"{estimate.unit.name} as planned.",
        f"Less fair than the plan allows: {'; '.join(unfair)}." if unfair else "",
        f"Not asked: {'; '.join(reasons)}." if reasons else "",
        verdict.words,
    ]
    return CheckResult(
        check=NAME,
        asks=ASKS,
        passed=verdict.passed,
        answered=True,
        answer=" ".join(text for text in said if text),
        unit=estimate.unit.name,
        shows=Refits(refits, estimate.estimate, half_width(estimate), beside),
    )


def _pools(analysis: Analysis, options: Options) -> tuple[OtherPool, ...]:
    panel, base = analysis.panel(), max(analysis.estimand.baseline)
    rows = panel.frame[panel.frame["year"] == base].set_index("unit")
    own = rows[rows.index.isin(analysis.programme)]
    donors = rows.loc[rows.index.isin(_donors(analysis))]
    return (
        _without_london(analysis, own, donors),
        _without_neighbours(analysis, near_areas(analysis, options.neighbours), donors),
        _same_region(analysis, own, donors),
    )


def _donors(analysis: Analysis) -> list[int]:
    comparison = compare(limits_lifted(analysis))
    frame, roles = comparison.frame, comparison.roles
    return sorted({int(school) for school in frame.loc[~frame[roles.treated], roles.unit]})


def _without_london(analysis: Analysis, own: pd.DataFrame, donors: pd.DataFrame) -> OtherPool:
    label = "without London"
    if "area_type" not in donors.columns:
        return OtherPool(label, None, "the tables do not say which areas are in London")
    if (own["area_type"] == LONDON).any():
        return OtherPool(label, None, "the programme itself worked in London")
    if not (donors["area_type"] == LONDON).any():
        return OtherPool(label, None, "no comparison school lies there as it is")
    frame = analysis.panel().frame
    kinds = tuple(sorted({str(kind) for kind in frame["area_type"].dropna()} - {LONDON}))
    rule = DonorRule("area_type", among=kinds, reason="Schools in London are left out")
    return OtherPool(label, _ruled(analysis, rule))


def _without_neighbours(analysis: Analysis, neighbours: tuple[str, ...], donors: pd.DataFrame) -> OtherPool:
    label = "without neighbouring areas"
    if not neighbours:
        return OtherPool(label, None, "the programme's authorities are in no list of borders")
    if not donors["area"].isin(neighbours).any():
        return OtherPool(label, None, "no comparison school lies in one as it is")
    left_out = tuple(dict.fromkeys((*analysis.donors.exclude_areas, *neighbours)))
    return OtherPool(label, analysis.change(donors=replace(analysis.donors, exclude_areas=left_out)))


def _same_region(analysis: Analysis, own: pd.DataFrame, donors: pd.DataFrame) -> OtherPool:
    label = "from the same region only"
    if "region" not in donors.columns:
        return OtherPool(label, None, "the tables do not say in which region an area lies")
    regions = tuple(sorted({str(region) for region in own["region"].dropna()}))
    if not regions:
        return OtherPool(label, None, "the region of the programme's own area is not in the tables")
    if donors["region"].isin(regions).all():
        return OtherPool(label, None, "every comparison school lies there as it is")
    return OtherPool(
        label, _ruled(analysis, DonorRule("region", among=regions, reason="Schools of other regions are left out"))
    )


def _ruled(analysis: Analysis, rule: DonorRule) -> Analysis:
    return analysis.change(donors=replace(analysis.donors, rules=(*analysis.donors.rules, rule)))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
