"""The document of one study: front summary, the kept blocks in page order, closing sections, audit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from evalkit.findings.families import families_of
from evalkit.findings.finding import Answer, Finding, Unanswered
from evalkit.records.check import CheckStanding
from evalkit.report.block import Block
from evalkit.report.document.audit_page import audit
from evalkit.report.document.kept_blocks import KeptPage
from evalkit.report.document.not_compared import not_compared
from evalkit.report.document.parts import (
    Callout,
    Contents,
    Document,
    Figure,
    Heading,
    Note,
    Paragraph,
    Part,
    Table,
    prose,
)
from evalkit.report.sentences.parts.assumed_range import check_of
from evalkit.report.sentences.plan_stamp import stamped
from evalkit.report.sentences.standings import NOT_PASSED
from evalkit.report.story import resolve
from evalkit.report.tables.comparison_schools import ANNEX
from evalkit.report.verbs import figure, sentence
from evalkit.report.words import opened, stopped
from evalkit.study.model import Study
from evalkit.study.story import sections

NOT_YET = "This question cannot be answered yet with the data of this study."
SYNTHETIC = (
    "The tables behind this report are invented. They show how the report works and say nothing about any real school."
)
OF_AREAS = (
    "What whole authorities show of groups of pupils stands further on, where the report asks for whom; it is about "
    "all such pupils of an authority, whichever school they went to."
)
NONE_ANSWERED = (
    "None of the study's questions could be answered with these tables and rules. Each stands below with what was "
    "found and the step that would help."
)


def build(study: Study, answers: Sequence[Answer], record: Mapping[str, object], pages: Sequence[KeptPage]) -> Document:
    """Return the document of a study.

    Parameters
    ----------
    study : Study
        Whose title, story and status are printed.
    answers : sequence of Finding or Unanswered
        In the order of the study's questions.
    record : mapping
        The content of record.json.
    pages : sequence of KeptPage
        The pages with the blocks they kept.
    """
    parts: list[Part] = [*_front(study, answers)]
    for page in pages:
        parts += _page(page)
    if not any(block.id.startswith("section-") for page in pages for block in page.blocks):
        parts += _closing(study, answers)
    parts += [*audit(study, record), *_annex(pages)]
    what = study.programme
    return Document(study.title, f"{what.place}, {what.fund}", tuple(parts))


def _front(study: Study, answers: Sequence[Answer]) -> list[Part]:
    parts: list[Part] = [Callout("notice", SYNTHETIC)] if study.data.synthetic else []
    parts.append(Heading(2, "In short", "in-short"))
    if answers and not any(isinstance(answer, Finding) for answer in answers):
        parts.append(Callout("notice", NONE_ANSWERED))
    parts += _first(answers[0], several=len(answers) > 1) if answers else []
    for answer in answers[1:]:
        if isinstance(answer, Unanswered):
            parts += _refused(answer)
        elif not _of_area(answer):
            told = [*_headline(sentence(answer, "headline").text), *_departure(answer)]
            parts += [*_asked(answer), *told, *_range_of_need(answer), *_checked(answer), _status(answer)]
    if any(_of_area(answer) for answer in answers[1:]):
        parts.append(Paragraph(OF_AREAS))
    families = families_of([answer for answer in answers if isinstance(answer, Finding)])
    parts += [Paragraph(sentence(family, "counted").text) for family in families if family.several]
    return [*_said_once(parts), *not_compared(answers), Contents()]


def _said_once(parts: Sequence[Part]) -> Iterator[Part]:
    """Yield parts of the front page; what a status means, and what an open check does not, are told the first time."""
    seen: set[str] = set()
    for part in parts:
        told = part.text if isinstance(part, Note) or (isinstance(part, Paragraph) and part.text == NOT_PASSED) else ""
        if told not in seen:
            yield part
        elif isinstance(part, Note):
            yield Note(f"{part.text.split('.', 1)[0]}.")
        seen |= {told} - {""}


def _of_area(answer: Answer) -> bool:
    return isinstance(answer, Finding) and answer.estimate.estimand.level == "area"


def _refused(answer: Unanswered) -> list[Part]:
    """A question that was refused, in its place, with what would help; the heading asks it already."""
    said = sentence(answer).text.removeprefix(stopped(answer.question)).strip()
    return [*_asked(answer), *prose(said), _status(answer)]


def _first(finding: Answer, *, several: bool) -> list[Part]:
    """The study's first question in full; what the others found follows in a sentence each."""
    if isinstance(finding, Unanswered):
        return _refused(finding)
    return [
        *(_asked(finding) if several else []),
        *_headline(sentence(finding, "headline").text),
        Figure(figure(finding, "interval"), f"front-{_slug(finding.id)}"),
        *_range_of_need(finding),
        Paragraph(sentence(finding, "estimand").text),
        Paragraph(sentence(finding, "how_sure").text),
        *_departure(finding),
        *_checked(finding),
        Paragraph(sentence(finding, "limits").text),
        _status(finding),
    ]


def _headline(text: str) -> list[Part]:
    """The answer, which stands out, and below it what must stand beside it."""
    answer, _, beside = text.partition("\n\n")
    return [Callout("answer", answer), *(prose(beside) if beside else [])]


def _departure(finding: Finding) -> list[Part]:
    return [Paragraph(sentence(finding, "departure").text)] if finding.departs else []


def _range_of_need(finding: Finding) -> list[Part]:
    """The difference under each reading of a need that no table shows, where schools were chosen on one."""
    found = check_of(finding)
    return [] if found is None or not found.answered else [Figure(figure(found), f"front-need-{_slug(finding.id)}")]


def _asked(finding: Answer) -> list[Part]:
    return [Heading(3, finding.question, f"in-short-{_slug(finding.id)}")]


def _checked(finding: Finding) -> list[Part]:
    """How many of its checks hold, or that none was asked."""
    left_open = any(check.standing is CheckStanding.COULD_NOT_TELL for check in finding.checks)
    return [
        Paragraph(sentence(finding, "checks_counted").text),
        *([Paragraph(NOT_PASSED)] if left_open else []),
    ]


def _status(finding: Answer) -> Note:
    return Note(stamped(finding).text)


def _page(page: KeptPage) -> list[Part]:
    title = page.title or _from_name(page.name)
    parts: list[Part] = [Heading(2, title, f"page-{_slug(page.name)}"), *prose(page.text)]
    if not page.blocks and not page.text:
        parts.append(Paragraph(NOT_YET))
    for place, block in enumerate(page.blocks, 1):
        parts += [] if block.id.startswith(ANNEX) else _block(block, f"{_slug(page.name)}-{place}")
    return parts


def _annex(pages: Sequence[KeptPage]) -> list[Part]:
    """Return what pages kept for the end of the report: tables too long to read on the way."""
    kept = [(page.name, place, block) for page in pages for place, block in enumerate(page.blocks, 1)]
    parts = [
        part
        for name, place, block in kept
        if block.id.startswith(ANNEX)
        for part in _block(block, f"{_slug(name)}-{place}")
    ]
    return [Heading(2, "Annex", "annex"), *parts] if parts else []


def _block(block: Block, place: str) -> list[Part]:
    if block.kind == "figure":
        return [Figure(block, place)]
    if block.kind == "table":
        return [Table(block, place)]
    if block.id.endswith("-headline"):
        return _headline(block.text)
    heading: list[Part] = [Heading(3, block.title, f"part-{place}")] if block.title else []
    return [*heading, *prose(block.text)]


def _closing(study: Study, findings: Iterable[Answer]) -> list[Part]:
    told = list(findings)
    parts: list[Part] = []
    if not study.story.strip():
        return parts
    for title, text in sections(study.story).items():
        parts += [Heading(2, title, f"closing-{_slug(title)}"), *prose(resolve(text, told))]
    return parts


def _from_name(name: str) -> str:
    words = name.split("-", 1)[-1].replace("-", " ").replace("_", " ")
    return opened(words)


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
