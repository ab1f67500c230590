"""Parts of a document that would say nothing to a reader who cannot see: no format prints them."""

from __future__ import annotations

from typing import NoReturn

from evalkit.core.errors import ReportError
from evalkit.document.parts import Document, Figure, Table
from evalkit.report.block import Block


def refuse_silent(document: Document) -> None:
    """Refuse a figure without alt text and a table without caption: a reader who cannot see would get nothing."""
    for part in document.parts:
        if isinstance(part, Figure) and len(part.block.text.split()) < 5:
            _silent(part.block, "a figure without alt text", "type, what is shown and the main message")
        if isinstance(part, Table) and not part.block.title.strip():
            _silent(part.block, "a table without caption", "a caption in words")


def _silent(block: Block, found: str, allowed: str) -> NoReturn:
    raise ReportError.one(
        where=f"block {block.id}", found=found, allowed=allowed, next="write it in the module of the verb"
    )
