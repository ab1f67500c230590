"""The assumptions log and the decisions log: what is assumed, by whom it was tested, what was decided and why."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from math import isfinite

from evalkit.core.assumption import Assumption
from evalkit.core.quantity import holds_nought
from evalkit.design import DESIGNS
from evalkit.document.annex import anchors
from evalkit.document.annex.audited_run import AuditedRun
from evalkit.document.annex.reply import shown_by
from evalkit.document.parts import Heading, Paragraph, Part, PlaceLink, Table
from evalkit.findings.finding import Finding
from evalkit.records.check import CheckResult, CheckStanding
from evalkit.records.estimate import Inference
from evalkit.records.standing import LessRise
from evalkit.report.table_cells import Column, table_block
from evalkit.report.verbs import table
from evalkit.report.words import named, plain, way
from evalkit.sensitivity import CHECKS

UNTRUE = "known to be untrue"
TESTED = {
    CheckStanding.RAISES_DOUBT: "in doubt",
    CheckStanding.HOLDS: "held where it could be tested",
    CheckStanding.COULD_NOT_TELL: "could not be told",
}
UNTESTED = "not tested"
ALLOWED = "allowed for in a second answer"
TAKEN_OFF = "allowed for in the estimate"
SHOWN_HERE = "What was found"
NO_CHECK = "none of the checks asked speaks to it"
# The standing leads to what was found, and the name of a way of judging certainty to its interval.
STANDING, MADE = 4, 2
AQUA_BOOK = "The AQuA Book, Government Analysis Function, revised edition of 10 June 2025, gov.uk"
COLUMNS = (
    Column("number", "No."),
    Column("assumption", "It is assumed that"),
    Column("questions", "Questions"),
    Column("tested", "What speaks to it"),
    Column("standing", "Standing"),
)
OF_CERTAINTY = (
    Column("number", "No."),
    Column("assumption", "It is assumed that"),
    Column("made", "By"),
    Column("ignores", "It leaves out"),
    Column("questions", "Questions, with how many other ways tell the same of the direction"),
)
NOTES = (
    "The AQuA Book asks of each assumption what it would change, how reliable it is, when and why it was made, by "
    "whom, and who signed it off. What it would change stands with each check. All were made with the plan, by the "
    "design and the ways of judging certainty that it names.",
    "Who signed an assumption off is not in the record: a person says so beside this report.",
)
Row = dict[str, object]


def assumptions_log(held: AuditedRun) -> tuple[Part, ...]:
    """Return what each comparison and each way of judging certainty assumes, and what speaks to it."""
    heading = Heading(3, "Assumptions log", anchors.ASSUMPTIONS)
    compared, judged = list(_of_comparisons(held)), list(_of_inferences(held))
    if not held.findings:
        return (heading, Paragraph("No question was answered, so nothing was assumed."))
    title = "What each comparison assumes, and how far it was tested"
    notes = (f"Made by the design of each question: {_designs(held)}.", *NOTES)
    first = _table("comparisons", title, COLUMNS, compared, STANDING, notes)
    title = "What each way of judging certainty assumes"
    return (heading, first, *((_table("certainty", title, OF_CERTAINTY, judged, MADE),) if judged else ()))


def _table(
    end: str,
    title: str,
    columns: tuple[Column, ...],
    told: Sequence[tuple[Row, PlaceLink | None]],
    linked: int,
    notes: tuple[str, ...] = (),
) -> Table:
    rows = [{"number": number, **row} for number, (row, _) in enumerate(told, 1)]
    links = tuple((row, linked, link.target) for row, (_, link) in enumerate(told) if link is not None)
    place = f"{anchors.ASSUMPTIONS}-{end}"
    return Table(table_block(place, title, columns, rows, source=AQUA_BOOK, notes=notes), place, links=links)


def _designs(held: AuditedRun) -> str:
    """Return each design in words with the questions that it answers."""
    made: dict[str, list[str]] = {}
    for finding in held.findings:
        name = finding.estimate.design
        words = DESIGNS.get(name).words if name in DESIGNS.names() else ""
        made.setdefault(words or named(name), []).append(finding.id)
    return "; ".join(f"{words} ({', '.join(questions)})" for words, questions in made.items())


def decisions_log(held: AuditedRun) -> tuple[Part, ...]:
    """Return who may serve as a comparison and why; departures from the plan stand with the plan."""
    block = table(held.study, "donors")
    return (
        Heading(3, "Decisions log", anchors.DECISIONS),
        Paragraph(
            "Rules for comparison schools stand here with their reasons; rules set aside, refused questions and other "
            "departures stand under deviations. When each was decided, and who signed it off, is not in the record."
        ),
        Table(block, f"{anchors.DECISIONS}-donors"),
    )


def _of_comparisons(held: AuditedRun) -> Iterator[tuple[Row, PlaceLink | None]]:
    """Yield each assumption for each question with a check that speaks to it, then once for others told alike."""
    for assumption in Assumption:
        alike: dict[tuple[tuple[str, str], ...], list[Finding]] = {}
        for finding in held.findings:
            checks = _speaking(finding, assumption)
            beside = _beside_the_estimate(finding) if assumption is Assumption.NOT_CHOSEN else {}
            if checks:
                yield _row(held, assumption, finding, checks, beside)
            else:
                alike.setdefault(tuple(beside.items()), []).append(finding)
        for told, findings in alike.items():
            yield _without_check(assumption, findings, dict(told)), None


def _speaking(finding: Finding, assumption: Assumption) -> list[CheckResult]:
    known = CHECKS.names()
    return [one for one in finding.checks if one.check in known and assumption in CHECKS.get(one.check).speaks_to]


def _beside_the_estimate(finding: Finding) -> dict[str, str]:
    """Return what the finding itself says of how its schools or its area were picked, with the standing it gives."""
    result = finding.estimate
    if finding.unobserved_need:
        return {f"chosen on a need that no table shows: {finding.unobserved_need}": UNTRUE}
    if isinstance(result.if_chosen_low, LessRise):
        return {"a second answer stands beside the estimate, had the area been picked for how it stood": ALLOWED}
    if result.less_rise is not None:
        return {"what areas picked by the declared rule rise anyway is taken off the estimate": TAKEN_OFF}
    return {}


def _row(
    held: AuditedRun, assumption: Assumption, finding: Finding, checks: list[CheckResult], beside: dict[str, str]
) -> tuple[Row, PlaceLink | None]:
    told = [f"{named(one.check)}: {one.standing.value}" for one in checks]
    standings = {one.standing for one in checks}
    ends = [f"check-{one.check.replace('_', '-')}" for one in checks]
    links = shown_by(held, finding.id, *((end, kind, SHOWN_HERE) for end in ends for kind in ("figure", "table")))
    row: Row = {
        "assumption": assumption.value,
        "questions": finding.id,
        "tested": "; ".join((*beside, *told)),
        "standing": _worst(beside, standings),
    }
    return row, links[0] if links else None


def _worst(beside: dict[str, str], standings: Collection[CheckStanding]) -> str:
    """Return the standing that leaves the most doubt: what is known to be untrue, then what raises doubt."""
    if UNTRUE in beside.values():
        return UNTRUE
    if CheckStanding.RAISES_DOUBT in standings:
        return TESTED[CheckStanding.RAISES_DOUBT]
    tested = (words for standing, words in TESTED.items() if standing in standings)
    return next(iter(beside.values()), next(tested, UNTESTED))


def _without_check(assumption: Assumption, findings: list[Finding], beside: dict[str, str]) -> Row:
    return {
        "assumption": assumption.value,
        "questions": ", ".join(one.id for one in findings),
        "tested": "; ".join((*beside, NO_CHECK)),
        "standing": next(iter(beside.values()), UNTESTED),
    }


def _of_inferences(held: AuditedRun) -> Iterator[tuple[Row, PlaceLink | None]]:
    """Yield what each way of judging certainty assumes, once for all questions that it judges alike."""
    alike: dict[tuple[str, str, str], list[tuple[Finding, Inference]]] = {}
    for finding in held.findings:
        for one in finding.estimate.inferences:
            alike.setdefault((one.name, one.assumes, one.ignores), []).append((finding, one))
    for (name, assumes, ignores), judged in alike.items():
        first = [finding.id for finding, one in judged if one.name == finding.estimate.primary]
        place = shown_by(held, judged[0][0].id, ("inferences", "table", "Every way of judging it"))
        yield (
            {
                "assumption": assumes,
                "made": f"{way(name)}{', which the report shows first' if first else ''}",
                "ignores": plain(ignores),
                "questions": "; ".join(_beside(finding, one) for finding, one in judged),
            },
            place[0] if place else None,
        )


def _beside(finding: Finding, one: Inference) -> str:
    """Name a question, with how many of the other intervals tell the same of its direction."""
    others = [other for other in finding.estimate.inferences if other.name != one.name and isfinite(other.conf_low)]
    same = sum(_tells(finding, other) == _tells(finding, one) for other in others)
    return f"{finding.id}: {same} of {len(others)}" if others else f"{finding.id}: none beside it"


def _tells(finding: Finding, one: Inference) -> int:
    """Return the side of 0 on which an interval lies; 0 where it holds 0."""
    unit = finding.estimate.unit
    return 0 if holds_nought(one.conf_low, one.conf_high, unit) else 1 if one.conf_low > 0 else -1
