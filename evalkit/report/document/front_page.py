"""The front page: one side that a head teacher reads, from the study, its first answer, and blocks kept for it.

The order is fixed: invented or real; what, whom and how many; the answer with its picture; how sure and for which
pupils; what changed in departments, what worked, what to change and what continues, where pages keep it; what this does
not show; who wrote it and when the question was fixed. What nobody knows is left out and never filled.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from evalkit.findings.families import families_of
from evalkit.findings.finding import Answer, Finding, Unanswered
from evalkit.report.block import Block
from evalkit.report.document.kept_blocks import KeptPage
from evalkit.report.document.parts import Callout, Columns, Figure, Heading, Note, Paragraph, Part, Table, prose
from evalkit.report.sentences.front.answer import NOT_MEANT, WHY_NOT, verdict
from evalkit.report.sentences.front.closing import NOT_SHOWN, fixed, tells_more, written
from evalkit.report.sentences.front.programme import could_not_be_answered
from evalkit.report.sentences.front.pupils import front_pupils
from evalkit.report.sentences.parts.estimate_words import read
from evalkit.report.verbs import figure, sentence
from evalkit.study.model import Study

SYNTHETIC = "The school tables behind this page are invented. They say nothing about any real school."
REAL = "The results behind this page are from published tables."
LAYER = "front"
# Parts that pages fill with blocks of this layer, and what stands above each.
DEPARTMENTS, LESSONS = (
    {"departments": "What changed in departments"},
    {
        "worked": "What worked",
        "change": "What to change",
        "continues": "What goes on",
    },
)


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
    opening: list[Part] = [Callout("notice", SYNTHETIC) if study.data.synthetic else Note(REAL)]
    first = answers[0] if answers else None
    opening.append(Paragraph(_done(study, first)))
    if first is None:
        return tuple(opening)
    return (
        *opening,
        Heading(2, verdict(first), "front-answer"),
        *(_answered(first) if isinstance(first, Finding) else [Callout("answer", WHY_NOT)]),
        Columns((tuple(_sure(first)), tuple(_pupils(answers)))),
        *_of_pages(kept, DEPARTMENTS),
        *_lessons(kept),
        Heading(3, "What this does not show", "front-not-shown"),
        Paragraph(NOT_SHOWN),
        Note(f"{fixed(first, stamp)} {written(study.report)} {tells_more(first)}"),
    )


def _done(study: Study, first: Answer | None) -> str:
    done = sentence(study, "front").text
    return f"{done} {sentence(first, 'front_counted').text}" if isinstance(first, Finding) else done


def _answered(finding: Finding) -> list[Part]:
    text = sentence(finding, "front_answer").text
    # What "we cannot tell" does not mean comes before any number.
    told = text if read(finding).direction else f"{NOT_MEANT} {text}"
    return [Callout("answer", told), Figure(figure(finding, "front"), "front-picture")]


def _sure(first: Answer) -> list[Part]:
    if isinstance(first, Unanswered):
        return []
    said = " ".join(filter(None, (sentence(first, part).text for part in ("front_sure", "front_noticed"))))
    return [Heading(3, "How sure are we?", "front-sure"), Paragraph(said)]


def _pupils(answers: Sequence[Answer]) -> list[Part]:
    families = families_of([answer for answer in answers if isinstance(answer, Finding)])
    further = [sentence(family, "front").text for family in families if family.several]
    said = [front_pupils(answers), *further, could_not_be_answered(tuple(answers[1:]))]
    return [Heading(3, "For which pupils?", "front-pupils"), Paragraph(" ".join(filter(None, said)))]


def _of_pages(kept: Sequence[Block], headings: Mapping[str, str]) -> list[Part]:
    """Return parts that pages fill, each below its heading; one that no page fills is left out."""
    found: list[Part] = []
    for name, heading in headings.items():
        blocks = [block for block in kept if block.part == name]
        inside = [part for place, block in enumerate(blocks, 1) for part in _block(block, f"front-{name}-{place}")]
        found += [Heading(3, heading, f"front-{name}"), *inside] if inside else []
    return found


def _lessons(kept: Sequence[Block]) -> list[Part]:
    columns = [tuple(_of_pages(kept, {name: heading})) for name, heading in LESSONS.items()]
    filled = tuple(filter(None, columns))
    return [Columns(filled)] if filled else []


def _block(block: Block, place: str) -> tuple[Part, ...]:
    if block.kind == "figure":
        return (Figure(block, place),)
    return (Table(block, place),) if block.kind == "table" else prose(block.text)
