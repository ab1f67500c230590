"""The resolved plan with its defaults filled in, and every way in which a run departs from what was planned."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from evalkit.core.years import academic_year
from evalkit.document.annex import anchors
from evalkit.document.annex.audited_run import AuditedRun, mapping, records
from evalkit.document.parts import Heading, Paragraph, Part, Table
from evalkit.findings.finding import Finding
from evalkit.records.plan_stamp import PlanStanding
from evalkit.report.table_cells import Column, table_block
from evalkit.report.verbs import sentence
from evalkit.report.words import ended, named, stopped

WRITTEN, DEFAULT = "study file", "default"
NONE = "none"
OF_THE_STUDY = "whole study"
# Words for readers, or shown in full elsewhere in the annex.
SHOWN_ELSEWHERE = ("rules", "overrides", "reason", "options", "asks", "id")
INTRODUCTION = (
    "Every setting of the plan as the run used it, also those that the study file leaves to their defaults. The same "
    "stands in record.json under plan."
)
NO_PLAN = "The record of this run holds no plan."
Setting = tuple[str, str, str, str]


def plan_and_deviations(held: AuditedRun) -> tuple[Part, ...]:
    """Return the plan as a table of settings, and what departs from it."""
    rows = list(_rows(held))
    columns = (
        Column("part", "Part of the plan"),
        Column("setting", "Setting"),
        Column("value", "Value"),
        Column("by", "Set by"),
        Column("questions", "Questions"),
    )
    plan: tuple[Part, ...] = (Paragraph(NO_PLAN),)
    if rows:
        block = table_block(f"{anchors.PLAN}-table", "The resolved plan, every setting", columns, rows)
        plan = (Paragraph(INTRODUCTION), Table(block, f"{anchors.PLAN}-table"))
    return (
        Heading(2, "The plan, and departures from it", anchors.PLAN),
        *_stamps(held),
        *plan,
        Heading(3, "Deviations", anchors.DEVIATIONS),
        _deviations(held),
    )


def _stamps(held: AuditedRun) -> tuple[Part, ...]:
    """Return how every question stands to the plans that were locked, where somebody asked."""
    rows = [{"asked": one.question, "stamp": sentence(one.stamp).text} for one in held.answers if one.stamp is not None]
    if not rows:
        return ()
    columns = (Column("asked", "Question"), Column("stamp", "How it stands to the plan"))
    block = table_block(anchors.STAMPS, "When each question was fixed", columns, rows)
    return (Table(block, anchors.STAMPS),)


def _rows(held: AuditedRun) -> Iterator[dict[str, object]]:
    """Yield each setting once, with the questions that share it."""
    shared: dict[Setting, list[str]] = {}
    for question in records(held.plan.get("questions")):
        for setting in _of_question(held, question):
            shared.setdefault(setting, []).append(str(question.get("id")))
    for part in ("years", "donors"):
        set_by = getattr(held.study, part).model_fields_set
        for setting in _settings(part, mapping(held.plan.get(part)), set_by):
            shared.setdefault(setting, []).append(OF_THE_STUDY)
    many = len(held.study.questions)
    for (part, name, value, by), questions in shared.items():
        every = many > 1 and len(questions) == many
        who = "all" if every else ", ".join(questions)
        yield {"part": part, "setting": name, "value": value, "by": by, "questions": who}


def _of_question(held: AuditedRun, question: Mapping[str, object]) -> Iterator[Setting]:
    known = {one.id: one for one in held.study.questions}
    asked = known.get(str(question.get("id")))
    yield from _settings("question", question, asked.model_fields_set if asked else ())
    for name, options in mapping(question.get("options")).items():
        written = asked.options.get(name, {}) if asked else {}
        yield from _settings(named(name), mapping(options), written)


def _settings(part: str, values: Mapping[str, object], written: Collection[str]) -> Iterator[Setting]:
    for name, value in values.items():
        if name not in SHOWN_ELSEWHERE:
            yield part, name, _shown(name, value), WRITTEN if name in written else DEFAULT


def _shown(name: str, value: object) -> str:
    """Return a setting as it can be read: lists in a row, years in full, nothing as none."""
    if isinstance(value, Mapping):
        return ", ".join(_shown(key, inner) for key, inner in value.items() if inner not in (None, [], "")) or NONE
    if isinstance(value, list | tuple):
        parts = [_shown(name, one) for one in value]
        return "; ".join(parts) or NONE
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int) and name in ("year", "cohort", "baseline", "others", "averaged"):
        return academic_year(value)
    return NONE if value is None or value == "" else str(value)


def _deviations(held: AuditedRun) -> Table:
    rows = list(_departures(held)) or [
        {"what": NONE, "of": "all", "reason": "no rule is set aside, no question refused, no departure declared"}
    ]
    columns = (Column("what", "What departs"), Column("of", "Of"), Column("reason", "Reason, or what was found"))
    block = table_block(f"{anchors.DEVIATIONS}-table", "Departures from the plan", columns, rows)
    return Table(block, f"{anchors.DEVIATIONS}-table")


def _departures(held: AuditedRun) -> Iterator[dict[str, object]]:
    for rule in held.study.years.overrides:
        yield _departure(f"Rule of the years set aside: {named(rule.rule)}", OF_THE_STUDY, rule.reason)
    for refused in held.refused:
        found = "; ".join(fault.found for fault in refused.faults)
        yield _departure(f"{refused.what or 'Question'} not answered", refused.id, found)
    for finding in held.findings:
        yield from _of_finding(finding)
    for identifier, schools in mapping(held.plan.get("outside_donor_rules")).items():
        yield from _outside(str(identifier), schools)


def _of_finding(finding: Finding) -> Iterator[dict[str, object]]:
    if finding.stamp is not None and finding.stamp.standing is PlanStanding.CHANGED:
        yield _departure("Changed since the plan", finding.id, sentence(finding, "stamp").text)
    if finding.departs:
        yield _departure("Another way of judging certainty comes first", finding.id, finding.departs)
    for one in finding.estimate.refused:
        yield _departure(f"Declared and not to be had: {named(one.name)}", finding.id, one.reason)


def _outside(identifier: str, schools: object) -> Iterator[dict[str, object]]:
    counts: dict[tuple[str, str], int] = {}
    for one in schools if isinstance(schools, Iterable) else ():
        _, rule, handled = one
        counts[str(rule), str(handled)] = counts.get((str(rule), str(handled)), 0) + 1
    for (rule, handled), number in counts.items():
        what = f"{number} of the programme's schools outside a rule for comparison schools: {named(handled)}"
        yield _departure(what, identifier, rule)


def _departure(what: str, of: str, reason: str) -> dict[str, object]:
    return {"what": stopped(what).rstrip("."), "of": of, "reason": ended(reason)}
