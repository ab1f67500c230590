"""Attaching the declared inferences and checks to an estimate, and making a finding of it all."""

from __future__ import annotations

from evalkit.analysis.point import point_estimate
from evalkit.core.errors import EstimationError, StudyFileError
from evalkit.evaluation.binding import Bound
from evalkit.findings.finding import Finding
from evalkit.inference import INFERENCES
from evalkit.inference.parts.placebos import MIN_SCHOOLS
from evalkit.inference.parts.primary import primary_by_rule
from evalkit.records.analysis import Analysis
from evalkit.records.check import CheckResult
from evalkit.records.comparison import Comparison
from evalkit.records.estimate import Estimate, Inference, Refusal
from evalkit.sensitivity import CHECKS
from evalkit.study.model import Question, Study


def sure_estimate(analysis: Analysis, bound: Bound) -> Estimate:
    """Return the estimate with every declared inference, the primary first.

    A design may refuse an inference. If that is the primary one, the line stops; if it is one that stands beside
    it, the estimate carries the reason.
    """
    estimate = point_estimate(analysis)
    primary, *beside = analysis.inference
    inferences, refused = [_infer(analysis, estimate, primary, bound)], []
    for name in beside:
        try:
            inferences.append(_infer(analysis, estimate, name, bound))
        except EstimationError as refusal:
            refused.append(Refusal(name, "; ".join(fault.found for fault in refusal.faults)))
    return estimate.with_inferences(tuple(inferences), primary, tuple(refused))


def refuse_undeclared(study: Study, question: Question, check: str) -> None:
    """Refuse a check that the question does not declare."""
    known = question.checks
    if check not in known:
        raise StudyFileError.one(
            where=f"study {study.name}, question {question.id}, check {check}",
            found="not among the question's checks",
            allowed=", ".join(known) or "the question declares none",
            next="add it to the question's checks in study.toml",
        )


def run_check(analysis: Analysis, estimate: Estimate, name: str, bound: Bound) -> CheckResult:
    """Return what one check found."""
    result = CHECKS.get(name).run(analysis, estimate, point_estimate, bound.of(name))
    assert isinstance(result, CheckResult)
    return result


def finding_of(
    estimate: Estimate, comparison: Comparison, checks: tuple[CheckResult, ...], bound: Bound, question: Question
) -> Finding:
    """Return the question answered, with the inference that the design itself would put first."""
    choice = primary_by_rule(comparison, MIN_SCHOOLS)
    declared = _declared(question.inference[0], bound)
    return Finding(
        id=question.id,
        question=question.asks,
        status=question.status,
        estimate=estimate,
        checks=checks,
        balance=comparison.balance,
        rule_primary=choice.name,
        rule_reason=choice.reason,
        departs=_departure(declared, choice.name, question.departs),
        caveats=(*estimate.caveats, *estimate.inference().caveats),
    )


def _infer(analysis: Analysis, estimate: Estimate, name: str, bound: Bound) -> Inference:
    inference = INFERENCES.get(name).run(analysis, estimate, point_estimate, bound.of(name))
    assert isinstance(inference, Inference)
    return inference


def _declared(name: str, bound: Bound) -> str:
    """Return the primary as the rule names it: by area, cluster-robust errors have a name of their own."""
    by_area = name == "cluster_robust" and getattr(bound.of(name), "by", "") == "area"
    return "cluster_robust_by_area" if by_area else name


def _departure(declared: str, rule: str, reason: str) -> str:
    if declared == rule:
        return ""
    return (
        reason
        or "The plan puts another way of judging certainty first than the design's own rule, and gives no reason."
    )
