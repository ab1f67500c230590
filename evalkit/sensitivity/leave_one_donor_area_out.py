"""Leave one donor area out, to see whether the comparison rests on a single area.

Estimates
    The same estimate with each area that gives comparison schools left out in turn; the schools that
    lose donors find new ones elsewhere.
Assumes
    Nothing beyond the estimate itself; the design's limits on fairness are not applied to the refits.
Standing
    Raises doubt where one area moves the estimate by more than half of what chance may, or carries half of it. Holds
    where every move is smaller than both and every area could be left out. Could not tell without an interval, where
    too few similar schools are left without an area, and where the estimate is itself smaller than half of what
    chance may move it.
When it misleads
    It cannot see a shock that moved all comparison areas together, or one to the programme's own area.
Reference
    Cook (1977), Technometrics 19, for influence by deletion; Abadie, Diamond and Hainmueller (2015),
    American Journal of Political Science 59, for leaving out one comparison area.
Checked against
    ``tests/unit/sensitivity/test_leave_one_donor_area_out.py`` (hand-worked donors).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from evalkit.analysis.compare import compare
from evalkit.core.assumption import Assumption
from evalkit.core.registry import Method
from evalkit.design.parts.limits import limits_lifted
from evalkit.records.analysis import Analysis
from evalkit.records.check import CheckResult
from evalkit.records.comparison import Comparison
from evalkit.records.estimate import Estimate
from evalkit.records.shown import AreasLeftOut, WithoutArea
from evalkit.sensitivity.parts.moves import farthest, without_one
from evalkit.sensitivity.parts.refits import Point, Refit, narrowed, refit, unanswered
from evalkit.sensitivity.parts.standing import yardstick
from evalkit.tables.panel import Panel

NAME = "leave_one_donor_area_out"
ASKS = "Does the answer rest on the comparison schools of a single area?"
SHARED = "A shock to all of them together would not show here."


@dataclass(frozen=True, slots=True)
class Options:
    """Options of leave one donor area out.

    Attributes
    ----------
    largest_move : float
        Share of the interval's half-width. An area that moves the estimate by more than half of what
        chance may move it carries the answer.
    """

    largest_move: float = 0.5


def leave_one_donor_area_out(
    analysis: Analysis, estimate: Estimate, point_estimate: Point, options: Options
) -> CheckResult:
    """Return the estimate without each donor area, and whether one area carries it."""
    comparison = compare(limits_lifted(analysis))
    shares = _shares(comparison)
    if shares is None:
        return unanswered(NAME, ASKS, "The table does not say in which area a school lies; area codes would answer it.")
    if len(shares) < 2:
        return unanswered(
            NAME, ASKS, "All comparison schools lie in one area; wider donor rules, with more areas, would answer it."
        )
    names = _names(analysis, comparison)
    near = narrowed(limits_lifted(analysis), comparison)
    refits = {area: _without(near, area, point_estimate) for area in shares.index}
    rows = [
        WithoutArea(area, str(names.get(area, area)), 100 * float(shares[area]), done.estimate.estimate)
        for area, done in refits.items()
        if done.estimate is not None
    ]
    if not rows:
        return unanswered(NAME, ASKS, "Without any one area too few comparison schools are left; wider rules would do.")
    ordered = tuple(sorted(rows, key=lambda row: (row.estimate, row.area)))
    return _result(estimate, ordered, len(refits) - len(rows), options)


METHOD = Method(
    summary="The estimate with each area that gives comparison schools left out in turn",
    run=leave_one_donor_area_out,
    options=Options,
    words="one comparison area left out at a time",
    shapes=("panel",),
    speaks_to=(Assumption.SPREAD,),
    checked_against=(
        "tests/unit/sensitivity/test_leave_one_donor_area_out.py::test_hand_worked_areas",
        "tests/unit/sensitivity/test_leave_one_donor_area_out.py::test_each_row_equals_planning_it",
    ),
)


def _result(estimate: Estimate, rows: tuple[WithoutArea, ...], infeasible: int, options: Options) -> CheckResult:
    yard, show = yardstick(estimate), estimate.unit.difference().show
    low, high = rows[0].estimate, rows[-1].estimate
    verdict = without_one(yard, [row.estimate for row in rows], options.largest_move, "areas")
    areas = "one area is" if infeasible == 1 else f"{infeasible} areas are"
    rest = f" Too few comparison schools would be left without some areas: {areas} not shown." if infeasible else ""
    return CheckResult(
        check=NAME,
        asks=ASKS,
        passed=None if infeasible and verdict.passed else verdict.passed,
        answered=True,
        answer=(
            f"Leaving out one comparison area at a time, the estimate runs from {show(low)} to {show(high)} "
            f"{estimate.unit.name}: {verdict.words}.{rest} {SHARED}"
        ),
        unit=estimate.unit.name,
        shows=AreasLeftOut(rows, estimate.estimate, low, high, farthest(rows, estimate), yard.half_width),
    )


def _without(analysis: Analysis, area: str, point_estimate: Point) -> Refit:
    left_out = replace(analysis.donors, exclude_areas=(*analysis.donors.exclude_areas, area))
    return refit(analysis.change(donors=left_out), point_estimate)


def _shares(comparison: Comparison) -> pd.Series | None:
    """Return each donor area's share of the comparison's weight, or None where areas are not known."""
    roles = comparison.roles
    if roles.area is None:
        return None
    schools = comparison.frame[~comparison.frame[roles.treated]].drop_duplicates(roles.unit)
    weights = schools.groupby(roles.area)[roles.weight].sum().sort_index()
    return weights / weights.sum()


def _names(analysis: Analysis, comparison: Comparison) -> dict[str, str]:
    if comparison.pool is not None:
        return dict(zip(comparison.pool.area_codes, comparison.pool.area_names, strict=True))
    if isinstance(analysis.data, Panel) and analysis.data.has("area_name"):
        rows = analysis.data.frame.drop_duplicates("area", keep="last")
        return dict(zip(rows["area"], rows["area_name"], strict=True))
    return {}
