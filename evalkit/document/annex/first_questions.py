"""What an external evaluator asks first, answered from the run, each with a link to what shows it.

Nothing is answered that the record does not hold: then the answer is that it is not known, and what would tell.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from evalkit.data.sources import SOURCES
from evalkit.document.annex import anchors
from evalkit.document.annex.audited_run import AuditedRun, mapping
from evalkit.document.annex.comparison_replies import alike, certainty, clusters, lost, pool, trends
from evalkit.document.annex.reply import EVERY, Reply, not_known
from evalkit.document.parts import Heading, Paragraph, Part, PlaceLink, Table
from evalkit.report.table_cells import Column, table_block
from evalkit.report.verbs import sentence
from evalkit.report.words import listed
from evalkit.tables.missing_reasons import SUPPRESSED

EVIDENCE = 2
INTRODUCTION = (
    "These are the questions that an evaluator from outside asks before believing any number. Each is answered from "
    "what this run holds; where it holds nothing, that is said. The links lead to what shows it."
)
COLUMNS = (
    Column("asks", "Question"),
    Column("answer", "Answer of this run"),
    Column("first", "Shown by"),
    Column("second", "And by"),
)
PICKED = {
    "area": "A whole area was picked",
    "schools": "Single schools were picked",
    "volunteers": "Schools came forward",
    "unknown": "What was picked is not declared",
}


@dataclass(frozen=True, slots=True)
class FirstQuestion:
    """One question of an evaluator from outside.

    Attributes
    ----------
    asks : str
        In words.
    reply : callable
        ``reply(held)`` returns the answer with its links.
    """

    asks: str
    reply: Callable[[AuditedRun], Reply]


def first_questions(held: AuditedRun) -> tuple[Part, ...]:
    """Return the fourteen questions as one table."""
    replies = [(one.asks, one.reply(held)) for one in QUESTIONS]
    rows = [
        {"asks": asks, "answer": reply.answer, **dict(zip(("first", "second"), _texts(reply), strict=False))}
        for asks, reply in replies
    ]
    links = tuple(
        (row, EVIDENCE + place, link.target)
        for row, (_, reply) in enumerate(replies)
        for place, link in enumerate(reply.links)
    )
    block = table_block(f"{anchors.FIRST}-table", "What an evaluator asks first", COLUMNS, rows)
    return (
        Heading(2, "What an evaluator from outside asks first", anchors.FIRST),
        Paragraph(INTRODUCTION),
        Table(block, f"{anchors.FIRST}-table", links=links),
    )


def _texts(reply: Reply) -> list[str]:
    return [link.text for link in reply.links]


def _rerun(held: AuditedRun) -> Reply:
    kept = {"seed": held.record.get("seed"), "digest of the code": mapping(held.record.get("code")).get("digest")}
    kept |= {"state of the code": held.record.get("commit"), "digests of the tables": held.inputs or None}
    there = [name for name, value in kept.items() if value is not None]
    if not there:
        return not_known("The record of this run is not there", PlaceLink("How to run it again", anchors.RERUN))
    lacking = [name for name in kept if name not in there]
    without = f" It does not hold the {listed(lacking)}." if lacking else ""
    return Reply(
        f"Yes, by one command; the record holds the {listed(there)}.{without}",
        (PlaceLink("How to run it again", anchors.RERUN), PlaceLink("Data log", anchors.DATA)),
    )


def _fixed(held: AuditedRun) -> Reply:
    links = (PlaceLink("Plan", anchors.PLAN), PlaceLink("Deviations", anchors.DEVIATIONS))
    stamps = [sentence(one, "stamp").text for one in held.foremost if one.stamp is not None]
    said = " ".join(dict.fromkeys(stamps))
    digest = str(held.plan.get("digest", ""))
    if said:
        return Reply(said, links)
    planned = [one.id for one in held.study.questions if one.status == "planned"]
    marked = f"The study file marks {listed(planned)} as planned" if planned else "The study file plans no question"
    noted = ", and the record holds the plan's digest" if digest else ""
    return not_known(f"{marked}{noted}; neither shows that it came before the results", *links)


def _chosen(held: AuditedRun) -> Reply:
    chose, links = held.study.selection, _kept(held, "study-selection", "How schools were selected", "table")
    rule = chose.chosen_on or chose.area_chosen_on
    mirrored = "The rule is declared, and put to the comparison too." if rule else "No rule on a result is declared."
    need = f" A need was looked at that no table shows: {chose.unobserved_need}." if chose.unobserved_need else ""
    return Reply(f"{PICKED[chose.chose]}. By: {chose.by}. On: {chose.figure}. {mirrored}{need}", links)


def _years(held: AuditedRun) -> Reply:
    aside = held.study.years.overrides
    links = _kept(held, "study-overrides", "Rules set aside", "table")
    if not aside:
        return Reply("Yes: no rule of the years is set aside. Years that cannot be compared are refused.", links)
    return Reply(f"Set aside, each with its reason: {listed(one.rule for one in aside)}.", links)


def _planned(held: AuditedRun) -> Reply:
    asked = [one.id for one in held.study.questions if one.status == "planned"]
    answered = {one.id for one in held.findings}
    refused = [one for one in asked if one not in answered]
    links = _kept(held, "*-summary", "Every answer", "table")
    if not asked:
        return Reply("No question was planned, so none is missing.", links)
    told = f"{len(asked) - len(refused)} of {len(asked)} planned are answered"
    left = f"; refused, with the reason: {listed(refused)}" if refused else ""
    return Reply(f"{told}{left}.", (*links, PlaceLink("Deviations", anchors.DEVIATIONS)))


def _several(held: AuditedRun) -> Reply:
    families = list(dict.fromkeys(one.family for one in held.findings if one.family is not None))
    if not families:
        return not_known("No question was judged among others")
    counted = [
        f"{family.status}: {len(family.members)} {'judged together' if family.several else 'asked, by itself'}"
        for family in families
    ]
    return Reply(f"Questions of one status are judged together. {'; '.join(counted)}.", _kept(held, "several-*", EVERY))


def _limits(held: AuditedRun) -> Reply:
    links = (
        *_kept(held, "*-limits", "What it does not show", "sentence"),
        *_kept(held, "*-may-not-be-said", "What may not be said", "sentence"),
    )
    if not links:
        return not_known("No page kept what the result does not show")
    return Reply("For a reader to judge: what may be said, what may not, and the limits stand side by side.", links[:2])


def _small(held: AuditedRun) -> Reply:
    hidden = sum(_hidden(one.get("reasons")) for one in held.inputs)
    if not held.inputs:
        return not_known("The record names no table", PlaceLink("Data log", anchors.DATA))
    strange = sorted({str(one.get("source")) for one in held.inputs} - set(SOURCES.names()))
    if strange:
        return not_known(f"What tables read as {listed(strange)} hold", PlaceLink("Data log", anchors.DATA))
    links = (PlaceLink("Data log", anchors.DATA), *_kept(held, "missing", "What is missing", "table"))
    told = f"{hidden:,} figures hidden by the publisher stay hidden" if hidden else "No figure of them was hidden"
    return Reply(f"Tables of schools and areas alone were read, none of single pupils. {told}.", links)


def _hidden(reasons: object) -> int:
    found = mapping(reasons).get(SUPPRESSED, 0)
    return found if isinstance(found, int) else 0


def _kept(held: AuditedRun, pattern: str, text: str, kind: str = "") -> tuple[PlaceLink, ...]:
    place = held.place(pattern, kind=kind)
    return (PlaceLink(text, place),) if place else ()


QUESTIONS = (
    FirstQuestion("Can I run it again?", _rerun),
    FirstQuestion("Was the analysis fixed before the results could be seen?", _fixed),
    FirstQuestion("Who chose the schools, and was it on their results?", _chosen),
    FirstQuestion("Does the comparison leave out schools that had a programme themselves?", pool),
    FirstQuestion("How alike were both sides before the start?", alike),
    FirstQuestion("How many clusters, and is certainty judged for so few?", clusters),
    FirstQuestion("What happened before the start, with intervals?", trends),
    FirstQuestion("Are schools followed through changes of number, and who is missing on each side?", lost),
    FirstQuestion("Are breaks between years respected?", _years),
    FirstQuestion("Is the interval given in grades and in standard deviations?", certainty),
    FirstQuestion("Is every planned outcome reported?", _planned),
    FirstQuestion("What of asking many questions?", _several),
    FirstQuestion("Do the limits match the claims?", _limits),
    FirstQuestion("Are small groups of pupils protected?", _small),
)
