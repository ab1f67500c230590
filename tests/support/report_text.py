"""What a layer of a report says: its words, its figures and tables, and what is said more than once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from evalkit.core.quantity import MINUS
from evalkit.document.parts import (
    Bullets,
    Callout,
    DocumentLayer,
    Figure,
    Heading,
    Note,
    Paragraph,
    Part,
    PartAnswers,
    Strong,
    Table,
    flattened,
)

# A number with decimals, as estimates and the ends of intervals are shown, with the word of direction beside it.
SIZE = re.compile(r"([+\N{MINUS SIGN}]?)(\d+\.\d+)(?: of a grade)?(?: (more|less|higher|lower))?")
SENTENCE = re.compile(r"(?<=[.!?])\s+")
LEAST_WORDS = 5


def running_text(parts: Iterable[Part]) -> Iterator[str]:
    """Yield the running text of a layer, without captions, tables and headings."""
    for part in flattened(parts):
        match part:
            case Paragraph(text=text) | Strong(text=text) | Callout(text=text) | Note(text=text):
                yield text
            case Bullets(items=items):
                yield from items


def every_text(layer: DocumentLayer) -> Iterator[str]:
    """Yield all that a layer prints: running text, headings, captions, cells and notes."""
    for part in flattened(layer.parts):
        match part:
            case Heading(text=text, number=number):
                yield f"{number} {text}"
            case Figure(block=block, label=label):
                yield f"{label} {block.title} {block.subtitle} {block.source}"
            case Table(block=block, label=label):
                yield f"{label} {block.title} {' '.join(block.columns)} {block.source}"
                yield from (" ".join(row) for row in block.cells)
                yield from block.notes
            case PartAnswers(lines=lines):
                yield from (f"{line.heading.text} {line.answer} {' '.join(line.carried_by)}" for line in lines)
            case _:
                yield from running_text((part,))


def word_count(layer: DocumentLayer) -> int:
    """Return how many words a layer prints."""
    return sum(len(text.split()) for text in every_text(layer))


def count_of(layer: DocumentLayer, kind: type[Figure] | type[Table]) -> int:
    """Return how many figures, or tables, a layer has."""
    return sum(isinstance(part, kind) for part in flattened(layer.parts))


def sentences_said_again(layer: DocumentLayer) -> list[str]:
    """Return every sentence of running text that a layer says more than once."""
    said = Counter(
        " ".join(sentence.split())
        for text in running_text(layer.parts)
        for sentence in SENTENCE.split(text)
        if len(sentence.split()) >= LEAST_WORDS
    )
    return [sentence for sentence, times in said.items() if times > 1]


def sizes_said_again(layer: DocumentLayer) -> tuple[list[str], int]:
    """Return each time that running text says an estimate or an end anew, and how many it says in all.

    ``+0.18`` and ``0.18 of a grade more`` are one size; ``0.18 less`` is another.
    """
    said = Counter(_size(*found) for text in running_text(layer.parts) for found in SIZE.findall(text))
    return [size for size, times in said.items() for _ in range(times - 1)], sum(said.values())


def _size(sign: str, number: str, side: str) -> str:
    below = sign == MINUS or side in ("less", "lower")
    return f"{MINUS if below else ''}{number}"
