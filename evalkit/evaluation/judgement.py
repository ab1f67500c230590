"""Attaching the declared inferences and checks to an estimate, and making a finding of it all."""

from __future__ import annotations

from evalkit.core.errors import StudyFileError
from evalkit.evaluation.attachment import sure
from evalkit.evaluation.bound_options import Bound
from evalkit.evaluation.compared import standing_of
from evalkit.evaluation.wanted import with_publishers
from evalkit.findings.beside import NOTHING_BESIDE, Beside
from evalkit.findings.finding import Finding
from evalkit.inference import INFERENCES
from evalkit.inference.parts.placebos import MIN_SCHOOLS
from evalkit.inference.parts.primary import primary_by_rule
from evalkit.inference.parts.standing import estimate_as_declared
from evalkit.records.analysis import Analysis
from evalkit.records.check import CheckResult
from evalkit.records.comparison import Comparison
from evalkit.records.estimate import Estimate
from evalkit.sensitivity import CHECKS
from evalkit.study.model import Question, Study

NO_REASON = "The plan puts another way of judging certainty first than the design's own rule, and gives no reason."


def sure_estimate(analysis: Analysis, bound: Bound) -> Estimate:
    """Return the estimate with every declared inference, the primary first, or the reason why one cannot be had."""
    return sure(analysis, bound.of)


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
    result = CHECKS.get(name).run(analysis, estimate, estimate_as_declared, bound.of(name))
    assert isinstance(result, CheckResult)
    return with_publishers(result)


def finding_of(
    estimate: Estimate,
    comparison: Comparison,
    checks: tuple[CheckResult, ...],
    bound: Bound,
    question: Question,
    beside: Beside = NOTHING_BESIDE,
) -> Finding:
    """Return the question answered, with the inference that the design itself would put first."""
    choice = primary_by_rule(comparison, MIN_SCHOOLS)
    return Finding(
        id=question.id,
        question=question.asks,
        status=question.status,
        estimate=estimate,
        checks=checks,
        balance=comparison.balance,
        rule_primary=choice.name,
        rule_reason=choice.reason,
        departs="" if same_way(estimate.primary, bound, choice.name) else question.departs or NO_REASON,
        caveats=(*estimate.caveats, *estimate.inference().caveats),
        standing=standing_of(comparison),
        beside=beside,
    )


def same_way(declared: str, bound: Bound, rule: str) -> bool:
    """Say whether the primary declared, with its options, plays the very part of the one that the rule chose."""
    if not rule or declared == rule:
        return declared == rule
    chosen = INFERENCES.get(rule)
    role = INFERENCES.get(declared).role_with(bound.of(declared))
    return role != "" and role == chosen.role_with(chosen.options())
