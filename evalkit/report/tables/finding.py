"""A finding as tables: the number, every way of judging certainty, every check."""

from __future__ import annotations

from evalkit.core.quantity import Unit
from evalkit.findings.finding import Finding
from evalkit.records.estimate import Estimate
from evalkit.report.block import Block
from evalkit.report.sentences.finding import read_estimate
from evalkit.report.tabling import NOT_APPLICABLE, Column, table_block
from evalkit.report.words import named, opened, plain, unit_heading

P_VALUE = Unit("no unit", 3)
COUNT = Unit("number", 0)


def summary(finding: Finding) -> Block:
    """Estimate, interval and counts on one row."""
    result = finding.estimate
    sure = read_estimate(result).inference
    unit = result.unit.difference()
    heading = unit_heading(unit)
    row = {
        "finding": finding.id,
        "status": finding.status,
        "estimate": result.estimate,
        "low": sure.conf_low if sure else None,
        "high": sure.conf_high if sure else None,
        "treated": result.counts.schools_treated,
        "comparison": result.counts.schools_comparison,
        "pupils": result.counts.pupils_treated,
    }
    columns = (
        Column("finding", "Finding"),
        Column("status", "Status"),
        Column("estimate", f"Estimate ({heading})", unit),
        Column("low", f"Interval from ({heading})", unit),
        Column("high", f"Interval to ({heading})", unit),
        Column("treated", "Schools studied (number)", COUNT),
        Column("comparison", "Similar schools (number)", COUNT),
        Column("pupils", "Pupils in schools studied (number)", COUNT),
    )
    notes = (f"Interval at {100 * sure.conf_level:.0f} per cent by the way called {named(sure.name)}.",) if sure else ()
    return table_block(
        f"{finding.id}-summary", opened(result.outcome), columns, [row], notes=notes, findings=(finding.id,)
    )


def inferences(finding: Finding) -> Block:
    """Every way of judging certainty, with what it leaves out."""
    return _inferences(finding.estimate, f"{finding.id}-inferences", (finding.id,), _marks(finding))


def checks(finding: Finding) -> Block:
    """Every check, the unanswered first."""
    ordered = sorted(finding.checks, key=lambda check: check.answered)
    rows = [
        {"asks": check.asks, "answer": check.answer, "verdict": _verdict(check.passed, answered=check.answered)}
        for check in ordered
    ]
    rows = rows or [{"asks": "none", "answer": "The plan asks for no check.", "verdict": "none"}]
    columns = (Column("asks", "Question"), Column("answer", "Answer"), Column("verdict", "Verdict"))
    return table_block(f"{finding.id}-checks", "How easily it could be wrong", columns, rows, findings=(finding.id,))


def estimate(result: Estimate) -> Block:
    """Every way of judging certainty of an estimate that belongs to no study."""
    return _inferences(result, "estimate-inferences", (), {})


def _inferences(result: Estimate, identifier: str, findings: tuple[str, ...], marks: dict[str, str]) -> Block:
    unit = result.unit.difference()
    heading = unit_heading(unit)
    rows = [
        {
            "name": f"{named(one.name)}{marks.get(one.name, '')}",
            "estimate": result.estimate,
            "low": one.conf_low,
            "high": one.conf_high,
            "level": 100 * one.conf_level,
            "p": one.p_value,
            "df": one.df,
            "ignores": plain(one.ignores) or "nothing known",
        }
        for one in result.inferences
    ]
    columns = (
        Column("name", "How sure, by"),
        Column("estimate", f"Estimate ({heading})", unit),
        Column("low", f"From ({heading})", unit),
        Column("high", f"To ({heading})", unit),
        Column("level", "Level (%)", COUNT),
        Column("p", "p (no unit)", P_VALUE, missing=NOT_APPLICABLE),
        Column("df", "df (number)", Unit("number", 1), missing=NOT_APPLICABLE),
        Column("ignores", "Leaves out"),
    )
    notes = tuple(dict.fromkeys(caveat for one in result.inferences for caveat in one.caveats))
    title = f"{opened(result.outcome)}: the estimate and how sure it is, by every way"
    return table_block(identifier, title, columns, rows, notes=notes, findings=findings)


def _marks(finding: Finding) -> dict[str, str]:
    shown = read_estimate(finding.estimate).inference
    return {shown.name: " (shown first)"} if shown else {}


def _verdict(passed: bool | None, *, answered: bool) -> str:
    if not answered:
        return "not answered"
    return {True: "holds", False: "does not hold", None: "for the reader to judge"}[passed]
