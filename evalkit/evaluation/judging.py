"""Attaching the declared inferences and checks to an estimate, and making a finding of it all."""

from __future__ import annotations

from evalkit.analysis.point import point_estimate
from evalkit.evaluation.binding import Bound
from evalkit.findings.finding import Finding
from evalkit.inference import INFERENCES
from evalkit.inference.parts.primary import COMING, primary_by_rule
from evalkit.records.analysis import Analysis
from evalkit.records.check import CheckResult
from evalkit.records.comparison import Comparison
from evalkit.records.estimate import Estimate, Inference
from evalkit.report.words import plain
from evalkit.sensitivity import CHECKS
from evalkit.study.model import Question

MIN_SCHOOLS = 5


def sure_estimate(analysis: Analysis, bound: Bound) -> Estimate:
    """Return the estimate with every declared inference that is available, the primary first."""
    estimate = point_estimate(analysis)
    inferences = tuple(_infer(analysis, estimate, name, bound) for name in analysis.inference)
    return estimate.with_inferences(inferences, analysis.inference[0])


def run_checks(analysis: Analysis, estimate: Estimate, names: tuple[str, ...], bound: Bound) -> tuple[CheckResult, ...]:
    """Return what each check found, in the order given."""
    results = [CHECKS.get(name).run(analysis, estimate, point_estimate, bound.of(name)) for name in names]
    return tuple(result for result in results if isinstance(result, CheckResult))


def finding_of(
    estimate: Estimate, comparison: Comparison, checks: tuple[CheckResult, ...], bound: Bound, question: Question
) -> Finding:
    """Return the question answered, with the inference that the design itself would put first."""
    choice = primary_by_rule(comparison, MIN_SCHOOLS)
    declared = question.inference[0]
    pending = declared if declared in bound.pending else ""
    return Finding(
        id=question.id,
        question=question.asks,
        status=question.status,
        estimate=estimate,
        checks=checks,
        balance=comparison.balance,
        rule_primary=choice.name,
        rule_reason=choice.reason,
        pending=pending,
        departs=_departure(declared, choice.name, question.departs),
        caveats=(*estimate.caveats, *estimate.inference().caveats, *_pending(pending, estimate)),
    )


def _infer(analysis: Analysis, estimate: Estimate, name: str, bound: Bound) -> Inference:
    inference = INFERENCES.get(name).run(analysis, estimate, point_estimate, bound.of(name))
    assert isinstance(inference, Inference)
    return inference


def _departure(declared: str, rule: str, reason: str) -> str:
    if declared == rule:
        return ""
    return (
        reason
        or "The plan puts another way of judging certainty first than the design's own rule, and gives no reason."
    )


def _pending(pending: str, estimate: Estimate) -> tuple[str, ...]:
    if not pending:
        return ()
    ignored = plain(estimate.inference().ignores) or "nothing that is known"
    return (
        f"The way of judging certainty that this design needs, {COMING[pending]}, is still to come. "
        f"The interval shown ignores {ignored} and is likely to be too narrow.",
    )
