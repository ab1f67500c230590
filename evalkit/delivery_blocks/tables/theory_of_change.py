"""The theory of change as tables: each arrow with what its indicator showed, and what stands without the other."""

from __future__ import annotations

from evalkit.findings.finding import Finding, Unanswered
from evalkit.records.delivery.theory_of_change import ChangeArrow, ChangeTheory
from evalkit.report.block import Block
from evalkit.report.sentences.unanswered import NOT_ANSWERED
from evalkit.report.table_cells import Column, table_block
from evalkit.report.verbs import sentence
from evalkit.report.words import ended, opened, stopped

PARTS = ("theory_of_change", "loose", "steps")
NOTHING = "Nothing tests it"


def theory_of_change(result: ChangeTheory) -> Block:
    """Each arrow, the indicator that tests it, and what that showed in its own words."""
    columns = (
        Column("from", "From"),
        Column("to", "To"),
        Column("because", "Why it should follow"),
        Column("indicator", "Tested by"),
        Column("shows", "What that showed"),
    )
    rows = [
        {
            "from": result.step(one.start).says,
            "to": result.step(one.end).says,
            "because": opened(one.because),
            "indicator": opened(one.about) or NOTHING,
            "shows": _shown(one),
        }
        for one in result.arrows
    ]
    note = "That a step and the next were both seen does not show that one followed from the other."
    title = "What was expected to follow from what, and what was seen"
    return table_block("theory-of-change", title, columns, rows, notes=(note,), findings=_findings(result))


def loose(result: ChangeTheory) -> Block:
    """Arrows without an indicator, and indicators without an arrow."""
    columns = (Column("kind", "What"), Column("name", "Which"))
    rows = [
        {"kind": "Arrow without an indicator", "name": f"{result.step(one.start).says} → {result.step(one.end).says}"}
        for one in result.arrows
        if not one.indicator
    ]
    rows += [
        {"kind": "Indicator without an arrow", "name": f"{opened(one.about)} ({one.indicator})"} for one in result.loose
    ]
    rows = rows or [{"kind": "Every arrow has an indicator, and every indicator an arrow", "name": ""}]
    return table_block("theory-of-change-loose", "Arrows and indicators that stand alone", columns, rows)


def steps(result: ChangeTheory) -> Block:
    """The steps by level."""
    columns = (Column("level", "Level"), Column("says", "Step"))
    rows = [
        {"level": opened(level), "says": step.says}
        for level in result.levels
        for step in result.steps
        if step.level == level
    ]
    return table_block("theory-of-change-steps", "From what went in to what pupils reach", columns, rows)


def _shown(one: ChangeArrow) -> str:
    if one.answer is None:
        return ""
    if isinstance(one.answer, Unanswered):
        return stopped(NOT_ANSWERED)
    part = "answer" if isinstance(one.answer, Finding) else one.part
    own = f" {opened(ended(one.shows))}" if one.shows else ""
    return f"{sentence(one.answer, part).text}{own}"


def _findings(result: ChangeTheory) -> tuple[str, ...]:
    ids = (one.answer.id for one in result.arrows if isinstance(one.answer, Finding))
    return tuple(dict.fromkeys(ids))
