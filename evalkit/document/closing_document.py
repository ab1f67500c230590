"""The closing document of a programme: the four sections that a funder asks for, on two sides, and nothing else.

Each section holds the words of the story and, below them, the points that pages kept for it. The answer to the leading
question is quoted once, with its interval; what may be said of it, and what may not, quotes no size again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from evalkit.document.front_page import SYNTHETIC
from evalkit.document.front_words import words_on
from evalkit.document.kept_blocks import KeptPage
from evalkit.document.parts import Callout, Document, DocumentLayer, Heading, Note, Paragraph, Part, prose, told
from evalkit.document.placed_blocks import placed, slug
from evalkit.document.study_document import stamp_of
from evalkit.findings.finding import Answer, Finding
from evalkit.report.block import Block
from evalkit.report.invented_rows import OPENING
from evalkit.report.sentences.front.closing import NOT_SHOWN, fixed, written
from evalkit.report.sentences.front.programme import ran
from evalkit.report.sentences.worded_claims import may_not_say, may_say
from evalkit.report.story import quotes_in_full, resolve_once
from evalkit.report.verbs import sentence
from evalkit.report.words import Words, listed
from evalkit.study.model import Study
from evalkit.study.story import CLOSING, sections

# More words than this take more than two sides of A4 at 11 point.
MOST_WORDS = 1080
CAN, CANNOT = "What this can say", "What this cannot say"
IN_THE_REPORT = "What is named as evidence stands in the report."
MARK = ", invented.)"


@dataclass(frozen=True, slots=True)
class ClosingSection:
    """One section as the funder calls it.

    Attributes
    ----------
    title : str
        Its heading in the document.
    kept : tuple of str
        Ids of the blocks that pages keep for it, in the order in which they stand.
    unwritten : str
        What it says while nobody has written anything.
    """

    title: str
    kept: tuple[str, ...]
    unwritten: str


# By their headings in story.md, in the order of the programmes' own documents.
SECTIONS: Mapping[str, ClosingSection] = dict(
    zip(
        CLOSING,
        (
            ClosingSection("Overview", (), "Not yet written: what was done, where, and why."),
            ClosingSection(
                "Good practice to share", ("lessons-worked",), "Not yet written: what others could take up."
            ),
            ClosingSection(
                "What the project may do differently",
                ("lessons-differently",),
                "Not yet written: what a next programme should know before it begins.",
            ),
            ClosingSection(
                "Sustainability measures",
                ("lessons-continues", "sustainability-said"),
                "Not yet written: what goes on, who sees to it and who pays.",
            ),
        ),
        strict=True,
    )
)


def closing_document(study: Study, answers: Sequence[Answer], pages: Sequence[KeptPage]) -> Document:
    """Return the closing document.

    Parameters
    ----------
    study : Study
        Whose story is printed.
    answers : sequence of Finding or Unanswered
        That the story may quote; the leading question's is quoted in any case.
    pages : sequence of KeptPage
        Whose lessons, and what is to stay, stand below the words of the story.
    """
    lead = next((one for one in answers if one.id == study.leading.id), None)
    words = sections(study.story)
    text = resolve_once({title: words.get(title, "") for title in CLOSING}, answers)
    quoted = lead is not None and any(quotes_in_full(words.get(title, ""), lead.id) for title in CLOSING)
    below = {one.block.id: one for one in placed(pages) if one.block.kind == "sentence" and one.block.text}
    parts: list[Part] = [Callout("notice", SYNTHETIC)] if study.data.synthetic else []
    parts += _opening(study)
    for title, section in SECTIONS.items():
        own = list(prose(text[title]))
        own += _answer(lead) if title == CLOSING[0] and not quoted else []
        for one in (below[name] for name in section.kept if name in below):
            own += told(_unmarked(one.block, study), one.place)
        heading = Heading(2, section.title, f"closing-{slug(section.title)}")
        parts += [heading, *(own or [Note(section.unwritten)])]
    parts += [*_said(lead), Note(_ending(study, lead, below, words))]
    what = study.programme
    return Document(
        study.title,
        f"Closing document: {what.place}, {what.fund}",
        (DocumentLayer("closing", "Closing", tuple(parts)),),
        kind="closing document",
    )


def too_long(document: Document) -> str:
    """Return what to say of a closing document that takes more than two sides; empty for one that does not."""
    number = words_on(document.parts)
    if number <= MOST_WORDS:
        return ""
    return (
        f"The closing document has about {number:,} words, more than the two sides that a funder asks for hold "
        f"(about {MOST_WORDS}). Nothing was left out: shorten the sections of story.md, or the table of lessons."
    )


def _opening(study: Study) -> list[Part]:
    """Return what was offered, where, to how many, and when, in one line."""
    offered, when = sentence(study, "answer"), Words()
    text = f"{offered.text} {ran(when, study)}"
    return [Paragraph(text, (*offered.quotes, *when.quotes()))]


def _answer(lead: Answer | None) -> list[Part]:
    """Return the answer with its interval, which a story has not quoted."""
    if not isinstance(lead, Finding):
        return []
    block = sentence(lead, "headline")
    return [Paragraph(block.text.partition("\n\n")[0], block.quotes, block.findings)]


def _unmarked(block: Block, study: Study) -> Block:
    """Return a block without its marks of invented rows where the head of the document says that all is invented."""
    if not study.data.synthetic:
        return block
    return replace(block, text=block.text.removeprefix(OPENING).replace(MARK, ".)"))


def _said(lead: Answer | None) -> Iterator[Part]:
    """Yield what may be said of the answer, and what may not; of a question that was refused, why and what helps."""
    if lead is None:
        return
    yield Heading(2, CAN, "closing-can")
    if isinstance(lead, Finding):
        answer, more, wrong = sentence(lead, "answer"), may_say(lead), may_not_say(lead)
        yield from told(replace(answer, text=f"- {answer.text}\n{more.text}"))
        yield Heading(2, CANNOT, "closing-cannot")
        yield from told(wrong)
    else:
        yield from told(sentence(lead))
        yield Heading(2, CANNOT, "closing-cannot")
    yield Paragraph(NOT_SHOWN)


def _ending(study: Study, lead: Answer | None, below: Mapping[str, object], words: Mapping[str, str]) -> str:
    """Return where the evidence stands, what the story holds besides, when the question was fixed, and who wrote it."""
    named = any(name in below for section in SECTIONS.values() for name in section.kept)
    others = [f"“{title}”" for title in words if title not in CLOSING]
    besides = f"The report also holds what was written under {listed(others)}." if others else ""
    when = fixed(lead, stamp_of([lead])) if lead is not None else ""
    return " ".join(filter(None, (IN_THE_REPORT if named else "", besides, when, written(study.report))))
