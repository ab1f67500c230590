"""The report that a funder accepts: its contents with every answer, then part by part what carries each answer."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from evalkit.document.block_parts import parts_of_block, title_of_page
from evalkit.document.kept_blocks import KeptPage
from evalkit.document.parts import Figure, Heading, Note, Part, PartAnswer, PartAnswers, Strong, Table, prose
from evalkit.document.placed_blocks import PlacedBlock, placed, slug
from evalkit.document.report_parts import REPORT_PARTS, ReportPart, in_order, part_of_page
from evalkit.findings.finding import Answer, Unanswered
from evalkit.report.story import resolve
from evalkit.report.verbs import sentence
from evalkit.report.words import stopped
from evalkit.study.model import Study
from evalkit.study.story import sections

OF_A_NEW_PAGE = 1.0
# The part that the story closes, and how blocks of its sections are called.
CLOSING, SECTION = "lessons", "section-"
CAPTIONED = ("figure", "table")
# The part that says which questions were refused, and how a page's block ends that says so of what it asked for.
ASKED, REFUSED = "asked", "-unanswered"


def report_layer(study: Study, answers: Sequence[Answer], pages: Sequence[KeptPage]) -> tuple[Part, ...]:
    """Return the report: what each part answers, then each part with what it rests on.

    Parameters
    ----------
    study : Study
        Whose story closes the report where no page keeps its sections.
    answers : sequence of Finding or Unanswered
        That the story may quote.
    pages : sequence of KeptPage
        Of whose blocks those kept for the report stand in it, in the order of the pages.
    """
    kept = _by_part(pages)
    count = _Labels()
    lead = next((one for one in answers if one.id == study.leading.id), None)
    about = _Lead(study.leading.asks, isinstance(lead, Unanswered))
    written = {
        part.id: _written(number, part, kept.get(part.id, []), count, about) for number, part in _numbered(pages, kept)
    }
    written[ASKED][1].extend(_refused(answers))
    told = {one.block.title for one in placed(pages) if one.block.id.startswith(SECTION)}
    written[CLOSING][1].extend(_closing(study, answers, told))
    lines = tuple(line for line, _ in written.values())
    return (PartAnswers(lines), *(part for _, parts in written.values() for part in parts))


@dataclass(frozen=True, slots=True)
class _Lead:
    """The question that the report is about: its words, which no part repeats as a heading, and if it was refused."""

    asks: str
    refused: bool


@dataclass(slots=True)
class _Labels:
    """Counts figures and tables through the report."""

    seen: dict[str, int] = field(default_factory=dict)

    def next(self, kind: str) -> str:
        self.seen[kind] = self.seen.get(kind, 0) + 1
        return f"{kind} {self.seen[kind]}"


def _by_part(pages: Sequence[KeptPage]) -> dict[str, list[PlacedBlock]]:
    """Return the blocks of each part."""
    kept: dict[str, list[PlacedBlock]] = {}
    for one in placed(pages):
        if one.block.layer == "report" and not one.block.id.endswith(REFUSED):
            kept.setdefault(one.block.part or part_of_page(one.page), []).append(one)
    return kept


def _numbered(pages: Sequence[KeptPage], kept: Mapping[str, object]) -> Iterator[tuple[int, ReportPart]]:
    known = {part.id: part for part in REPORT_PARTS}
    titles = {page.name: page.title or title_of_page(page.name) for page in pages}
    for number, one in enumerate(in_order(kept)):
        yield number, known.get(one) or ReportPart(one, titles.get(one, title_of_page(one)), OF_A_NEW_PAGE, (), "")


def _written(
    number: int, part: ReportPart, kept: Sequence[PlacedBlock], count: _Labels, lead: _Lead
) -> tuple[PartAnswer, list[Part]]:
    """Return a part's line of the contents, and the part: its answer, what carries it, what that rests on."""
    heading = Heading(2, part.title, f"report-{slug(part.id)}", str(number) if number else "")
    if not kept:
        return PartAnswer(heading, part.needs, (), part.sides), [heading, Note(part.needs)]
    answer = _answer(part, kept, lead)
    opening, beside = ([Note(part.needs)], []) if answer is None else _opened(answer)
    rest = [made for one in _in_order(kept, answer) for made in parts_of_block(one.block, one.place, lead.asks)]
    labelled = [_labelled(one, count) for one in rest]
    labels = tuple(one.label for one in labelled if isinstance(one, Figure | Table))
    said = "".join(one.text for one in opening)
    after = 1 if labels else 0
    return PartAnswer(heading, said, labels, part.sides), [
        heading,
        *opening,
        *labelled[:after],
        *beside,
        *labelled[after:],
    ]


def _answer(part: ReportPart, kept: Sequence[PlacedBlock], lead: _Lead) -> PlacedBlock | None:
    """Return the sentence that answers a part: the one that its table names, else the first if none was refused."""
    said = [one for one in kept if one.block.kind == "sentence" and not one.block.id.startswith(SECTION)]
    named = next((one for one in said if part.answer and one.block.id.endswith(part.answer)), None)
    return named or (None if lead.refused else next(iter(said), None))


def _opened(answer: PlacedBlock) -> tuple[list[Strong | Note], list[Part]]:
    """Return the first paragraph of an answer, which stands out, and what else it says."""
    block = answer.block
    first, _, more = block.text.partition("\n\n")
    strong = Strong(" ".join(first.split()), block.quotes, block.findings, answer.place)
    return [strong], list(prose(more, block.quotes, block.findings))


def _in_order(kept: Sequence[PlacedBlock], answer: PlacedBlock | None) -> list[PlacedBlock]:
    """Return what stands below an answer: the figure that carries it, or the table, its page, then other pages."""
    if answer is None:
        return list(kept)
    rest = sorted((one for one in kept if one is not answer), key=lambda one: one.page != answer.page)
    drawn = [one for kind in CAPTIONED for one in rest if one.block.kind == kind]
    carrier = next(iter(drawn), None)
    below = [one for one in rest if one is not carrier]
    # What has a caption belongs to no section of the story, and stands before the first.
    first = next((place for place, one in enumerate(below) if one.block.id.startswith(SECTION)), len(below))
    story = sorted(below[first:], key=lambda one: one.block.kind not in CAPTIONED)
    return [*([carrier] if carrier else []), *below[:first], *story]


def _refused(answers: Sequence[Answer]) -> Iterator[Part]:
    """Yield each question that was refused, once, with the reason and what would help."""
    for answer in answers:
        if isinstance(answer, Unanswered):
            yield Heading(3, answer.question, f"report-refused-{slug(answer.id)}")
            said = sentence(answer)
            text = said.text.removeprefix(stopped(answer.question)).strip()
            yield from prose(text, said.quotes, said.findings)


def _closing(study: Study, answers: Sequence[Answer], told: Collection[str]) -> Iterator[Part]:
    """Yield the sections of the story that no page keeps, whatever they are called."""
    if study.story.strip():
        for title, text in sections(study.story).items():
            if title not in told:
                yield Heading(3, title, f"closing-{slug(title)}")
                yield from prose(resolve(text, list(answers)))


def _labelled(part: Part, count: _Labels) -> Part:
    """Return a figure or a table with its number in the report; anything else as it is."""
    return replace(part, label=count.next(type(part).__name__)) if isinstance(part, Figure | Table) else part
