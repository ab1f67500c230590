"""Letters that the family of type lacks: on paper each would be an empty box, so none is printed."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator

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


Texts = Iterator[tuple[str, str]]


def printed(document: Document) -> Texts:
    """Yield every text of a document, drawings and all, with where it stands."""
    yield "the title of the report", document.title
    yield "the line below the title", document.standfirst
    for part in document.parts:
        yield from ((_where(part), text) for text in _of(part))


def beside_drawings(document: Document) -> Texts:
    """Yield the title of a document, and of its figures what is drawn and what is said of it."""
    yield "the title of the report", document.title
    for part in document.parts:
        if isinstance(part, Figure):
            yield from ((_where(part), text) for text in _of(part))


def drawn(document: Document) -> Texts:
    """Yield the texts inside the drawings of a document."""
    for part in document.parts:
        if isinstance(part, Figure):
            yield from ((_where(part), text) for text in _inside(part.block.svg))


def refuse_missing_letters(document: Document, texts: Callable[[Document], Texts] = printed) -> None:
    """Refuse every letter of a document that the family of type lacks, all of them at once.

    Parameters
    ----------
    document : Document
        To be made into a file.
    texts : callable
        Gives what of the document is set in that type: all that is `printed`, or less.
    """
    known = WHITE | set(map(chr, letters()))
    faults = [
        Fault(where, f"{_named(letter)} in “{_shortened(text, letter)}”", ALLOWED, NEXT)
        for where, text in texts(document)
        for letter in sorted(set(text) - known)
    ]
    if faults:
        raise ReportError(dict.fromkeys(faults))


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
            yield from _inside(block.svg)
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


def _inside(svg: str) -> Iterator[str]:
    return (html.unescape(text) for text in DRAWN_TEXT.findall(svg))


def _named(letter: str) -> str:
    return f"the sign {letter} (U+{ord(letter):04X})"


def _shortened(text: str, letter: str) -> str:
    """Return the text around a letter."""
    even = " ".join(text.split())
    start = max(0, even.find(letter) - SHOWN // 2)
    return ("… " if start else "") + even[start : start + SHOWN] + (" …" if start + SHOWN < len(even) else "")
