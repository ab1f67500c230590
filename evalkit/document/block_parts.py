"""A kept block as parts of a document that remember where their numbers come from."""

from __future__ import annotations

from evalkit.document.parts import Callout, Figure, Heading, Part, Table, prose, told
from evalkit.report.block import Block
from evalkit.report.words import opened

HEADLINE = "-headline"


def parts_of_block(block: Block, place: str, unsaid: str = "") -> list[Part]:
    """Return a block as a figure, a table, or running text below its heading.

    Parameters
    ----------
    block : Block
        As it was kept.
    place : str
        Unique in the document.
    unsaid : str
        A heading that has just been said, and is not said again.
    """
    if block.kind == "figure":
        return [Figure(block, place)]
    if block.kind == "table":
        return [Table(block, place)]
    if block.id.endswith(HEADLINE):
        return _headline(block, place)
    titled = block.title and block.title != unsaid
    heading: list[Part] = [Heading(3, block.title, f"part-{place}")] if titled else []
    return [*heading, *told(block, place)]


def title_of_page(name: str) -> str:
    """Return a page's name as a heading, where it has no title."""
    return opened(name.split("-", 1)[-1].replace("-", " ").replace("_", " "))


def _headline(block: Block, place: str) -> list[Part]:
    """The answer, which stands out, and below it what must stand beside it."""
    answer, _, beside = block.text.partition("\n\n")
    below = prose(beside, block.quotes, block.findings) if beside else ()
    return [Callout("answer", answer, block.quotes, block.findings, place), *below]
