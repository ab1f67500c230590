"""Choices of matching: the same estimate with more or fewer similar schools, and another scale of distance.

Estimates
    The same estimate with each number of comparison schools for a school of the programme, and with
    distances scaled by the covariance within strata where the plan scales by that over all schools.
Assumes
    That each choice could have been the plan's: no rule tells three similar schools from five.
Standing
    Raises doubt where a choice moves the estimate by more than half of what chance may, or takes half of it away.
    Holds where every move is smaller than both. Could not tell without an interval, where the estimate is itself
    smaller than half of what chance may move it, and where only a comparison less fair than the plan allows gives
    another answer.
When it misleads
    Choices that agree may all be wrong together. Fewer schools are more alike and vary more by chance.
Reference
    Stuart (2010), Statistical Science 25.
Checked against
    ``tests/unit/sensitivity/test_matching_choices.py`` (hand-worked donors).
"""

from __future__ import annotations

from dataclasses import dataclass, is_dataclass, replace
from typing import Any

from evalkit.core.assumption import Assumption
from evalkit.core.registry import Method
from evalkit.records.analysis import Analysis
from evalkit.records.check import CheckResult
from evalkit.records.estimate import Estimate
from evalkit.records.shown import Refits, Refitted
from evalkit.sensitivity.parts.moves import by_other_choices
from evalkit.sensitivity.parts.path import SCALE_LABEL
from evalkit.sensitivity.parts.refits import Point, half_width, refit, unanswered
from evalkit.sensitivity.parts.standing import yardstick

NAME = "matching_choices"
ASKS = "Does the answer depend on how comparison schools were matched?"
OTHER_SCALE = {"all": "strata", "strata": "all"}


@dataclass(frozen=True, slots=True)
class Options:
    """Options of choices of matching.

    Attributes
    ----------
    ratios : tuple of int
        Comparison schools for a school of the programme. Three, five and ten span what studies use.
    """

    ratios: tuple[int, ...] = (3, 5, 10)


def matching_choices(analysis: Analysis, estimate: Estimate, point_estimate: Point, options: Options) -> CheckResult:
    """Return the estimate under each choice of matching beside the declared one."""
    declared: Any = analysis.design_options
    if not is_dataclass(declared) or isinstance(declared, type) or not hasattr(declared, "ratio"):
        return unanswered(
            NAME, ASKS, f"The design {analysis.design} matches no schools; schools by year of other areas would let it."
        )
    rows: list[tuple[str, Estimate, str]] = []
    impossible: list[str] = []
    for label, changes in _choices(declared, options):
        if not changes:
            rows.append((label, estimate, ""))
            continue
        done = refit(analysis.change(design_options=replace(declared, **changes)), point_estimate)
        if done.estimate is None:
            impossible.append(f"{label}: {done.remark}")
        else:
            rows.append((label, done.estimate, done.remark))
    if len(rows) < 2:
        return unanswered(NAME, ASKS, f"No other choice can be made. {'; '.join(impossible)}.")
    return _result(estimate, rows, impossible)


METHOD = Method(
    summary="The estimate with three, five and ten comparison schools each, and with distances within strata",
    run=matching_choices,
    options=Options,
    words="comparison schools chosen in other ways",
    shapes=("panel",),
    speaks_to=(Assumption.PLAN,),
    checked_against=(
        "tests/unit/sensitivity/test_matching_choices.py::test_hand_worked_ratios",
        "tests/unit/sensitivity/test_matching_choices.py::test_distance_within_strata_is_planned_by_hand",
    ),
)


def _choices(declared: Any, options: Options) -> list[tuple[str, dict[str, object]]]:
    found: list[tuple[str, dict[str, object]]] = [
        (f"{ratio} comparison schools each", {} if ratio == declared.ratio else {"ratio": ratio})
        for ratio in sorted({declared.ratio, *options.ratios})
    ]
    if getattr(declared, "exact", ()) and getattr(declared, "scale", "") in OTHER_SCALE:
        other = OTHER_SCALE[declared.scale]
        found.append((SCALE_LABEL[other], {"scale": other}))
    return found


def _result(estimate: Estimate, rows: list[tuple[str, Estimate, str]], impossible: list[str]) -> CheckResult:
    show = estimate.unit.difference().show
    refits = tuple(
        Refitted(label, one.estimate, one is estimate, one.counts.units_treated, bool(remark))
        for label, one, remark in rows
    )
    low, high = min(one.estimate for one in refits), max(one.estimate for one in refits)
    unfair = [f"{label}, {remark}" for label, _, remark in rows if remark]
    fair = [one.estimate for _, one, remark in rows if not remark and one is not estimate]
    verdict = by_other_choices(yardstick(estimate), fair, [one.estimate for _, one, remark in rows if remark])
    said = [
        f"Under other choices of matching the estimate runs from {show(low)} to {show(high)} {estimate.unit.name}; "
        f"the plan's gives {show(estimate.estimate)}.",
        f"Less fair than the plan allows: {'; '.join(unfair)}." if unfair else "",
        f"Could not be done: {'; '.join(impossible)}." if impossible else "",
        verdict.words,
    ]
    return CheckResult(
        check=NAME,
        asks=ASKS,
        passed=verdict.passed,
        answered=True,
        answer=" ".join(text for text in said if text),
        unit=estimate.unit.name,
        shows=Refits(refits, estimate.estimate, half_width(estimate)),
    )
