"""The figures of the front page and the report as slides: each a picture of 16:9 with its message, unit and source."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from evalkit.core.shipped import beside_the_code
from evalkit.document.editions import FRONT, REPORT
from evalkit.document.parts import Document, DocumentLayer, Figure, Note, flattened
from evalkit.document.renderers.parts.drawing_letters import parted
from evalkit.document.renderers.parts.drawing_sizes import known_size
from evalkit.document.renderers.parts.lean_drawing import lean
from evalkit.document.renderers.parts.letters import seen
from evalkit.document.renderers.parts.missing_letters import refuse_missing_in_slides
from evalkit.document.renderers.parts.renderer import Renderer
from evalkit.document.renderers.parts.told_pictures import told_png, told_svg
from evalkit.document.renderers.parts.typesetting import typeset
from evalkit.document.renderers.parts.unprintable_parts import refuse_unprintable
from evalkit.report.block import Block
from evalkit.report.fonts import FAMILY
from evalkit.report.invented_rows import SOURCE as INVENTED_ROWS
from evalkit.report.theme import theme
from evalkit.report.words import listed

FOLDER = "slides"
TEMPLATE = beside_the_code("document/renderers/templates/slides.typ")
# A page of 960 by 540 points becomes 1920 by 1080 dots.
DOTS = 144.0
PLACE_OF = {FRONT: "front page"}
NOT_IN_NAMES = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class SlideFigure:
    """One figure, and every place of the document where it stands.

    Attributes
    ----------
    block : Block
        The figure.
    name : str
        What its files are called, without number and ending.
    places : tuple of str
        Such as ``front page`` and ``Figure 4``.
    """

    block: Block
    name: str
    places: tuple[str, ...]


def render(document: Document) -> dict[str, bytes]:
    """Return two files for each figure, a PNG of 1920 by 1080 dots and an SVG, by name, in reading order.

    All letters are set as shapes in the shipped family, those of the drawing too, so that a slide looks the same on
    every machine; what it says is in the file as its title and its description. A figure that stands in several places
    has one slide, which names them.
    """
    refuse_unprintable(document)
    refuse_missing_in_slides(document)
    figures = _figures(document)
    if not figures:
        return {}
    given = {
        "slides": json.dumps([_given(one, document) for one in figures], ensure_ascii=False),
        "look": json.dumps({"family": FAMILY, "colour": theme().colour}),
    }
    source = TEMPLATE.read_text(encoding="utf-8")
    pictures = typeset(source, given, {"format": "png", "ppi": DOTS})
    drawn = typeset(source, given, {"format": "svg"})
    files: dict[str, bytes] = {}
    for number, (one, png, svg) in enumerate(zip(figures, pictures, drawn, strict=True), 1):
        name, alternative = f"{number:02}-{one.name}", _alternative(one, document)
        files[f"{name}.png"] = told_png(png, one.block.title, alternative)
        files[f"{name}.svg"] = told_svg(svg.decode(), one.block.title, alternative)
    return files


def _figures(document: Document) -> list[SlideFigure]:
    """Return each drawing once, with all places where it stands."""
    found: dict[tuple[str, str], SlideFigure] = {}
    for layer in document.layers:
        for part in _drawn(layer):
            key, place = (part.block.id, part.block.svg), part.label or PLACE_OF.get(layer.id, layer.title)
            known = found.get(key)
            name = _plain(f"{part.label} {part.block.id}" if part.label else part.place)
            found[key] = SlideFigure(
                part.block, known.name if known else name, (*(known.places if known else ()), place)
            )
    return list(found.values())


def _drawn(layer: DocumentLayer) -> Iterable[Figure]:
    return (part for part in flattened(layer.parts) if isinstance(part, Figure) and part.block.svg)


def _plain(text: str) -> str:
    """Return text as part of the name of a file, whatever it holds."""
    return NOT_IN_NAMES.sub("-", text.lower()).strip("-")


def _given(one: SlideFigure, document: Document) -> dict[str, object]:
    """Return what the template shows of a figure."""
    drawing, letters = parted(lean(seen(one.block.svg)))
    wide, high = known_size(one.block.svg)
    first = next(iter(document.parts), None)
    known = first.text if isinstance(first, Note) else ""
    invented = one.block.source.startswith(INVENTED_ROWS)
    # What is invented is said in the mark, once.
    source = one.block.source.removeprefix(INVENTED_ROWS).strip(" .") if invented else one.block.source
    return {
        "message": seen(one.block.title),
        "unit": seen(one.block.subtitle),
        "mark": seen(_mark(one, document)),
        "source": seen(" ".join(filter(None, (_sentence(source or known), _from(document, one))))),
        "width": wide,
        "height": high,
        "drawing": drawing,
        "letters": [asdict(line) for line in letters],
    }


def _mark(one: SlideFigure, document: Document) -> str:
    """Return the mark of a figure whose tables, or whose rows, are invented."""
    return document.notice or (f"{INVENTED_ROWS}." if one.block.source.startswith(INVENTED_ROWS) else "")


def _alternative(one: SlideFigure, document: Document) -> str:
    """Return what is read aloud: the mark, which letters drawn as shapes say to nobody who listens, and the text."""
    return " ".join(filter(None, (_mark(one, document), one.block.text)))


def _from(document: Document, one: SlideFigure) -> str:
    return f"{document.title}, {listed(one.places)} of the report."


def _sentence(text: str) -> str:
    return f"{text.rstrip('.')}." if text else ""


RENDERER = Renderer(
    summary="each figure of front page and report as a slide of 16:9, as PNG and as SVG",
    file=FOLDER,
    render=render,
    checked_against=(
        "tests/unit/document/renderers/test_slides.py::test_a_slide_looks_as_its_drawing_does",
        "tests/unit/document/renderers/test_slides.py::test_the_alternative_text_is_inside_both_files",
    ),
    editions=(REPORT,),
)
