"""The findings file: every number words may quote, in a form that machines and people can compare.

Nothing in it depends on when, where or in which row order it was made: no time, no path, no host.
The schema is described in ``docs/findings.md``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from evalkit.core.estimand import Estimand
from evalkit.core.quantity import Unit, twelve_digits
from evalkit.findings.beside import content
from evalkit.findings.circumstances import base_year_content, own_schools_content
from evalkit.findings.families import families_content
from evalkit.findings.finding import Finding, Unanswered
from evalkit.findings.plan_stamp import stamp_content
from evalkit.findings.shown import shown_content
from evalkit.findings.standing import standing_content
from evalkit.records.check import CheckResult
from evalkit.records.comparison import Balance, BalanceRow, Counts
from evalkit.records.description import EventPoint, EventStudy
from evalkit.records.estimate import Inference
from evalkit.tables.flow import Flow, Step

SCHEMA_VERSION = 3

Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class Source:
    """Whose findings they are.

    Attributes
    ----------
    study : str
        Name of the study folder.
    title : str
        Title of the study.
    synthetic : bool
        Whether the tables were invented.
    """

    study: str
    title: str
    synthetic: bool


@dataclass(frozen=True, slots=True)
class Answered:
    """One finding with what travels along with it.

    Attributes
    ----------
    finding : Finding
        The answer.
    by_year : EventStudy
        The same estimate year by year.
    flow : Flow
        Who was lost on the way.
    """

    finding: Finding
    by_year: EventStudy
    flow: Flow


def write_findings(source: Source, answered: Iterable[Answered | Unanswered], path: Path) -> None:
    """Write findings and what travels with them; the same findings always give the same bytes.

    Parameters
    ----------
    source : Source
        Whose findings they are.
    answered : iterable of Answered or Unanswered
        In the order of the study's questions.
    path : Path
        File to write.
    """
    path.write_text(findings_text(source, answered), encoding="utf-8", newline="\n")


def findings_text(source: Source, answered: Iterable[Answered | Unanswered]) -> str:
    """Return the text of a findings file."""
    told = list(answered)
    refused = [_unanswered(one) for one in told if isinstance(one, Unanswered)]
    content = {
        "schema_version": SCHEMA_VERSION,
        "study": {"name": source.study, "title": source.title},
        "data": {"synthetic": source.synthetic},
        "findings": [_answered(one) for one in told if isinstance(one, Answered)],
        **({"unanswered": refused} if refused else {}),
        **families_content([one.finding for one in told if isinstance(one, Answered)]),
    }
    return json.dumps(content, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def _answered(answered: Answered) -> Json:
    finding, estimate = answered.finding, answered.finding.estimate
    return {
        "id": finding.id,
        "question": finding.question,
        "status": finding.status,
        "estimand": _estimand(estimate.estimand),
        "design": estimate.design,
        "estimator": estimate.estimator,
        "unit": _unit(estimate.unit),
        "estimate": _number(estimate.estimate),
        "counts": _counts(estimate.counts),
        "primary": estimate.primary,
        "rule_primary": finding.rule_primary,
        "rule_reason": finding.rule_reason,
        "departs": finding.departs,
        "inferences": [_inference(inference) for inference in estimate.inferences],
        "refused": [{"name": refusal.name, "reason": refusal.reason} for refusal in estimate.refused],
        **({"less_rise": standing_content(estimate.less_rise)} if estimate.less_rise else {}),
        **({"if_chosen_low": standing_content(estimate.if_chosen_low)} if estimate.if_chosen_low else {}),
        "by_year": [_event(point) for point in answered.by_year.points],
        **base_year_content(finding.base_year),
        **own_schools_content(finding.standing),
        "diagnostics": _named(estimate.diagnostics),
        "checks": [_check(check) for check in finding.checks],
        **({"balance": _balance(finding.balance)} if finding.balance else {}),
        "flow": [_step(step) for step in answered.flow.steps],
        "caveats": list(finding.caveats),
        **({"unobserved_need": finding.unobserved_need} if finding.unobserved_need else {}),
        **({"beside": told} if (told := content(finding.beside)) else {}),
        **stamp_content(finding.stamp),
    }


def _unanswered(refused: Unanswered) -> Json:
    return {
        "id": refused.id,
        "question": refused.question,
        "status": refused.status,
        "refusal": [
            {"where": fault.where, "found": fault.found, "allowed": fault.allowed, "next": fault.next}
            for fault in refused.faults
        ],
        **stamp_content(refused.stamp),
    }


def _estimand(estimand: Estimand) -> Json:
    return {
        "outcome": estimand.outcome,
        "label": estimand.label,
        "population": estimand.population,
        "cohort": estimand.cohort,
        "baseline": list(estimand.baseline),
        "weighting": estimand.weighting,
        "summary": estimand.summary,
        "sentence": str(estimand),
    }


def _unit(unit: Unit) -> Json:
    return {"name": unit.name, "decimals": unit.decimals}


def _counts(counts: Counts) -> Json:
    return {
        "kind": counts.kind,
        "units_treated": int(counts.units_treated),
        "units_comparison": int(counts.units_comparison),
        "pupils_treated": counts.pupils_treated,
        "pupils_comparison": counts.pupils_comparison,
        "areas_treated": int(counts.areas_treated),
        "areas_comparison": int(counts.areas_comparison),
    }


def _inference(inference: Inference) -> Json:
    return {
        "name": inference.name,
        "std_error": _number(inference.std_error),
        "df": _number(inference.df),
        "conf_low": _number(inference.conf_low),
        "conf_high": _number(inference.conf_high),
        "conf_level": _number(inference.conf_level),
        "p_value": _number(inference.p_value),
        "assumes": inference.assumes,
        "ignores": inference.ignores,
        "details": _named(inference.numbers().items()),
        "caveats": list(inference.caveats),
    }


def _event(point: EventPoint) -> Json:
    return {
        "year": int(point.year),
        "estimate": _number(point.estimate),
        "conf_low": _number(point.conf_low),
        "conf_high": _number(point.conf_high),
        "units": int(point.units),
        "primary": bool(point.primary),
    }


def _check(check: CheckResult) -> Json:
    return {
        "check": check.check,
        "asks": check.asks,
        "answered": bool(check.answered),
        "passed": None if check.passed is None else bool(check.passed),
        "standing": check.standing.value,
        "answer": check.answer,
        **({"shows": shown_content(check.shows)} if check.shows else {}),
    }


def _balance(balance: Balance) -> Json:
    return {
        "rows": [_balance_row(row) for row in balance.rows],
        "effective_units": _number(balance.effective_units),
        "effective_areas": _number(balance.effective_areas),
        "largest_weight": _number(balance.largest_weight),
    }


def _balance_row(row: BalanceRow) -> Json:
    return {
        "variable": row.variable,
        "label": row.label,
        "treated": _number(row.treated),
        "before": _number(row.before),
        "after": _number(row.after),
        "smd_before": _number(row.smd_before),
        "smd_after": _number(row.smd_after),
        "variance_ratio": _number(row.variance_ratio),
        "matched_on": bool(row.matched_on),
        "caution": row.caution,
    }


def _step(step: Step) -> Json:
    return {
        "step": step.name,
        "group": step.group,
        "unit": step.unit,
        "entered": int(step.entered),
        "left": int(step.left),
        "lost": [{"reason": reason, "count": int(count)} for reason, count in step.by_reason()],
    }


def _named(values: Iterable[tuple[str, float]]) -> Json:
    return {name: _number(value) for name, value in values}


def _number(value: float) -> float | None:
    return twelve_digits(float(value))
