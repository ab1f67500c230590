"""Estimating again under another plan, and saying in words what a refit could not do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass, replace
from math import isnan, nan

import numpy as np

from evalkit.core.errors import DataError, DesignError, EstimationError, EvalkitError
from evalkit.core.recent import Recent
from evalkit.core.wanted import Wanted
from evalkit.design.parts.limits import limits_lifted, without_design
from evalkit.design.parts.looks import years_of
from evalkit.inference import INFERENCES
from evalkit.records.analysis import Analysis
from evalkit.records.check import CheckResult
from evalkit.records.comparison import Comparison
from evalkit.records.estimate import Estimate, Inference
from evalkit.tables.panel import Panel

Point = Callable[[Analysis], Estimate]
_OF_YEARS: Recent[Panel] = Recent(2)


@dataclass(frozen=True, slots=True)
class Refit:
    """The estimate under another plan.

    Attributes
    ----------
    estimate : Estimate or None
        None where the plan cannot be carried out at all.
    remark : str
        Why it could not, or in what the comparison is less fair than the plan allows; empty if neither.
    """

    estimate: Estimate | None
    remark: str = ""


def refit(planned: Analysis, point_estimate: Point) -> Refit:
    """Return the estimate of another plan; where its limits refuse it they are lifted, and that is said."""
    planned = of_its_years(planned)
    try:
        return Refit(point_estimate(planned))
    except DesignError as refusal:
        try:
            return Refit(point_estimate(limits_lifted(planned)), told(refusal))
        except (DataError, DesignError, EstimationError) as again:
            return Refit(None, told(again))
    except (DataError, EstimationError) as refusal:
        return Refit(None, told(refusal))


def narrowed(analysis: Analysis, comparison: Comparison) -> Analysis:
    """Return the analysis without rows that no refit on the same years and rules would use.

    A school that fails a donor rule, or lacks a number, lends nothing to any refit with fewer schools. So its
    rows are left out once instead of being judged again each time. Where the selection rule counts the schools
    of an area, every school counts and the analysis is returned as it is.
    """
    rule = analysis.selection
    pool = comparison.pool
    if pool is None or not isinstance(analysis.data, Panel) or (rule and rule.lowest is not None):
        return analysis
    used = {*pool.unit.tolist(), *analysis.programme, *analysis.treated}
    frame = analysis.data.frame
    kept = frame[np.isin(frame["unit"].to_numpy(), sorted(used))].reset_index(drop=True)
    return of_its_years(analysis.change(data=replace(analysis.data, frame=kept)))


def of_its_years(analysis: Analysis) -> Analysis:
    """Return the analysis without the rows of other schools in years that its plan does not name.

    A plan names the years of its contrast, of its rules and of its options. The programme's own schools keep every
    row, because where they ever lay decides which areas give no comparison.
    """
    if not isinstance(analysis.data, Panel):
        return analysis
    panel, own = analysis.data, analysis.programme | analysis.treated
    years = frozenset(years_of(analysis))
    # A refit and what judges it name the same years: they share the panel, and so the comparison made of it.
    return analysis.change(data=_OF_YEARS.once(panel, (own, years), lambda: _with_years(panel, own, years)))


def _with_years(panel: Panel, own: frozenset[int], years: frozenset[int]) -> Panel:
    mine = np.isin(panel.frame["unit"].to_numpy(), sorted(own))
    kept = mine | np.isin(panel.frame["year"].to_numpy(), sorted(years))
    return panel if kept.all() else replace(panel, frame=panel.frame[kept].reset_index(drop=True))


def told(refusal: EvalkitError) -> str:
    """Return what an error found, in one line."""
    return "; ".join(f"{_place(fault.where)}{fault.found}" for fault in refusal.faults)


def interval(planned: Analysis, refitted: Estimate, declared: Estimate, point_estimate: Point) -> tuple[float, float]:
    """Return the interval of a refit by the primary inference of the declared estimate, at its level.

    Both ends are NaN where the declared estimate has no inference or the inference cannot judge the refit.
    """
    found = judged(planned, refitted, declared, point_estimate)
    return (nan, nan) if found is None else (found.conf_low, found.conf_high)


def judged(
    planned: Analysis, refitted: Estimate, declared: Estimate, point_estimate: Point, *, by: str = ""
) -> Inference | None:
    """Return how sure a refit is, at the level of the declared estimate; None where that cannot be said.

    Parameters
    ----------
    planned : Analysis
        The refit's plan.
    refitted, declared : Estimate
        The refit, and the estimate it stands beside.
    point_estimate : callable
        Estimates an analysis.
    by : str
        Registered name of an inference; the primary of the declared estimate when left out.
    """
    if not declared.primary:
        return None
    method, level = INFERENCES.get(by or declared.primary), declared.inference().conf_level
    options = method.options()
    if is_dataclass(options) and "conf_level" in {field.name for field in fields(options)}:
        options = replace(options, conf_level=level)  # type: ignore[type-var]
    try:
        found = method.run(limits_lifted(of_its_years(planned)), refitted, point_estimate, options)
    except (DataError, DesignError, EstimationError):
        return None
    assert isinstance(found, Inference)
    return found


def half_width(estimate: Estimate) -> float | None:
    """Return half the width of the primary interval; None where the estimate has none or an end is not known."""
    if not estimate.primary:
        return None
    sure = estimate.inference()
    half = (sure.conf_high - sure.conf_low) / 2
    return None if isnan(half) else half


def leaves_out_nought(low: float, high: float) -> bool:
    """Say whether an interval lies on one side of nought; an unknown interval does not."""
    return low > 0 or high < 0


def unanswered(check: str, asks: str, reason: str, wanted: tuple[Wanted, ...] = ()) -> CheckResult:
    """Return a check that could not be answered, with what is missing and what would answer it."""
    return CheckResult(check, asks, None, False, reason, wanted=wanted)


def _place(where: str) -> str:
    """Return the variable that a fault is about; nothing where the fault says it all."""
    last = without_design(where)
    return f"{last} " if last not in (where, "minimum_effective_ratio") else ""
