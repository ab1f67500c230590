"""The front page: one side that a head teacher reads, from the study, its first answer, and blocks kept for it.

The order is fixed: invented or real; what, whom and how many; the answer with its picture; how sure and for which
pupils; what changed in departments, what worked, what to change and what continues, where pages keep it; what this does
not show; who wrote it and when the question was fixed. What nobody knows is left out and never filled.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from evalkit.document.front_words import words_on
from evalkit.document.kept_blocks import KeptPage
from evalkit.document.parts import Bullets, Callout, Figure, Heading, Note, Paragraph, Part, SideBySide
from evalkit.findings.families import families_of
from evalkit.findings.finding import Answer, Finding, Unanswered
from evalkit.records.family import QuestionFamily
from evalkit.report.block import Block
from evalkit.report.invented_rows import OPENING
from evalkit.report.sentences.front.answer import NOT_MEANT, WHY_NOT, verdict
from evalkit.report.sentences.front.certainty import NOT_FORETOLD
from evalkit.report.sentences.front.closing import NOT_SHOWN, fixed, tells_more, written
from evalkit.report.sentences.front.programme import could_not_be_answered
from evalkit.report.sentences.front.pupils import NO_TABLE, disadvantaged_pupils, white_pupils
from evalkit.report.sentences.parts.estimate_words import read
from evalkit.report.sentences.robustness import NO_OTHER_PLAN
from evalkit.report.verbs import figure, sentence
from evalkit.study.model import Study

SYNTHETIC = "Invented tables: nothing here shows a real school."
REAL = "The results here are from published tables."
MOST_WORDS = 350
# Sentences that stand in the report alone where pages fill the front page, the one that is missed least first.
PROXIES, MORE = "proxies", "more"
LEFT_OUT_FIRST = (PROXIES, "front_noticed", MORE)
LAYER = "front"
LEARNT = "What changed, and what was learnt"
# How a point of a list begins.
POINT = re.compile(r"^[-*+]\s+")
# Points of each kind of lesson that stand here where there is room.
MOST_POINTS = 3
# Parts that pages fill with blocks of this layer, and how the line of each begins. No figure tests what worked.
DEPARTMENTS = "departments"
OF_PAGES = {
    DEPARTMENTS: "In departments",
    "worked": "Thought to work",
    "change": "What to change",
    "continues": "What goes on",
}


def front_page(
    study: Study,
    answers: Sequence[Answer],
    record: Mapping[str, object],
    pages: Sequence[KeptPage],
    stamp: str = "",
) -> tuple[Part, ...]:
    """Return the parts of the front page.

    Parameters
    ----------
    study : Study
        What was done, and who wrote the report.
    answers : sequence of Finding or Unanswered
        In the order of the study's questions; the first one is answered here.
    record : mapping
        The content of record.json; nothing of it stands on the front page.
    pages : sequence of KeptPage
        Whose blocks of the layer ``front`` stand here, by their part.
    stamp : str
        When the first question was fixed and since when results were public; empty where no plan was locked.
    """
    kept = [block for page in pages for block in page.blocks if block.layer == LAYER]
    if not answers:
        return _opening(study, None)
    drawn = figure(answers[0], "front") if isinstance(answers[0], Finding) else None
    whole = [(frozenset(LEFT_OUT_FIRST[:number]), MOST_POINTS) for number in range(len(LEFT_OUT_FIRST) + 1)]
    fewer = [(frozenset(LEFT_OUT_FIRST), most) for most in range(MOST_POINTS - 1, 0, -1)]
    for without, most in (*whole, *fewer):
        parts = _composed(
            study, answers, [_shortened(_unmarked(block, study), most) for block in kept], drawn, stamp, without
        )
        if words_on(parts) <= MOST_WORDS:
            break
    return parts


def _unmarked(block: Block, study: Study) -> Block:
    """Return a block without the mark of invented rows where the whole page says at its head that it is invented."""
    return replace(block, text=block.text.removeprefix(OPENING)) if study.data.synthetic else block


def _shortened(block: Block, most: int) -> Block:
    """Return a list of lessons with so many of its points, the first ones; any other block as it is."""
    if block.part == DEPARTMENTS:
        return block
    points = block.text.split("\n")
    return replace(block, text="\n".join(points[:most]))


def _composed(
    study: Study,
    answers: Sequence[Answer],
    kept: Sequence[Block],
    drawn: Block | None,
    stamp: str,
    without: frozenset[str],
) -> tuple[Part, ...]:
    """Return the page without the sentences that are left out to the report."""
    first = answers[0]
    ending = [fixed(first, stamp), written(study.report), "" if MORE in without else tells_more(first)]
    return (
        *_opening(study, first),
        Heading(2, verdict(first), "front-answer"),
        *_answered(first, drawn),
        SideBySide(tuple(filter(None, (_sure(first, without), _pupils(answers, without))))),
        *_of_pages(kept),
        Heading(3, "What this does not show", "front-not-shown"),
        Paragraph(NOT_SHOWN),
        Note(_together(ending)),
    )


def _opening(study: Study, first: Answer | None) -> tuple[Part, ...]:
    done = [sentence(study, "front").text, _said(first, "front_counted")]
    return (Callout("notice", SYNTHETIC) if study.data.synthetic else Note(REAL), Paragraph(_together(done)))


def _answered(first: Answer, drawn: Block | None) -> list[Part]:
    if drawn is None or isinstance(first, Unanswered):
        return [Callout("answer", WHY_NOT)]
    # What "we cannot tell" does not mean comes before any number.
    told = ["" if read(first).direction else NOT_MEANT, _said(first, "front_answer")]
    return [Callout("answer", _together(told)), Figure(drawn, "front-picture")]


def _sure(first: Answer, without: frozenset[str]) -> tuple[Part, ...]:
    said = [_said(first, part) for part in ("front_sure", "front_noticed", "front_plans") if part not in without]
    return (Heading(3, "How sure are we?", "front-sure"), Paragraph(_together(said))) if any(said) else ()


def _pupils(answers: Sequence[Answer], without: frozenset[str]) -> tuple[Part, ...]:
    families = families_of([answer for answer in answers if isinstance(answer, Finding)])
    further = [block for family in families for block in _further(family, answers[0])]
    proxies = "" if PROXIES in without else white_pupils(answers)
    asked = [block.text for block in further]
    said = [disadvantaged_pupils(answers), NO_TABLE, proxies, *asked, could_not_be_answered(tuple(answers[1:]))]
    quotes = tuple(quote for block in further for quote in block.quotes)
    findings = tuple(dict.fromkeys(finding for block in further for finding in block.findings))
    return (Heading(3, "For which pupils?", "front-pupils"), Paragraph(_together(said), quotes, findings))


def _further(family: QuestionFamily, first: Answer) -> list[Block]:
    """Return how many questions of a kind were asked; nothing where the one answered above is the only one."""
    if first.id not in {member.finding for member in family.members}:
        return [sentence(family, "front_more")]
    return [sentence(family, "front")] if family.several else []


def _said(answer: Answer | None, part: str) -> str:
    """Return a sentence about an answer; nothing of one that was refused, or that says only what is unknown."""
    text = sentence(answer, part).text if isinstance(answer, Finding) else ""
    return "" if text in (NOT_FORETOLD, NO_OTHER_PLAN) else text


def _together(said: Sequence[str]) -> str:
    return " ".join(filter(None, said))


def _of_pages(kept: Sequence[Block]) -> list[Part]:
    """Return one line for each part that pages fill, and nothing where they fill none."""
    lines: list[str] = []
    quotes: list[tuple[str, float, str]] = []
    for name, opening in OF_PAGES.items():
        own = [block for block in kept if block.part == name and block.text]
        quotes += [quote for block in own for quote in block.quotes]
        points = [POINT.sub("", line) for block in own for line in block.text.split("\n") if line.strip()]
        lines += [f"{opening}: {' '.join(points)}"] if points else []
    return [Heading(3, LEARNT, "front-learnt"), Bullets(tuple(lines), tuple(dict.fromkeys(quotes)))] if lines else []
