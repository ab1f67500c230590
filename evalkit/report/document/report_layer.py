"""The report that a funder accepts: its contents with every answer, then part by part what carries each answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from evalkit.report.block import Block
from evalkit.report.document.block_parts import parts_of_block, slug, title_of_page
from evalkit.report.document.kept_blocks import KeptPage
from evalkit.report.document.parts import Answers, Figure, Heading, Note, Part, PartAnswer, Strong, Table, prose
from evalkit.report.document.report_parts import REPORT_PARTS, ReportPart, in_order, part_of_page

OF_A_NEW_PAGE = 1.0
# Words; a longer sentence rests below the answer.
LONGEST_ANSWER = 30


def report_layer(pages: Sequence[KeptPage]) -> tuple[Part, ...]:
    """Return the report: what each part answers, then each part with what it rests on.

    Parameters
    ----------
    pages : sequence of KeptPage
        Of whose blocks those kept for the report stand in it, in the order of the pages.
    """
    kept = _by_part(pages)
    count = _Labels()
    written = [_written(number, part, kept.get(part.id, []), count) for number, part in _numbered(pages, kept)]
    lines = tuple(line for line, _ in written)
    return (Answers(lines), *(part for _, parts in written for part in parts))


@dataclass(slots=True)
class _Labels:
    """Counts figures and tables through the report."""

    seen: dict[str, int] = field(default_factory=dict)

    def next(self, kind: str) -> str:
        self.seen[kind] = self.seen.get(kind, 0) + 1
        return f"{kind} {self.seen[kind]}"


def _by_part(pages: Sequence[KeptPage]) -> dict[str, list[tuple[str, Block]]]:
    """Return the blocks of each part, each with its place in the document."""
    kept: dict[str, list[tuple[str, Block]]] = {}
    for page in pages:
        for number, block in enumerate(page.blocks, 1):
            if block.layer == "report":
                part = block.part or part_of_page(page.name)
                kept.setdefault(part, []).append((f"{slug(page.name)}-{number}", block))
    return kept


def _numbered(pages: Sequence[KeptPage], kept: Mapping[str, object]) -> Iterator[tuple[int, ReportPart]]:
    known = {part.id: part for part in REPORT_PARTS}
    titles = {page.name: page.title or title_of_page(page.name) for page in pages}
    for number, one in enumerate(in_order(kept)):
        yield number, known.get(one) or ReportPart(one, titles.get(one, title_of_page(one)), OF_A_NEW_PAGE, (), "")


def _written(
    number: int, part: ReportPart, kept: Sequence[tuple[str, Block]], count: _Labels
) -> tuple[PartAnswer, list[Part]]:
    """Return a part's line of the contents, and the part: its answer, what carries it, what that rests on."""
    heading = Heading(2, part.title, f"report-{slug(part.id)}", str(number) if number else "")
    if not kept:
        return PartAnswer(heading, part.needs, (), part.sides), [heading, Note(part.needs)]
    answer = next((one for one in kept if _answers(one[1])), None)
    parts: list[Part] = [heading]
    if answer is not None:
        opening, *more = prose(answer[1].text)
        parts += [Strong(getattr(opening, "text", answer[1].text)), *more]
    labels = []
    for place, block in kept:
        if answer is None or place != answer[0]:
            made = [_labelled(one, count) for one in parts_of_block(block, place)]
            labels += [one.label for one in made if isinstance(one, Figure | Table)]
            parts += made
    said = next((one.text for one in parts if isinstance(one, Strong)), "")
    return PartAnswer(heading, said, tuple(labels), part.sides), parts


def _answers(block: Block) -> bool:
    """Say whether a sentence is short enough to be the answer of its part."""
    return block.kind == "sentence" and not block.title and len(block.text.split()) <= LONGEST_ANSWER


def _labelled(part: Part, count: _Labels) -> Part:
    match part:
        case Figure(block=block, place=place):
            return Figure(block, place, count.next("Figure"))
        case Table(block=block, place=place):
            return Table(block, place, count.next("Table"))
        case _:
            return part
