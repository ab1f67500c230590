"""Where kept blocks stand: the anchor of each in the document, its file beside the report, and its question."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from evalkit.document.kept_blocks import KeptPage
from evalkit.report.block import Block

PAGES = "pages"


@dataclass(frozen=True, slots=True)
class PlacedBlock:
    """One kept block and its place.

    Attributes
    ----------
    page : str
        Name of its page, such as ``04-effect``.
    number : int
        Which block of the page it is, from 1.
    block : Block
        The block.
    """

    page: str
    number: int
    block: Block

    @property
    def place(self) -> str:
        """Its id in the document, wherever the document prints it."""
        return f"{slug(self.page)}-{self.number}"

    @property
    def csv(self) -> str:
        """The file beside the report that holds its values."""
        return f"{PAGES}/{self.page}/{self.number:02d}-{self.block.id}.csv"

    def question(self, questions: Collection[str]) -> str:
        """Return which of these questions it is about; empty where it serves all."""
        begins, findings = self.block.id.split("-", 1)[0], self.block.findings
        alone = findings[0] if len(findings) == 1 and findings[0] in questions else ""
        return begins if begins in questions else alone


def placed(pages: Iterable[KeptPage]) -> tuple[PlacedBlock, ...]:
    """Return every kept block with its place, in the order of the pages."""
    return tuple(PlacedBlock(page.name, number, block) for page in pages for number, block in enumerate(page.blocks, 1))


def slug(text: str) -> str:
    """Return a text as part of an id."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
