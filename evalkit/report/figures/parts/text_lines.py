"""Texts of several lines: they lie equally far apart, and each has its end or its middle where the others have theirs.

matplotlib sets every line of such a text from its left, as wide as it is in its own family: a page that shows the text
in another one would leave the right edge ragged. And it gives a line more room above or below by the letters that
happen to stand in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import fmean

from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.textpath import text_to_path

# Sizes of type from one line of a text to the next, where a figure says nothing else; the family itself says one, which
# is tight.
SPACING = 1.2
# Of a line's width, how far right of its left end it is held, and how SVG says so.
HELD = {"right": (1.0, "; text-anchor: end"), "center": (0.5, "; text-anchor: middle"), "left": (0.0, "")}
GROUP = re.compile(r'<g id="lines-(\d+)">.*?</g>', re.DOTALL)
LINE = re.compile(r'<text style="([^"]*)" transform="translate\(([-\d.]+) ([-\d.]+)\)">')


def space_lines(figure: Figure) -> None:
    """Set the lines of every text apart as the house does, unless its figure says how."""
    for text in _of_several_lines(figure):
        if not isinstance(_spacing(text), float):
            text.set_linespacing(SPACING)


@contextmanager
def named_lines(figure: Figure) -> Iterator[list[Text]]:
    """Yield texts of several lines, each under a name of its own while it is drawn."""
    found = _of_several_lines(figure)
    before = [text.get_gid() for text in found]
    for place, text in enumerate(found):
        text.set_gid(f"lines-{place}")
    yield found
    for text, name in zip(found, before, strict=True):
        text.set_gid(name)


def held(svg: str, texts: list[Text]) -> str:
    """Return the drawing with the lines of these texts apart alike, each held where its text is."""
    return GROUP.sub(lambda group: _held(group[0], texts[int(group[1])]), svg)


def _held(group: str, text: Text) -> str:
    share, anchor = HELD[text.get_horizontalalignment()]
    lines = [(place, _width(line, text)) for place, line in enumerate(text.get_text().split("\n")) if line]
    found = LINE.findall(group)
    # A text that is turned is left as it is.
    if len(found) != len(lines):
        return group
    apart = float(_spacing(text)) * float(text.get_fontsize())
    top = fmean(float(down) - place * apart for (place, _), (_, _, down) in zip(lines, found, strict=True))
    places = iter(
        (round(float(left) + share * width, 2), round(top + place * apart, 2))
        for (place, width), (_, left, _) in zip(lines, found, strict=True)
    )
    return LINE.sub(
        lambda line: '<text style="{}{}" transform="translate({} {})">'.format(line[1], anchor, *next(places)), group
    )


def _of_several_lines(figure: Figure) -> list[Text]:
    return [text for text in figure.findobj(Text) if isinstance(text, Text) and "\n" in text.get_text()]


def _spacing(text: Text) -> float | str:
    # It can be set and not be asked for; a word is that of the family.
    found: float | str = text._linespacing  # type: ignore[attr-defined]
    return found


def _width(line: str, text: Text) -> float:
    """Return the width of one line in points."""
    return float(text_to_path.get_text_width_height_descent(line, text.get_fontproperties(), ismath=False)[0])
