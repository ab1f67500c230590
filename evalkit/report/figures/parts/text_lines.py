"""Texts of several lines in a drawing: each line ends, or has its middle, where the others do, in any family of type.

matplotlib sets every line of such a text from its left, as wide as it is in its own family; a page that shows the text
in another one would leave the right edge ragged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.textpath import text_to_path

# Sizes of type from one line of a text to the next, where a figure says nothing else; the family itself says one, which
# is tight.
SPACING = 1.2
# Of a line's width, how far right of its left end it is held, and how SVG says so.
HELD = {"right": (1.0, "end"), "center": (0.5, "middle")}
GROUP = re.compile(r'<g id="lines-(\d+)">.*?</g>', re.DOTALL)
LINE = re.compile(r'<text style="([^"]*)" transform="translate\(([-\d.]+) ([-\d.]+)\)">')


@contextmanager
def named_lines(figure: Figure) -> Iterator[list[Text]]:
    """Yield texts of several lines that are not held at their left, each under a name of its own while it is drawn."""
    every = (text for text in figure.findobj(Text) if isinstance(text, Text))
    found = [text for text in every if "\n" in text.get_text() and text.get_horizontalalignment() in HELD]
    before = [text.get_gid() for text in found]
    for place, text in enumerate(found):
        text.set_gid(f"lines-{place}")
    yield found
    for text, name in zip(found, before, strict=True):
        text.set_gid(name)


def held(svg: str, texts: list[Text]) -> str:
    """Return the drawing with each line of these texts held at its right or in its middle."""
    return GROUP.sub(lambda group: _held(group[0], texts[int(group[1])]), svg)


def _held(group: str, text: Text) -> str:
    share, anchor = HELD[text.get_horizontalalignment()]
    widths = iter([_width(line, text) for line in text.get_text().split("\n") if line])
    return LINE.sub(
        lambda line: (
            f'<text style="{line[1]}; text-anchor: {anchor}" '
            f'transform="translate({round(float(line[2]) + share * next(widths), 2)} {line[3]})">'
        ),
        group,
    )


def _width(line: str, text: Text) -> float:
    """Return the width of one line in points."""
    return float(text_to_path.get_text_width_height_descent(line, text.get_fontproperties(), ismath=False)[0])
