"""Every block that a page kept, by page and question, wherever the front and the report do not print it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import groupby

from evalkit.document.annex.audited_run import AuditedRun
from evalkit.document.block_parts import parts_of_block, title_of_page
from evalkit.document.kept_blocks import KeptPage
from evalkit.document.moved_blocks import stands_as
from evalkit.document.parts import Heading, Note, Paragraph, Part, prose
from evalkit.document.placed_blocks import PlacedBlock, slug

NOT_YET = "This question cannot be answered yet with the data of this study."
ELSEWHERE = "What this page kept stands in the report."
# With so many blocks of one page, a question has a heading of its own.
SEVERAL = 3


def kept_pages(held: AuditedRun, pages: Sequence[KeptPage], elsewhere: Collection[str]) -> tuple[Part, ...]:
    """Return every page with the blocks it kept.

    Parameters
    ----------
    held : AuditedRun
        What the run has at hand.
    pages : sequence of KeptPage
        In reading order.
    elsewhere : collection of str
        Places of blocks that the front or the report prints.
    """
    return tuple(part for page in pages for part in _page(held, page, elsewhere))


def _page(held: AuditedRun, page: KeptPage, elsewhere: Collection[str]) -> list[Part]:
    title = page.title or title_of_page(page.name)
    parts: list[Part] = [Heading(2, title, f"page-{slug(page.name)}"), *prose(page.text)]
    if not page.blocks:
        return parts if page.text else [*parts, Paragraph(NOT_YET)]
    wording = {one.id: one.question for one in held.answers}
    here = [one for one in held.blocks if one.page == page.name]
    parts += _printed(page.name, here, wording, elsewhere) or [Note(ELSEWHERE)]
    return parts


def _printed(
    page: str, blocks: Sequence[PlacedBlock], wording: Mapping[str, str], elsewhere: Collection[str]
) -> list[Part]:
    """Return the blocks of a page that stand here; a long run about one of several questions has its heading."""
    parts: list[Part] = []
    for question, run in groupby(blocks, lambda one: one.question(wording)):
        kept = list(run)
        left = [one for one in kept if one.place not in elsewhere and not stands_as(one.block)]
        if question and left and SEVERAL <= len(kept) < len(blocks):
            parts.append(Heading(3, wording[question], f"page-{slug(page)}-{kept[0].number}-{slug(question)}"))
        for one in left:
            parts += parts_of_block(one.block, one.place, unsaid=wording.get(question, ""))
    return parts
