"""A kept block as parts of a document, and the names of their places."""

from __future__ import annotations

import re

from evalkit.report.block import Block
from evalkit.report.document.parts import Callout, Figure, Heading, Part, Table, prose
from evalkit.report.words import opened

HEADLINE = "-headline"


def parts_of_block(block: Block, place: str) -> list[Part]:
    """Return a block as a figure, a table, or running text below its heading.

    Parameters
    ----------
    block : Block
        As it was kept.
    place : str
        Unique in the document.
    """
    if block.kind == "figure":
        return [Figure(block, place)]
    if block.kind == "table":
        return [Table(block, place)]
    if block.id.endswith(HEADLINE):
        return parts_of_headline(block.text)
    heading: list[Part] = [Heading(3, block.title, f"part-{place}")] if block.title else []
    return [*heading, *prose(block.text)]


def parts_of_headline(text: str) -> list[Part]:
    """Return the answer, which stands out, and below it what must stand beside it."""
    answer, _, beside = text.partition("\n\n")
    return [Callout("answer", answer), *(prose(beside) if beside else [])]


def title_of_page(name: str) -> str:
    """Return a page's name as a heading, where it has no title."""
    words = name.split("-", 1)[-1].replace("-", " ").replace("_", " ")
    return opened(words)


def slug(text: str) -> str:
    """Return text as the target of a link."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
