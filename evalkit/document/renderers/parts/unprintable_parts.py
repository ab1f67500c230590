"""Parts of a document that no format can print, or that would say nothing to a reader who cannot see."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from xml.parsers.expat import ExpatError, ParserCreate

from evalkit.core.errors import Fault, ReportError
from evalkit.document.parts import Document, Figure, Heading, Part, SideBySide, Table
from evalkit.document.renderers.parts.drawing_sizes import drawing_size
from evalkit.report.block import Block

# Of a heading, in letters: one that no sheet holds keeps programs that look for such a sheet busy for ever.
LONGEST, SHOWN = 600, 60
IN_MODULE = "write it in the module of the verb"
A_DRAWING = "one whole drawing in SVG that begins with <svg and says its size in a viewBox"
DRAW = "draw it as the modules of evalkit.report.figures do, in the package that draws it"


def refuse_unprintable(document: Document) -> None:
    """Refuse what cannot be printed, all of it at once: what has no words, drawings that are none, uneven tables."""
    faults = [*_untitled(document), *(fault for layer in document.layers for fault in _all(layer.parts))]
    if faults:
        raise ReportError(dict.fromkeys(faults))


def _untitled(document: Document) -> Iterator[Fault]:
    if not document.title.strip():
        yield Fault("the document", "no title", "a title in words", "write it in study.toml, or in the page")


def _all(parts: tuple[Part, ...]) -> Iterator[Fault]:
    for part in parts:
        if isinstance(part, SideBySide):
            if not part.columns:
                yield Fault("parts side by side", "none", "one column or several", "leave them out")
            for column in part.columns:
                yield from _all(column)
        elif isinstance(part, Heading):
            yield from _of_heading(part)
        elif isinstance(part, Figure):
            yield from _of_figure(part.block)
        elif isinstance(part, Table):
            yield from _of_table(part.block)


def _of_heading(part: Heading) -> Iterator[Fault]:
    if not part.text.strip():
        yield Fault(f"the heading {part.id}", "no words", "a heading in words", "write it, or leave it out")
    if len(part.text) > LONGEST:
        found = f"{len(part.text):,} letters: “{part.text[:SHOWN]} …”"
        yield Fault(f"the heading {part.id}", found, f"at most {LONGEST} letters", "say the rest below the heading")


def _of_figure(block: Block) -> Iterator[Fault]:
    if len(block.text.split()) < 5:
        allowed = "type, what is shown and the main message"
        yield Fault(f"block {block.id}", "a figure without alt text", allowed, IN_MODULE)
    if wrong := _wrong_with(block.svg):
        yield Fault(f"block {block.id}, the figure “{block.title}”", wrong, A_DRAWING, DRAW)


def _of_table(block: Block) -> Iterator[Fault]:
    if not block.title.strip():
        yield Fault(f"block {block.id}", "a table without caption", "a caption in words", IN_MODULE)
    where = f"block {block.id}, the table “{block.title}”"
    if not block.columns:
        yield Fault(where, "no column", "one column or several", IN_MODULE)
    uneven = [str(row) for row, cells in enumerate(block.cells, 1) if len(cells) != len(block.columns)]
    if uneven:
        found = f"more or fewer cells than columns in row {', '.join(uneven[:10])}"
        yield Fault(where, found, f"a cell for each of its {len(block.columns)} columns in every row", IN_MODULE)


@lru_cache(maxsize=256)
def _wrong_with(svg: str) -> str:
    """Return what is wrong with a drawing; empty where nothing is. Editions and formats share their drawings."""
    if not svg.lstrip().startswith("<svg"):
        return "something else than a drawing in SVG" if svg.strip() else "no drawing"
    try:
        ParserCreate().Parse(svg, True)
    except (ExpatError, UnicodeEncodeError) as error:
        return f"a drawing that is not whole ({error})"
    return "" if drawing_size(svg) else "a drawing that says no size of its own"
