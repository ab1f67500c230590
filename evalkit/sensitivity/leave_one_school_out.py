"""Leave one school out, to see whether the estimate rests on a single school.

Estimates
    The same estimate with each of the programme's schools left out in turn.
Assumes
    Nothing beyond the estimate itself; a school left out stays out of every comparison too, and the
    design's limits on fairness are not applied to the refits.
Standing
    Raises doubt where one school moves the estimate by more than half of what chance may, or carries half of it.
    Holds where every move is smaller than both. Could not tell without an interval, and where the estimate is itself
    smaller than half of what chance may move it.
When it misleads
    It says nothing about what all schools share, such as a shock to their area, nor about two schools together.
Reference
    Cook (1977), Technometrics 19, for influence by deletion.
Checked against
    ``tests/unit/sensitivity/test_leave_one_school_out.py`` (closed form for equal weights).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from evalkit.analysis.compare import compare
from evalkit.core.assumption import Assumption
from evalkit.core.registry import Method
from evalkit.design.parts.limits import limits_lifted
from evalkit.records.analysis import Analysis
from evalkit.records.check import CheckResult
from evalkit.records.comparison import Comparison
from evalkit.records.estimate import Estimate
from evalkit.records.shown import SchoolsLeftOut, WithoutSchool
from evalkit.sensitivity.parts.moves import farthest, without_one
from evalkit.sensitivity.parts.refits import narrowed
from evalkit.sensitivity.parts.standing import yardstick

NAME = "leave_one_school_out"
ASKS = "Does the answer rest on a single school?"
SHARED = "What all of them share would not show here."


@dataclass(frozen=True, slots=True)
class Options:
    """Options of leave one school out.

    Attributes
    ----------
    largest_move : float
        Share of the interval's half-width. A school that moves the estimate by more than half of what
        chance may move it carries the answer.
    """

    largest_move: float = 0.5


def leave_one_school_out(
    analysis: Analysis, estimate: Estimate, point_estimate: Callable[[Analysis], Estimate], options: Options
) -> CheckResult:
    """Return the estimate without each school, and whether one school carries it."""
    comparison = compare(limits_lifted(analysis))
    schools = _schools(analysis, comparison)
    if len(schools) < 2:
        return CheckResult(NAME, ASKS, None, False, "It cannot be asked of a programme with a single school.")
    free = narrowed(limits_lifted(analysis), comparison)
    refits = [
        WithoutSchool(school, point_estimate(free.change(treated=analysis.treated - {school})).estimate)
        for school in schools
    ]
    rows = tuple(sorted(refits, key=lambda row: (row.estimate, row.school)))
    yard, show = yardstick(estimate), estimate.unit.difference().show
    verdict = without_one(yard, [row.estimate for row in rows], options.largest_move, "schools")
    low, high = rows[0].estimate, rows[-1].estimate
    return CheckResult(
        check=NAME,
        asks=ASKS,
        passed=verdict.passed,
        answered=True,
        answer=(
            f"Leaving out one school at a time, the estimate runs from {show(low)} to {show(high)} "
            f"{estimate.unit.name}: {verdict.words}. {SHARED}"
        ),
        unit=estimate.unit.name,
        shows=SchoolsLeftOut(rows, estimate.estimate, low, high, farthest(rows, estimate), yard.half_width),
    )


METHOD = Method(
    summary="The estimate with each school of the programme left out in turn",
    run=leave_one_school_out,
    options=Options,
    words="one school of the programme left out at a time",
    shapes=("panel",),
    speaks_to=(Assumption.SPREAD,),
    checked_against=("tests/unit/sensitivity/test_leave_one_school_out.py::test_equals_the_closed_form",),
)


def _schools(analysis: Analysis, comparison: Comparison) -> list[int]:
    pool = comparison.pool
    return sorted(analysis.treated) if pool is None else [int(school) for school in pool.unit[pool.treated]]
