"""The sheet every figure is drawn on: message on top, unit below it, drawing, source at the foot.

The picture for Jupyter carries all of it. The drawing for the report is the middle part alone,
because there heading and source are real text that wraps on a phone and can be read aloud.
"""

from __future__ import annotations

import html
import io
import re
import textwrap
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any

import matplotlib as mpl
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from evalkit.report.block import Block
from evalkit.report.figures.parts.faces import know_shipped_faces
from evalkit.report.figures.parts.text_lines import held, named_lines, space_lines
from evalkit.report.theme import theme
from evalkit.report.words import Words

LINE = 1.32
POINTS = 72.0
MARGIN = 0.08
# Inches: the sheet of the report, and the one that is drawn for a phone.
WIDE, NARROW = theme().figure["width"], theme().figure["narrow"]
# Without these every run would name the parts of a drawing anew.
# Letters are drawn as they are, not bent to the dots of a screen: that takes a sixth of the time of a figure.
SAME_EVERY_TIME: Any = {
    "font.sans-serif": [theme().type["drawn"]],
    "svg.fonttype": "none",
    "svg.hashsalt": "evalkit",
    "svg.image_inline": True,
    "text.hinting": "no_hinting",
}
# Packed quickly: packing it as small as it goes takes a sixth of the time of a picture.
PNG: Any = {"compress_level": 1}


@dataclass(frozen=True, slots=True)
class FigureHeading:
    """The words around a drawing.

    Attributes
    ----------
    title : str
        The message.
    subtitle : str
        Unit and scope.
    source : str
        Source and years; empty if none.
    """

    title: str
    subtitle: str
    source: str = ""


class Canvas:
    """A figure under construction.

    Parameters
    ----------
    heading : FigureHeading
        The words around the drawing.
    height : float
        Height of the drawing in inches, without heading and source.
    width : float
        Width in inches: `WIDE`, or `NARROW` for the same drawn anew for a phone.
    """

    def __init__(self, heading: FigureHeading, height: float, *, width: float = WIDE) -> None:
        look = theme()
        self.heading = heading
        self.width = width
        self.height = height
        self._title = textwrap.wrap(heading.title, int(look.letters("title") * width / WIDE))
        self._subtitle = textwrap.wrap(heading.subtitle, int(look.letters("small") * width / WIDE))
        self._source = textwrap.wrap(heading.source, int(look.letters("small") * width / WIDE))
        head = _lines(self._title, "title") + _lines(self._subtitle, "label") + MARGIN
        self._foot = _lines(self._source, "small") + (MARGIN if self._source else 0.0)
        self._whole = head + height + self._foot
        self.figure = Figure(figsize=(self.width, self._whole), facecolor=look.colour["background"])
        FigureCanvasAgg(self.figure)
        know_shipped_faces()

    def axes(self, left: float, right: float, bottom: float, top: float = 0.1) -> Axes:
        """Return axes that leave these margins of the drawing, in inches."""
        look = theme()
        place = (
            left / self.width,
            (self._foot + bottom) / self._whole,
            (self.width - left - right) / self.width,
            (self.height - bottom - top) / self._whole,
        )
        axes = self.figure.add_axes(place)
        axes.set_facecolor("none")
        for side in ("top", "right", "left"):
            axes.spines[side].set_visible(False)
        axes.spines["bottom"].set_color(look.colour["faint"])
        axes.tick_params(length=0, pad=6, labelsize=look.size("label"), labelcolor=look.colour["muted"])
        return axes

    def block(
        self,
        identifier: str,
        alt: str,
        values: pd.DataFrame,
        words: Words,
        findings: Sequence[str] = (),
        *,
        phone: Callable[[], Canvas] | None = None,
    ) -> Block:
        """Return the finished figure; ``phone`` draws the same on a narrow sheet where somebody is to read it there."""
        return Block(
            id=identifier,
            kind="figure",
            title=self.heading.title,
            text=alt,
            subtitle=self.heading.subtitle,
            source=self.heading.source,
            values=values,
            columns=tuple(str(name) for name in values.columns),
            quotes=words.quotes(),
            findings=tuple(findings),
            svg=self._drawing(alt),
            as_picture=cache(self._picture),
            on_phones=(lambda: phone()._drawing(alt)) if phone else None,
        )

    @property
    def narrow(self) -> bool:
        """Whether it is drawn for a phone."""
        return self.width < WIDE

    def texts(self) -> list[tuple[str, Bbox]]:
        """Return every visible text of the drawing with the box it takes, in dots."""
        renderer = self.figure.canvas.get_renderer()  # type: ignore[attr-defined]
        with _drawn_alike(self.figure):
            self.figure.draw_without_rendering()
        beyond = _beyond(self.figure)
        every = [text for text in self.figure.findobj(Text) if isinstance(text, Text) and text.get_visible()]
        found = [text for text in every if text not in beyond]
        with _drawn_alike(self.figure):
            return [(text.get_text(), text.get_window_extent(renderer)) for text in found if text.get_text().strip()]

    def overlaps(self) -> list[tuple[str, str]]:
        """Return each pair of texts that touch, and each text that leaves the drawing beside itself."""
        boxes, dots = self.texts(), self.figure.dpi
        low, high = self._foot * dots, (self._foot + self.height) * dots
        pairs = [
            (one, other)
            for place, (one, box) in enumerate(boxes)
            for other, beside in boxes[place + 1 :]
            if _touch(box, beside)
        ]
        across = self.width * dots
        outside = [
            (text, text)
            for text, box in boxes
            if box.x0 < -1 or box.x1 > across + 1 or box.y0 < low - 1 or box.y1 > high + 1
        ]
        return pairs + outside

    def _picture(self) -> bytes:
        texts, stream = self._words_around(), io.BytesIO()
        with _drawn_alike(self.figure):
            self.figure.savefig(
                stream, format="png", dpi=theme().figure["dots"], metadata={"Software": None}, pil_kwargs=PNG
            )
        for text in texts:
            text.remove()
        return stream.getvalue()

    def _words_around(self) -> list[Text]:
        look = theme()
        texts: list[Text] = []
        height = self._whole - MARGIN
        for lines, size, colour, weight in (
            (self._title, "title", "text", "bold"),
            (self._subtitle, "label", "muted", "normal"),
        ):
            for line in lines:
                texts.append(self._write(line, height, size, colour, weight))
                height -= look.size(size) * LINE / POINTS
        height = self._foot
        for line in self._source:
            texts.append(self._write(line, height, "small", "muted", "normal"))
            height -= look.size("small") * LINE / POINTS
        return texts

    def _write(self, line: str, height: float, size: str, colour: str, weight: str) -> Text:
        look = theme()
        return self.figure.text(
            MARGIN / self.width,
            height / self._whole,
            line,
            fontsize=look.size(size),
            color=look.colour[colour],
            fontweight=weight,
            verticalalignment="top",
        )

    def _drawing(self, alt: str) -> str:
        stream = io.StringIO()
        middle = Bbox([[0.0, self._foot], [self.width, self._foot + self.height]])
        with _drawn_alike(self.figure), named_lines(self.figure) as texts:
            self.figure.savefig(stream, format="svg", bbox_inches=middle, metadata={"Date": None, "Creator": None})
            drawn = held(stream.getvalue(), texts)
        return _readable(drawn, self.heading.title, alt)


@contextmanager
def _drawn_alike(figure: Figure) -> Iterator[None]:
    """Draw with the settings of the house; `matplotlib.rc_context` copies all three hundred and takes longer."""
    space_lines(figure)
    before = {name: mpl.rcParams[name] for name in SAME_EVERY_TIME}
    mpl.rcParams.update(SAME_EVERY_TIME)
    try:
        yield
    finally:
        mpl.rcParams.update(before)


def _beyond(figure: Figure) -> set[Text]:
    """Return labels of marks outside an axis, which matplotlib holds and never draws."""
    hidden: set[Text] = set()
    for axes in figure.axes:
        for axis in (axes.xaxis, axes.yaxis):
            low, high = sorted(axis.get_view_interval())
            ticks = axis.get_major_ticks()
            hidden |= {tick.label1 for tick in ticks if not low <= tick.get_loc() <= high}
    return hidden


def _lines(lines: Sequence[str], size: str) -> float:
    return len(lines) * theme().size(size) * LINE / POINTS


def _touch(one: Bbox, other: Bbox) -> bool:
    # Two dots of overlap are the empty margin of a text's box.
    across = min(one.x1, other.x1) - max(one.x0, other.x0)
    down = min(one.y1, other.y1) - max(one.y0, other.y0)
    return bool(across > 2 and down > 2)


def _readable(svg: str, title: str, alt: str) -> str:
    """Return the bare drawing with its title and description, and families of type that every reader has."""
    look = theme()
    body = svg[svg.index("<svg") :]
    body = re.sub(r"<metadata>.*?</metadata>\s*", "", body, flags=re.DOTALL)
    body = body.replace(f"'{look.type['drawn']}'", str(look.type["written"]).replace('"', "'"))
    opening, rest = body.split(">", 1)
    named = f'<title id="title">{html.escape(title)}</title><desc id="desc">{html.escape(alt)}</desc>'
    return f'{opening} role="img" aria-labelledby="title desc">\n {named}{rest}'
