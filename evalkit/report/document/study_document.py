"""The document of one study: front summary, the kept blocks in page order, closing sections, audit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from evalkit.findings.families import families_of
from evalkit.findings.finding import Answer, Finding, Unanswered
from evalkit.records.check import CheckStanding
from evalkit.report.document.annex.composition import annex_parts
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
    prose,
)
from evalkit.report.document.placed_blocks import slug
from evalkit.report.sentences.parts.assumed_range import check_of
from evalkit.report.sentences.standings import NOT_PASSED
from evalkit.report.story import resolve
from evalkit.report.verbs import figure, sentence
from evalkit.report.words import stopped
from evalkit.study.model import Study
from evalkit.study.story import sections

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
STATUS = {
    "planned": "Status: planned. The question and its method were fixed in the study file; only a plan deposited "
    "elsewhere before the results could be seen can show that it came first.",
    "exploratory": "Status: exploratory. The question was not fixed before the results could be seen.",
}


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
    if not any(block.id.startswith("section-") for page in pages for block in page.blocks):
        parts += _closing(study, answers)
    parts += annex_parts(study, answers, record, pages)
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
        Figure(figure(finding, "interval"), f"front-{slug(finding.id)}"),
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
    return [] if found is None or not found.answered else [Figure(figure(found), f"front-need-{slug(finding.id)}")]


def _asked(finding: Answer) -> list[Part]:
    return [Heading(3, finding.question, f"in-short-{slug(finding.id)}")]


def _checked(finding: Finding) -> list[Part]:
    """How many of its checks hold, or that none was asked."""
    left_open = any(check.standing is CheckStanding.COULD_NOT_TELL for check in finding.checks)
    return [
        Paragraph(sentence(finding, "checks_counted").text),
        *([Paragraph(NOT_PASSED)] if left_open else []),
    ]


def _status(finding: Answer) -> Note:
    return Note(STATUS.get(finding.status, f"Status: {finding.status}."))


def _closing(study: Study, findings: Iterable[Answer]) -> list[Part]:
    told = list(findings)
    parts: list[Part] = []
    if not study.story.strip():
        return parts
    for title, text in sections(study.story).items():
        parts += [Heading(2, title, f"closing-{slug(title)}"), *prose(resolve(text, told))]
    return parts
