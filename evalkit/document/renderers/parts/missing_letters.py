"""Letters that the family of type lacks: on paper each would be an empty box, so none is printed."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from evalkit.core.errors import Fault, ReportError
from evalkit.document.parts import Document, Figure, Part, Table
from evalkit.document.renderers.parts.letters import letters
from evalkit.document.renderers.parts.named_cells import headers, rows
from evalkit.report.fonts import FAMILY

DRAWN_TEXT = re.compile(r"<(?:text|tspan)\b[^>]*>([^<]+)<")
WHITE = frozenset(" \n\t")
# Of a sentence that is shown, at most.
SHOWN = 160
ALLOWED = f"letters and signs that the type of the report ({FAMILY}) holds"
NEXT = "write it in words, or with another sign, where the sentence comes from; then make the report again"


def refuse_missing_letters(document: Document) -> None:
    """Refuse every letter of a document that the family of type lacks, all of them at once."""
    known = WHITE | set(map(chr, letters()))
    faults = [
        Fault(where, f"{_named(letter)} in “{_shortened(text, letter)}”", ALLOWED, NEXT)
        for where, text in _texts(document)
        for letter in sorted(set(text) - known)
    ]
    if faults:
        raise ReportError(dict.fromkeys(faults))


def _texts(document: Document) -> Iterator[tuple[str, str]]:
    """Yield every text that is printed, with where it stands."""
    yield "the title of the report", document.title
    yield "the line below the title", document.standfirst
    for part in document.parts:
        where = _where(part)
        yield from ((where, text) for text in _of(part))


def _where(part: Part) -> str:
    if isinstance(part, Figure | Table):
        name = "figure" if isinstance(part, Figure) else "table"
        return f"block {part.block.id}, the {name} “{part.block.title}”"
    return f"a {type(part).__name__.lower()} of the report"


def _of(part: Part) -> Iterator[str]:
    if isinstance(part, Figure | Table):
        block = part.block
        yield from (part.label, block.title, block.source)
        if isinstance(part, Figure):
            yield block.subtitle
            yield from (html.unescape(text) for text in DRAWN_TEXT.findall(block.svg))
        else:
            yield from (*headers(block), *(cell for row in rows(block) for cell in row), *block.notes)
        return
    for name in ("text", "title", "lead", "caption", "number"):
        yield from filter(None, [getattr(part, name, "")])
    for item in (*getattr(part, "items", ()), *getattr(part, "columns", ())):
        if not isinstance(item, tuple):
            yield getattr(item, "text", item)
    for line in getattr(part, "lines", ()):
        yield from (line.heading.text, line.answer, *line.carried_by)


def _named(letter: str) -> str:
    return f"the sign {letter} (U+{ord(letter):04X})"


def _shortened(text: str, letter: str) -> str:
    """Return the text around a letter."""
    even = " ".join(text.split())
    start = max(0, even.find(letter) - SHOWN // 2)
    return ("… " if start else "") + even[start : start + SHOWN] + (" …" if start + SHOWN < len(even) else "")
