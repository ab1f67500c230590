"""The other choice of balance: the outcome's baseline year matched on, or not.

Estimates
    The same estimate with the outcome of the latest baseline year added to the variables matched on, or,
    where it is among them, left out.
Assumes
    That both choices are defensible; which one is declared depends on how schools were chosen.
Standing
    Raises doubt where the other choice moves the estimate by more than half of what chance may, or takes half of it
    away. Holds where the move is smaller than both. Could not tell without an interval, where the estimate is itself
    smaller than half of what chance may move it, and where the other choice is less fair than the plan allows and
    gives another answer.
When it misleads
    Neither choice removes bias from selection on something nobody measured.
Reference
    Daw and Hatfield (2018), Health Services Research 53; Ham and Miratrix (2024) on matching before
    difference-in-differences.
Checked against
    ``tests/unit/sensitivity/test_outcome_in_balance.py``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, is_dataclass, replace

from evalkit.core.assumption import Assumption
from evalkit.core.errors import DesignError
from evalkit.core.registry import Method
from evalkit.design.parts.limits import limits_lifted, without_design
from evalkit.design.parts.options import VariableYear
from evalkit.records.analysis import Analysis
from evalkit.records.check import CheckResult
from evalkit.records.estimate import Estimate
from evalkit.records.shown import Refits, Refitted
from evalkit.sensitivity.parts.moves import by_other_choices
from evalkit.sensitivity.parts.path import MATCHED_ON, NOT_MATCHED_ON
from evalkit.sensitivity.parts.standing import yardstick

NAME = "outcome_in_balance"
ASKS = "Does the answer depend on matching on the outcome before the start?"


@dataclass(frozen=True, slots=True)
class Options:
    """The check has no options."""


def outcome_in_balance(
    analysis: Analysis, estimate: Estimate, point_estimate: Callable[[Analysis], Estimate], options: Options
) -> CheckResult:
    """Return the estimate under the other choice beside the declared one."""
    declared = analysis.design_options
    nearest = getattr(declared, "nearest", None)
    if nearest is None or not is_dataclass(declared) or isinstance(declared, type):
        return _unanswered(f"The design {analysis.design} has no list of variables matched on.")
    year = VariableYear(analysis.estimand.outcome, max(analysis.estimand.baseline))
    inside = year in nearest
    other = tuple(item for item in nearest if item != year) if inside else (*nearest, year)
    planned = analysis.change(design_options=replace(declared, nearest=other))
    refit, refusal = _refit(planned, point_estimate)
    show = estimate.unit.difference().show
    with_year, without_year = (estimate, refit) if inside else (refit, estimate)
    others = ([], [refit.estimate]) if refusal else ([refit.estimate], [])
    verdict, unfair = by_other_choices(yardstick(estimate), *others), bool(refusal)
    rows = (
        _row(MATCHED_ON, with_year, declared=inside, unfair=unfair),
        _row(NOT_MATCHED_ON, without_year, declared=not inside, unfair=unfair),
    )
    return CheckResult(
        check=NAME,
        asks=ASKS,
        passed=verdict.passed,
        answered=True,
        answer=(
            f"Matching on the outcome of the last year before the start gives {show(with_year.estimate)} "
            f"{estimate.unit.name}, not matching on it {show(without_year.estimate)}; "
            f"the plan declared {'the first' if inside else 'the second'}.{refusal} {verdict.words}"
        ),
        unit=estimate.unit.name,
        shows=Refits(rows),
    )


METHOD = Method(
    summary="The estimate with the outcome's baseline year matched on, and without",
    run=outcome_in_balance,
    options=Options,
    words="with results before the start matched on, and without",
    shapes=("panel",),
    speaks_to=(Assumption.PLAN,),
    checked_against=("tests/unit/sensitivity/test_outcome_in_balance.py::test_other_choice_equals_planning_it",),
)


def _refit(planned: Analysis, point_estimate: Callable[[Analysis], Estimate]) -> tuple[Estimate, str]:
    """Return the other choice's estimate, with the design's limits lifted where they would refuse it."""
    try:
        return point_estimate(planned), ""
    except DesignError as refusal:
        faults = "; ".join(f"{without_design(fault.where)} {fault.found}" for fault in refusal.faults)
        estimate = point_estimate(limits_lifted(planned))
        return estimate, f" The other choice has a less fair comparison than the plan allows: {faults}."


def _row(label: str, found: Estimate, *, declared: bool, unfair: bool) -> Refitted:
    """Return one choice; the limits are lifted for the other choice alone."""
    return Refitted(label, found.estimate, declared, found.counts.units_treated, unfair and not declared)


def _unanswered(reason: str) -> CheckResult:
    return CheckResult(NAME, ASKS, None, False, reason)
