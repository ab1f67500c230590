"""Figures of a document as drawings alone, so that a document can be kept and read again where nothing can be drawn."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial

from evalkit.document.parts import Document, Figure, Part, SideBySide
from evalkit.report.block import Block


def with_kept_drawings(document: Document) -> Document:
    """Return a document whose figures hold their drawings, that for phones among them, and no way to draw anew."""
    layers = (replace(layer, parts=_kept(layer.parts)) for layer in document.layers)
    return replace(document, layers=tuple(layers))


def _kept(parts: Iterable[Part]) -> tuple[Part, ...]:
    return tuple(_drawn(part) for part in parts)


def _drawn(part: Part) -> Part:
    if isinstance(part, SideBySide):
        return SideBySide(tuple(_kept(column) for column in part.columns))
    return replace(part, block=_block(part.block)) if isinstance(part, Figure) else part


def _block(block: Block) -> Block:
    narrow = block.narrow
    return replace(block, as_picture=None, on_phones=partial(str, narrow) if narrow else None)
