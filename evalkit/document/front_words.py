"""The words of the front page, as a reader meets them: all of them, and those that are running text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from evalkit.document.parts import Bullets, Callout, Figure, Heading, Note, Paragraph, Part, Strong, flattened
from evalkit.report.block import Block
from evalkit.report.reading import word_count

DRAWN = re.compile(r"<text[^>]*>([^<]*)</text>")
# A number along an axis or beside a mark is no word.
MARK = re.compile(r"[+\N{MINUS SIGN}]?\d[\d.,]*")


def running_text(parts: Iterable[Part]) -> list[str | Sequence[str]]:
    """Return the running text, piece by piece, the bullets of a list together; no headings, no words of pictures."""
    return [
        part.items if isinstance(part, Bullets) else part.text
        for part in flattened(parts)
        if isinstance(part, Bullets | Callout | Note | Paragraph | Strong)
    ]


def all_texts(parts: Iterable[Part]) -> list[str]:
    """Return every text that is seen: headings, running text, words around pictures and in them."""
    found: list[str] = []
    for part in flattened(parts):
        if isinstance(part, Figure):
            found += [part.block.title, part.block.subtitle, part.block.source, *_drawn(part.block)]
        elif isinstance(part, Bullets):
            found += part.items
        elif isinstance(part, Heading | Callout | Note | Paragraph | Strong):
            found.append(part.text)
    return found


def words_on(parts: Iterable[Part]) -> int:
    """Return how many words a reader meets."""
    return sum(map(word_count, all_texts(parts)))


def _drawn(block: Block) -> list[str]:
    return [text for text in DRAWN.findall(block.svg) if not MARK.fullmatch(text.strip())]
