"""A drawing and its letters apart, so that Typst sets them and every machine shows the same shapes."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

TEXT = re.compile(r"<text\b([^>]*)>([^<]*)</text>")
STYLE = re.compile(r'\bstyle="([^"]*)"')
PLACED = re.compile(r'\bx="([^"]+)" y="([^"]+)"')
TURNED_THERE = re.compile(r'\btransform="rotate\(([^ ()]+) [^ ()]+ [^ ()]+\)"')
MOVED = re.compile(r'\btransform="translate\(([^ ()]+) ([^ ()]+)\)(?: rotate\(([^ ()]+)\))?"')
BOLD = 600


@dataclass(frozen=True, slots=True)
class Letters:
    """One line of letters on a drawing.

    Attributes
    ----------
    text : str
        In words.
    x, y : float
        Where its baseline is held, in points of the drawing.
    size : float
        In points of the drawing.
    bold : bool
        Whether it is set in bold.
    fill : str
        Its colour, such as ``#1d1d1d``.
    anchor : str
        Which end is held there: ``start``, ``middle`` or ``end``.
    turn : float
        By how many degrees it is turned about that point, clockwise.
    """

    text: str
    x: float
    y: float
    size: float
    bold: bool
    fill: str
    anchor: str
    turn: float


def parted(svg: str) -> tuple[str, tuple[Letters, ...]]:
    """Return a drawing without its letters, and the letters; what is placed in another way stays in the drawing.

    Parameters
    ----------
    svg : str
        As matplotlib draws it, its letters kept as text.
    """
    read: list[Letters] = []

    def taken(found: re.Match[str]) -> str:
        letters = _letters(found[1], html.unescape(found[2]))
        if letters is None:
            return found[0]
        read.append(letters)
        return ""

    return TEXT.sub(taken, svg), tuple(read)


def _letters(attributes: str, text: str) -> Letters | None:
    style, place = STYLE.search(attributes), _place(attributes)
    if style is None or place is None:
        return None
    look = {key.strip(): value.strip() for key, _, value in (one.partition(":") for one in style[1].split(";"))}
    size = look.get("font-size", "")
    if not size.endswith("px"):
        return None
    return Letters(
        text=text,
        x=place[0],
        y=place[1],
        size=float(size.removesuffix("px")),
        bold=_bold(look.get("font-weight", "")),
        fill=look.get("fill", "#000000"),
        anchor=look.get("text-anchor", "start"),
        turn=place[2],
    )


def _bold(weight: str) -> bool:
    return weight == "bold" or (weight.isdigit() and int(weight) >= BOLD)


def _place(attributes: str) -> tuple[float, float, float] | None:
    """Return where letters are held and by how much they are turned; None where that is said in another way."""
    moved, placed = MOVED.search(attributes), PLACED.search(attributes)
    if moved is not None and placed is None:
        return float(moved[1]), float(moved[2]), float(moved[3] or 0)
    if placed is None or moved is not None:
        return None
    turned = TURNED_THERE.search(attributes)
    if turned is None and "transform=" in attributes:
        return None
    return float(placed[1]), float(placed[2]), float(turned[1]) if turned else 0.0
