"""How the area was picked, to see how much of the estimate an area that stood so would have risen by itself.

Estimates
    What untreated areas rise more for each unit that they stood below their own comparison before the start (slope),
    what those show that stood level with it (centre), and what is left of the estimate once both are taken off, with
    an interval from ranks among untreated areas that are judged alike, each left out of its own fit. The estimate
    with nothing taken off stands beside it.
Assumes
    That the programme's area would have moved as the line through untreated areas says of one that stood as it did,
    or, where the rule is declared with a threshold and 39 areas meet it, as those areas did on average.
Standing
    Holds where every answer leaves out nought on the same side. Raises doubt where one tells a direction that another
    does not bear out. Could not tell where none tells one.
When it misleads
    When the area was picked on another figure or another year than the one looked at (chosen on 2016 and adjusted on
    2017, estimates were 0.03 to 0.04 of a grade too low in simulation); when it stood outside the range of all
    others, so that the line is carried on; when the design makes both sides alike in that very figure.
Reference
    Conley and Taber (2011), Review of Economics and Statistics 93; Ferman and Pinto (2019), Review of Economics and
    Statistics 101; Cook and Weisberg (1982), Residuals and Influence in Regression, for deleted residuals.
Checked against
    ``tests/golden/test_gap_adjusted.py`` (R), ``tests/unit/numeric/test_gap_adjusted.py`` (refits, simulated truth)
    and ``tests/unit/sensitivity/test_area_selection.py``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import isfinite, nan

import numpy as np

from evalkit.analysis.compare import compare
from evalkit.core.assumption import Assumption
from evalkit.core.errors import EstimationError
from evalkit.core.quantity import Unit
from evalkit.core.registry import Method
from evalkit.core.years import academic_year
from evalkit.inference.parts.placebos import THIRDS_FROM
from evalkit.inference.parts.standing import (
    UNDECLARED,
    StandingBefore,
    by_gap,
    less_rise,
    of_whole_area,
    standing,
    too_far,
)
from evalkit.numeric.gap_adjusted import gap_adjusted
from evalkit.records.analysis import Analysis
from evalkit.records.check import CheckResult
from evalkit.records.estimate import Estimate
from evalkit.records.shown import JudgedRefit, JudgedRefits, NamedNumber
from evalkit.records.standing import LessRise
from evalkit.sensitivity.parts.refits import Point, judged, unanswered
from evalkit.sensitivity.parts.standing import borne_out
from evalkit.tables.panel import Panel

NAME = "area_selection"
ASKS = "Would an area that stood as this one did have risen by itself?"
PLAIN = Unit("number", 2)
SLOPE = PLAIN.difference()
THIRDS = ("small", "middling", "large")
# A third has too few areas for the usual level; only its slope is asked for.
OF_A_THIRD = 0.80


@dataclass(frozen=True, slots=True)
class Options:
    """The check has no options."""


def area_selection(analysis: Analysis, estimate: Estimate, point_estimate: Point, options: Options) -> CheckResult:
    """Return the estimate with and without what untreated areas that stood so rise by themselves."""
    if not isinstance(analysis.data, Panel):
        return unanswered(NAME, ASKS, "The table holds no untreated areas; schools by year of all areas would do.")
    if not of_whole_area(compare(analysis).pool):
        return unanswered(
            NAME, ASKS, "The question is not about one whole area, so whole areas cannot stand in its place."
        )
    try:
        stood = standing(analysis)
    except EstimationError as refusal:
        return unanswered(NAME, ASKS, f"There are too few areas to tell: {refusal.faults[0].found}.")
    if reason := too_far(stood):
        return unanswered(NAME, ASKS, f"Untreated areas do not tell: {reason}.")
    level = estimate.inference().conf_level if estimate.primary else 0.95
    whole = replace(estimate, estimate=estimate.less_rise.whole, less_rise=None) if estimate.less_rise else estimate
    line, declared = by_gap(stood, whole, level), less_rise(stood, analysis, whole, level)
    found = (declared, line) if declared.mirrored else (line,)
    rows = _rows(analysis, estimate, whole, found, point_estimate)
    return _of_its_level(_result(analysis, estimate, rows, line, slopes_by_size(stood)), line, level)


METHOD = Method(
    summary="What is left of the estimate once what areas that stood so change by themselves is taken off",
    run=area_selection,
    options=Options,
    words="what areas that stood like this one change by themselves, taken off",
    shapes=("panel",),
    speaks_to=(Assumption.NOT_CHOSEN,),
    checked_against=(
        "tests/golden/test_gap_adjusted.py::test_adjusted_placebos_are_those_of_lm",
        "tests/unit/numeric/test_gap_adjusted.py::test_a_low_area_rises_by_itself_and_both_ways_take_that_off",
        "tests/unit/sensitivity/test_area_selection.py::test_the_other_answer_is_the_line_through_placebos_by_hand",
    ),
)


def slopes_by_size(stood: StandingBefore) -> tuple[float, ...]:
    """Return the slope among small, middling and large areas; none where they are too few to part."""
    if len(stood.table) < THIRDS_FROM:
        return ()
    order = stood.table.sort_values(["size", "area"]).index.to_numpy()
    thirds = (np.isin(stood.table.index, third) for third in np.array_split(order, 3))
    return tuple(gap_adjusted(0.0, 1.0, 0.0, stood.placebos(third), OF_A_THIRD).slope for third in thirds)


def _of_its_level(found: CheckResult, line: LessRise, wanted: float) -> CheckResult:
    """Return the check as it is, or with what too few areas leave open: a lower level bears nothing out."""
    if line.conf_level >= wanted:
        return found
    said = (
        f"{len(line.areas)} untreated areas are too few for {100 * wanted:g} per cent, so the intervals less what is "
        f"taken off are of {100 * line.conf_level:g} per cent and bear out no direction."
    )
    return replace(found, passed=None if found.passed else found.passed, answer=f"{found.answer} {said}")


def _rows(
    analysis: Analysis, estimate: Estimate, whole: Estimate, found: tuple[LessRise, ...], point_estimate: Point
) -> tuple[JudgedRefit, ...]:
    low, high = nan, nan
    if estimate.primary and (
        sure := judged(analysis.change(area_rule=None), whole, estimate, point_estimate)
        if estimate.less_rise
        else estimate.inference()
    ):
        low, high = sure.conf_low, sure.conf_high
    schools, declared = estimate.counts.units_treated, estimate.less_rise is None
    first = JudgedRefit("as it is, nothing taken off", whole.estimate, low, high, declared, schools=schools)
    rest = (
        JudgedRefit(
            "without what areas picked by the same rule change anyway"
            if one.mirrored
            else "without what areas that stood so change anyway",
            one.estimate,
            one.conf_low,
            one.conf_high,
            declared=not declared and one is found[0],
            schools=schools,
        )
        for one in found
    )
    return (first, *rest)


def _result(
    analysis: Analysis, estimate: Estimate, rows: tuple[JudgedRefit, ...], line: LessRise, thirds: tuple[float, ...]
) -> CheckResult:
    numbers = {
        "centre": line.centre,
        "slope": line.slope,
        "standard error of the slope": line.slope_error,
        **{f"slope among {name} areas": slope for name, slope in zip(THIRDS, thirds, strict=False)},
        "gap": line.gap,
        "smallest gap of untreated areas": line.lowest,
        "largest gap of untreated areas": line.highest,
        "untreated areas": float(len(line.areas)),
        "distance outside them in SDs": line.beyond,
    }
    said = (*_told(estimate, rows), *_learned(estimate, line, thirds), _why(analysis, estimate, line))
    return CheckResult(
        check=NAME,
        asks=ASKS,
        passed=borne_out([(row.conf_low, row.conf_high) for row in rows]),
        answered=True,
        answer=" ".join(said),
        unit=estimate.unit.name,
        shows=JudgedRefits(rows, numbers=tuple(NamedNumber(name, value) for name, value in numbers.items())),
    )


def _told(estimate: Estimate, rows: tuple[JudgedRefit, ...]) -> tuple[str, ...]:
    unit, (first, main, *rest) = estimate.unit.name, rows
    show = estimate.unit.difference().show
    return (
        f"{_opened(main.label)}, the estimate goes from {show(first.estimate)} {unit}{_ends(first, show)} to "
        f"{show(main.estimate)}{_ends(main, show)}.",
        *(f"{_opened(row.label)}, it would be {show(row.estimate)}{_ends(row, show)}." for row in rest),
    )


def _opened(label: str) -> str:
    return f"{label[:1].upper()}{label[1:]}"


def _ends(row: JudgedRefit, show: Callable[[float], str]) -> str:
    known = isfinite(row.conf_low) and isfinite(row.conf_high)
    return f" (interval {show(row.conf_low)} to {show(row.conf_high)})" if known else ""


def _learned(estimate: Estimate, line: LessRise, thirds: tuple[float, ...]) -> tuple[str, ...]:
    show, years = estimate.unit.difference().show, " and ".join(academic_year(year) for year in line.years)
    by_size = ""
    if thirds:
        each = ", ".join(f"{SLOPE.show(slope)} among {name}" for name, slope in zip(THIRDS, thirds, strict=True))
        by_size = f"; {each} areas"
    return (
        f"Among {len(line.areas)} untreated areas the change goes with how far each stood from its own comparison in "
        f"{years}: a slope of {SLOPE.show(line.slope)} (standard error {PLAIN.show(line.slope_error)}{by_size}).",
        f"Areas level with their comparison changed by {show(line.centre)}; what is left is counted from there, the "
        "estimate with nothing taken off from 0.",
        f"This area stood {SLOPE.show(line.gap)} from its comparison, the others between {SLOPE.show(line.lowest)} and "
        f"{SLOPE.show(line.highest)}{'; it lies outside them' if line.beyond > 0.0 else ''}.",
    )


def _why(analysis: Analysis, estimate: Estimate, line: LessRise) -> str:
    if estimate.less_rise is not None:
        return "The rule by which the area was picked is declared, so what is left is the answer."
    if analysis.chose in UNDECLARED:
        return (
            "No rule by which the area was picked on such a figure is declared, so both answers stand in the headline; "
            "which of them is right cannot be read off the results."
        )
    if not line.middling:
        return "No area was picked, but this one stood apart from most, so both answers stand in the headline."
    return "No area was picked, and this one stood as most do, so the answer is the estimate with nothing taken off."
