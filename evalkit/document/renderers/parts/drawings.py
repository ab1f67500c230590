"""Drawings inside a page: their ids made unique, their colours those of the page, by day and by night."""

from __future__ import annotations

import re
from functools import cache

from markupsafe import Markup

from evalkit.document.renderers.parts.drawing_sizes import known_size
from evalkit.document.renderers.parts.lean_drawing import lean
from evalkit.report.block import Block
from evalkit.report.theme import theme

# A drawing is shown between these sizes, in CSS pixels per point of its own, so that its type can be read.
SMALLEST = 0.95
LARGEST = 1.9
COLOUR = re.compile(r"#[0-9A-Fa-f]{6}\b")
# The page says once what every drawing repeats: families of type, and how lines are joined.
SAID_ONCE = re.compile(r"\s*<defs>\s*<style[^>]*>[^<]*</style>\s*</defs>|\s*font-family: [^;\"]+;")


def drawings(block: Block, place: str) -> Markup:
    """Return the drawing of a figure and, where it was drawn anew for a phone, that drawing beside it.

    Parameters
    ----------
    block : Block
        A figure.
    place : str
        Id of its place in the document, unique there.
    """
    narrow = block.narrow
    drawn = [(block.svg, place, "full"), *([(narrow, f"{place}-phone", "narrow")] if narrow else [])]
    own = "" if all(map(_by_night, (svg for svg, _, _ in drawn))) else " own"
    inside = "".join(_drawing(svg, where, name, own=bool(own)) for svg, where, name in drawn)
    # Drawn by us; its texts were escaped where they were drawn.
    return Markup(
        f'<div class="drawing{own}" tabindex="0" role="group" aria-labelledby="{place}-caption">{inside}</div>'
    )


def _by_night(svg: str) -> bool:
    """Return whether each of its colours has another by night; if not, it keeps all of them on a light ground."""
    return {colour.lower() for colour in COLOUR.findall(svg)} <= set(_variables())


def _drawing(svg: str, place: str, name: str, *, own: bool) -> str:
    """Return one drawing that takes the width of the text; only its proportions are kept."""
    svg = lean(SAID_ONCE.sub("", svg))
    svg = re.sub(r'\bid="([^"]+)"', rf'id="{place}-\1"', svg)
    svg = re.sub(r'\baria-labelledby="([^" ]+) ([^" ]+)"', rf'aria-labelledby="{place}-\1 {place}-\2"', svg)
    svg = re.sub(r'(?:xlink:)?href="#([^"]+)"', rf'href="#{place}-\1"', svg)
    svg = re.sub(r"url\(#([^)]+)\)", rf"url(#{place}-\1)", svg)
    if not own:
        svg = COLOUR.sub(_variable, svg)
    opening, rest = svg.split(">", 1)
    opening = re.sub(r'\s(?:width|height|version|style|xmlns|xmlns:xlink)="[^"]*"', "", opening)
    width, _ = known_size(svg)
    opening += f' class="{name}" style="min-width:{round(SMALLEST * width)}px;max-width:{round(LARGEST * width)}px"'
    return f"{opening}>{rest}"


def _variable(found: re.Match[str]) -> str:
    return _variables()[found[0].lower()]


@cache
def _variables() -> dict[str, str]:
    """Return the variable of the page for each colour by day; where two have one colour, that of the first."""
    look = theme()
    return {look.colour[name].lower(): f"var(--{name.replace('_', '-')})" for name in reversed(look.dark)}
