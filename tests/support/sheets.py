"""What is wrong with the words of a drawing, read from their boxes as it is made."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from matplotlib.text import Text

from evalkit.report.block import Block
from evalkit.report.figures.parts.canvas import Canvas
from evalkit.report.fonts import FAMILY, font_files

LEAST_POINTS = 8.0
# Inches at which a drawing is shown: A4 between margins of 18 mm, and a phone of 360 px with 20 px at either side.
ON_PAPER, ON_A_PHONE = 174 / 25.4, 320 / 96


def watch(monkeypatch: pytest.MonkeyPatch, *, bare: bool = False) -> list[tuple[str, ...]]:
    """Return the list that fills, as figures are made, with every fault of their words, wide and narrow.

    Parameters
    ----------
    bare : bool
        Whether figures are only looked at, and not finished, which costs most of their time.
    """
    found: list[tuple[str, ...]] = []
    finish = Canvas.block

    def look_first(self: Canvas, *given: object, phone: Callable[[], Canvas] | None = None) -> Block | str:
        found.extend(faults(self, ON_PAPER))
        if phone is None:
            found.append((self.heading.title, "is not drawn for a phone"))
        else:
            found.extend(faults(phone(), ON_A_PHONE))
        return str(given[0]) if bare else finish(self, *given, phone=phone)  # type: ignore[arg-type]

    monkeypatch.setattr(Canvas, "block", look_first)
    return found


def faults(canvas: Canvas, shown: float) -> list[tuple[str, ...]]:
    """Return words that touch, leave the drawing, are cut, too small where it is ``shown`` inches wide, or foreign."""
    every = [text for text in canvas.figure.findobj(Text) if isinstance(text, Text) and text.get_visible()]
    small = [
        (text.get_text(), f"{points:.1f} points")
        for text in every
        if text.get_text().strip() and (points := text.get_fontsize() * shown / canvas.width) < LEAST_POINTS
    ]
    cut = [(text.get_text(), "is cut") for text in every if "…" in text.get_text()]
    foreign = [(text.get_text(), f"is not drawn in {FAMILY}: {what}") for text in every if (what := _foreign(text))]
    return [*canvas.overlaps(), *small, *cut, *foreign]


def _foreign(text: Text) -> str:
    """Return the letters that the face of a text lacks, or the family that it asks for in place of the house's."""
    asked = text.get_fontfamily()
    if asked != ["sans-serif"]:
        return ", ".join(asked)
    regular, bold, italic, bold_italic = font_files()
    upright = text.get_fontstyle() == "normal"
    strong = text.get_fontweight() in ("bold", 700)
    face = (bold if strong else regular) if upright else (bold_italic if strong else italic)
    return "".join(letter for letter in text.get_text() if letter != "\n" and ord(letter) not in _letters(face))


@cache
def _letters(face: Path) -> frozenset[int]:
    return frozenset(TTFont(face, lazy=True).getBestCmap())
