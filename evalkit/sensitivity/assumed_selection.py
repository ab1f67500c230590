"""Assumed selection: what the difference would be had schools been chosen on a need that followed their results.

Estimates
    The same difference four times. As estimated, with the baseline outcome in no balance (θ₀); with half, and
    with all, of what chance and passing trouble would give back by itself to schools that stood so low:
    θ₀ + λ·τ·g for λ = ½ and 1; and had the need followed the schools' last yearly change: θ₀ − β·d. Here g is
    the chosen schools' mean distance in the baseline outcome from all eligible schools of their own area, themselves
    among them, d the same distance in the last yearly change, τ the share of such a distance that is gone by the
    cohort, and β the slope of the contrast on the last yearly change, both seen inside untreated areas.
    Each interval is that of the primary inference, moved by the row's shift and widened by the doubt of τ or β:
    its half is multiplied by √(1 + v/s²), s the predicted SD of the estimate and v = (λ·g·SE(τ))² or (d·SE(β))².
    The range shown is the union of the four.
Assumes
    That the need followed one of the four, or lay between them; that a distance in results passes in the chosen
    schools as it does inside other areas. τ is the slope of the contrast on the level with its sign turned: where
    levels are a walk or an autoregression with noise that is what their autocovariances imply
    (`evalkit.numeric.transience`), but it needs no such model and no further year.
Standing
    Holds where every answer leaves out nought on the same side. Raises doubt where one tells a direction that another
    does not bear out. Could not tell where none tells one.
When it misleads
    When the need followed the passing trouble alone and not the level it was part of: the rise by itself is then
    up to the whole distance. When people knew what would come, such as a new head. When most schools of the area
    were chosen, little is left to measure their distance by. A distance measured from the schools not chosen
    alone would be too far (by a half where a third were chosen), because choosing the low ones leaves the high ones.
Reference
    Ashenfelter (1978), Review of Economics and Statistics 60, on a dip before a programme; Daw and Hatfield (2018),
    Health Services Research 53; Rosenbaum (2002), Observational Studies, chapter 4, on saying how strong an unseen
    selection would have to be.
Checked against
    ``tests/unit/sensitivity/test_assumed_selection.py`` (worked by hand, and transience) and
    ``assurance/simulation/assumed_selection.py`` (simulated truth; docs/assurance/assumed-selection.md).
"""

from __future__ import annotations

from dataclasses import dataclass, is_dataclass, replace
from math import isfinite, sqrt

import numpy as np
from numpy.typing import NDArray

from evalkit.analysis.compare import compare
from evalkit.core.assumption import Assumption
from evalkit.core.estimand import Estimand
from evalkit.core.looks import Look
from evalkit.core.registry import Method
from evalkit.core.wanted import Wanted
from evalkit.core.years import academic_year
from evalkit.design.parts.limits import limits_lifted
from evalkit.numeric.inside_slope import InsideSlope, inside_slope
from evalkit.records.analysis import Analysis
from evalkit.records.check import CheckResult
from evalkit.records.comparison import Pool
from evalkit.records.estimate import Estimate, Inference
from evalkit.records.shown import JudgedRefit, JudgedRefits, NamedNumber
from evalkit.sensitivity.parts.refits import Point, judged, refit, unanswered
from evalkit.sensitivity.parts.roles import UNSEEN_NEED
from evalkit.sensitivity.parts.standing import borne_out
from evalkit.tables.panel import Panel

Floats = NDArray[np.float64]
NAME = "assumed_selection"
ASKS = "What if the schools were chosen on a need that followed their results?"
RANGE_FROM, RANGE_TO = "range from", "range to"
HALF = 0.5
NUMBER_WORDS = {3: "three", 4: "four"}
NORMAL_QUANTILE = 1.96
NO_INTERVAL = "The difference has no interval that could be moved."


@dataclass(frozen=True, slots=True)
class Options:
    """The check has no options."""


@dataclass(frozen=True, slots=True)
class Stood:
    """How far the chosen schools stood from all eligible schools of their area, and what becomes of such a distance.

    Attributes
    ----------
    distance : float
        In the outcome's unit; below nought where they stood low.
    passing : InsideSlope
        Share of it gone by the cohort: the slope of the contrast on it inside untreated areas, its sign turned (τ of
        a level, -β of a change), at least nought.
    """

    distance: float
    passing: InsideSlope

    def shift(self, share: float = 1.0) -> tuple[float, float]:
        """Return what is added to the estimate, and its standard error."""
        far = share * self.distance
        return far * self.passing.value, abs(far) * self.passing.std_error


@dataclass(frozen=True, slots=True)
class Basis:
    """What all four readings start from.

    Attributes
    ----------
    estimate : Estimate
        With the baseline outcome in no balance.
    sure : Inference
        Its primary inference.
    level : Stood
        In the baseline outcome.
    change : Stood or None
        In the last yearly change; None where that year is lacking.
    before : tuple of int
        The two years of the last yearly change.
    """

    estimate: Estimate
    sure: Inference
    level: Stood
    change: Stood | None
    before: tuple[int, int]


def assumed_selection(analysis: Analysis, estimate: Estimate, point_estimate: Point, options: Options) -> CheckResult:
    """Return the difference under four readings of how far an unseen need followed the results."""
    if not isinstance(analysis.data, Panel):
        return unanswered(NAME, ASKS, "The table holds no schools elsewhere; schools by year of all areas would do.")
    planned = out_of_balance(analysis)
    found = _start(planned, analysis, estimate, point_estimate)
    if isinstance(found, str):
        return unanswered(NAME, ASKS, found)
    without, sure = found
    pool = compare(limits_lifted(planned)).pool
    level = None if pool is None else stood(planned, pool, _baseline(planned.estimand))
    if level is None:
        return unanswered(
            NAME,
            ASKS,
            "How far the chosen schools stood from others of their authority cannot be seen: every eligible school of "
            "it was chosen, or too few authorities elsewhere show what becomes of such a distance.",
        )
    assert pool is not None
    last = max(planned.estimand.baseline)
    change = stood(planned, pool, {last: 1.0, last - 1: -1.0})
    return _result(estimate, Basis(without, sure, level, change, (last - 1, last)))


def looks_at(asked: Estimand, years: tuple[int, ...], options: Options) -> tuple[Look, ...]:
    """Return the outcome of the year before the baseline."""
    return (Look(asked.outcome, max(asked.baseline) - 1, NAME, needed=False),)


METHOD = Method(
    summary="The difference had schools been chosen on an unseen need that followed their results: none to full",
    run=assumed_selection,
    options=Options,
    words="what the need on which schools were chosen may have done",
    looks_at=looks_at,
    shapes=("panel",),
    role=UNSEEN_NEED,
    speaks_to=(Assumption.NOT_CHOSEN,),
    checked_against=(
        "tests/unit/sensitivity/test_assumed_selection.py::test_the_four_readings_are_those_worked_by_hand",
        "tests/unit/sensitivity/test_assumed_selection.py::test_a_known_need_lies_in_the_range",
    ),
)


def out_of_balance(analysis: Analysis) -> Analysis:
    """Return the analysis with the outcome before the start matched on in no year."""
    options = analysis.design_options
    nearest = getattr(options, "nearest", None)
    if nearest is None or not is_dataclass(options) or isinstance(options, type):
        return analysis
    last = max(analysis.estimand.baseline)
    kept = tuple(one for one in nearest if one.variable != analysis.estimand.outcome or one.year > last)
    return analysis if kept == nearest else analysis.change(design_options=replace(options, nearest=kept))


def stood(analysis: Analysis, pool: Pool, years: dict[int, float]) -> Stood | None:
    """Return how far the chosen schools stood from their area's, and what becomes of it; None if not to be seen.

    Parameters
    ----------
    analysis : Analysis
        Its outcome is looked at.
    pool : Pool
        Who may be compared.
    years : dict
        The share of each year in what is looked at: 1 for a level, 1 and -1 for a change.
    """
    table = analysis.panel().wide(analysis.estimand.outcome).reindex(pool.unit)
    if not set(years) <= set(table.columns):
        return None
    values = sum(share * table[year].to_numpy(dtype=float) for year, share in years.items())
    assert isinstance(values, np.ndarray)
    distance = _distance(analysis, pool, values)
    slope = inside_slope(pool.change[pool.eligible], values[pool.eligible], pool.area[pool.eligible])
    if distance is None or slope is None:
        return None
    # A distance that grows by itself is no passing trouble: nothing is then taken off for it.
    return Stood(distance, replace(slope, value=max(0.0, -slope.value)))


def _distance(analysis: Analysis, pool: Pool, values: Floats) -> float | None:
    """Return the chosen schools' mean distance from all eligible schools of their area, themselves among them."""
    there = (pool.treated | pool.home) & np.isfinite(values)
    rule = analysis.selection
    if rule is not None:
        there &= pool.treated | _as_chosen(analysis, pool)
    chosen = there & pool.treated
    shares = np.ones(len(values)) if analysis.estimand.weighting == "schools" else pool.pupils
    areas = [area for area in np.unique(pool.area[chosen]) if (there & ~chosen & (pool.area == area)).any()]
    if not areas:
        return None
    far, weight = 0.0, 0.0
    for area in areas:
        everybody, own = there & (pool.area == area), chosen & (pool.area == area)
        middle = np.average(values[everybody], weights=shares[everybody])
        far += float(shares[own] @ (values[own] - middle))
        weight += float(shares[own].sum())
    return far / weight


def _as_chosen(analysis: Analysis, pool: Pool) -> NDArray[np.bool_]:
    """Say who the programme's own rule would have chosen; by rank it would have chosen nobody else."""
    rule = analysis.selection
    assert rule is not None
    figure = analysis.panel().wide(rule.variable).reindex(pool.unit)[rule.year].to_numpy(dtype=float)
    fits = np.full(len(figure), rule.lowest is None) & np.isfinite(figure)
    if rule.below is not None:
        fits &= figure < rule.below
    if rule.above is not None:
        fits &= figure >= rule.above
    return np.asarray(fits)


def _baseline(asked: Estimand) -> dict[int, float]:
    return {year: -share for year, share in asked.contrast().items() if share < 0.0}


def _start(
    planned: Analysis, analysis: Analysis, estimate: Estimate, point_estimate: Point
) -> tuple[Estimate, Inference] | str:
    """Return the estimate without the outcome in its balance and how sure it is; a refusal in words."""
    if planned is analysis:
        sure = estimate.inference() if estimate.primary else None
        return NO_INTERVAL if sure is None or not isfinite(sure.conf_high - sure.conf_low) else (estimate, sure)
    done = refit(planned, point_estimate)
    if done.estimate is None:
        return f"Without the outcome among the variables matched on there is no comparison: {done.remark}."
    found = judged(planned, done.estimate, estimate, point_estimate)
    return NO_INTERVAL if found is None else (done.estimate, found)


def moved(estimate: float, sure: Inference, shift: float, doubt: float) -> tuple[float, float, float]:
    """Return an estimate and its interval moved by a shift that has a standard error of its own.

    Parameters
    ----------
    estimate : float
        What the interval is of.
    sure : Inference
        Its interval; each side is widened by √(1 + (doubt / SE)²), the two errors taken as unrelated.
    shift, doubt : float
        What is added, and its standard error.
    """
    error = sure.std_error
    if not isfinite(error) or error <= 0.0:
        error = (sure.conf_high - sure.conf_low) / (2.0 * NORMAL_QUANTILE)
    wider = sqrt(1.0 + (doubt / error) ** 2) if error > 0.0 else 1.0
    middle = estimate + shift
    return middle, middle - wider * (estimate - sure.conf_low), middle + wider * (sure.conf_high - estimate)


def _rows(basis: Basis) -> tuple[JudgedRefit, ...]:
    from_level = f"how they stood in {_when(basis.estimate.estimand)}"
    readings = [
        ("the need did not follow their results", 0.0, basis.level),
        (f"it followed half of {from_level}", HALF, basis.level),
        (f"it followed {from_level}", 1.0, basis.level),
    ]
    if basis.change is not None:
        readings.append((f"it followed their change from {_years(basis.before)}", 1.0, basis.change))
    schools = basis.estimate.counts.units_treated
    rows = []
    for label, share, far in readings:
        value, low, high = moved(basis.estimate.estimate, basis.sure, *far.shift(share))
        rows.append(JudgedRefit(label, value, low, high, declared=share == 0.0, schools=schools))
    return tuple(rows)


def _result(declared: Estimate, basis: Basis) -> CheckResult:
    rows = _rows(basis)
    low, high = min(row.conf_low for row in rows), max(row.conf_high for row in rows)
    before = Wanted(variable=declared.estimand.outcome, years=(basis.before[0],))
    return CheckResult(
        check=NAME,
        asks=ASKS,
        passed=borne_out([(row.conf_low, row.conf_high) for row in rows]),
        answered=True,
        answer=" ".join(_said(declared, basis, rows, basis.estimate is not declared)),
        unit=declared.unit.name,
        wanted=() if basis.change is not None else (before,),
        shows=JudgedRefits(rows, numbers=(*_numbers(basis), NamedNumber(RANGE_FROM, low), NamedNumber(RANGE_TO, high))),
    )


def _numbers(basis: Basis) -> tuple[NamedNumber, ...]:
    told = [
        ("distance before the start", basis.level.distance),
        ("share of it gone by the result", basis.level.passing.value),
        ("standard error of that share", basis.level.passing.std_error),
    ]
    if basis.change is not None:
        told += [
            ("distance in the last yearly change", basis.change.distance),
            ("slope on the last yearly change", -basis.change.passing.value),
            ("standard error of that slope", basis.change.passing.std_error),
        ]
    return tuple(NamedNumber(name, value) for name, value in told)


def _said(declared: Estimate, basis: Basis, rows: tuple[JudgedRefit, ...], unbalanced: bool) -> list[str]:
    show, unit = declared.unit.difference().show, declared.unit
    low, high = min(row.conf_low for row in rows), max(row.conf_high for row in rows)
    first = academic_year(basis.before[0])
    gone = f"{100 * basis.level.passing.value:.0f} per cent"
    far = unit.show(abs(basis.level.distance))
    side = "below" if basis.level.distance < 0.0 else "above"
    said = [
        f"Under {NUMBER_WORDS[len(rows)]} assumptions about that need, the data fit anything from {show(low)} to "
        f"{show(high)} {unit.name}.",
        "The outcome before the start is not matched on here." if unbalanced else "",
        f"In {_when(declared.estimand)} the schools lay {far} {unit.name} {side} the mean of all eligible schools of "
        f"their authority; inside authorities elsewhere {gone} of such a distance is gone by the result.",
        f"The difference would be {show(rows[0].estimate)} had the need not followed their results, "
        f"{show(rows[1].estimate)} had half of it done so, {show(rows[2].estimate)} had all of it.",
    ]
    if basis.change is None:
        said.append(
            f"What it would be had the need followed their last change cannot be worked out: the outcome of {first} is "
            "lacking, or known of too few schools."
        )
    else:
        said.append(
            f"Had it followed their last change, {show(basis.change.distance)} against the same schools from "
            f"{_years(basis.before)}, it would be {show(rows[3].estimate)}."
        )
    return [text for text in said if text]


def _when(asked: Estimand) -> str:
    return " and ".join(academic_year(year) for year in sorted(asked.baseline))


def _years(pair: tuple[int, int]) -> str:
    return " to ".join(academic_year(year) for year in pair)
