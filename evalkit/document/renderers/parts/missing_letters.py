"""Letters that the family of type lacks: on paper each would be an empty box, so none is printed."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence

from evalkit.core.errors import Fault, ReportError
from evalkit.document.parts import Callout, Document, Figure, Note, Part, Table
from evalkit.document.renderers.parts.letters import letters, seen
from evalkit.document.renderers.parts.named_cells import headers, rows
from evalkit.report.block import Block
from evalkit.report.fonts import FAMILY
from evalkit.report.words import listed

DRAWN_TEXT = re.compile(r"<(?:text|tspan)\b[^>]*>([^<]+)<")
# Of a sentence that is shown, at most.
SHOWN = 160
ALLOWED = f"letters and signs that the type of the report ({FAMILY}) holds"
NEXT = "write it in words, or with another sign, where the sentence comes from; then make the report again"


def refuse_missing_letters(document: Document) -> None:
    """Refuse every letter of a document that the family of type lacks, all of them at once."""
    _refuse(_texts(document))


def refuse_missing_in_drawings(document: Document) -> None:
    """Refuse every letter that the family of type lacks in the drawings of a document, which are set in it."""
    figures = [part for part in document.parts if isinstance(part, Figure)]
    _refuse((_where(part), text) for part in figures for text in _drawn(part.block))


def refuse_missing_in_slides(document: Document) -> None:
    """Refuse every letter that the family of type lacks in what is set beside and in the drawings of a document."""
    opening = next(iter(document.parts), None)
    said = [opening] if isinstance(opening, Callout | Note) else []
    shown = [*said, *(part for part in document.parts if isinstance(part, Figure))]
    _refuse(
        [("the title of the report", document.title), *((_where(part), text) for part in shown for text in _of(part))]
    )


def _refuse(texts: Iterable[tuple[str, str]]) -> None:
    known = letters()
    faults = []
    for where, text in texts:
        missing = sorted({one for one in seen(text) if ord(one) not in known and not one.isspace()})
        if missing:
            faults.append(Fault(where, f"{_named(missing)} in “{_shortened(text, missing[0])}”", ALLOWED, NEXT))
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
            yield from _drawn(block)
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


def _drawn(block: Block) -> Iterator[str]:
    return (html.unescape(text) for text in DRAWN_TEXT.findall(block.svg))


def _named(missing: Sequence[str]) -> str:
    named = listed([f"{one if one.isprintable() else 'without a shape'} (U+{ord(one):04X})" for one in missing])
    return f"the sign{'s' if len(missing) > 1 else ''} {named}"


def _shortened(text: str, letter: str) -> str:
    """Return the text around a letter."""
    even = " ".join(text.split())
    start = max(0, even.find(letter) - SHOWN // 2)
    return ("… " if start else "") + even[start : start + SHOWN] + (" …" if start + SHOWN < len(even) else "")
