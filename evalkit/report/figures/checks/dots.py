"""Dots above each other with their intervals, and the full estimate among them as a line."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import partial

import pandas as pd
from matplotlib.axes import Axes

from evalkit.core.quantity import Unit
from evalkit.records.check import CheckResult
from evalkit.report.block import Block
from evalkit.report.figures.parts.canvas import NARROW, WIDE, Canvas, FigureHeading
from evalkit.report.figures.parts.marks import interval, named_above, signed, with_ends, wrapped
from evalkit.report.figures.parts.rows import EDGE, NamedRow, NamedRows, letters, tall
from evalkit.report.sentences.parts.check_words import seen_in
from evalkit.report.theme import theme
from evalkit.report.words import Words

TWO = Unit("", 2, signed=True)
AS_PLANNED = "as planned"
BOTTOM = 0.4
TOP = 0.3
EDGE_ROOM = 0.05
CLOSE_ROW = 0.2
CLOSEST_ROW = 0.14
MANY = 12
VERY_MANY = 25
# Inches for numbers on the right, alone and with their ranges.
NUMBER, RANGE = 0.75, 2.2


@dataclass(frozen=True, slots=True)
class Dot:
    """One estimate.

    Attributes
    ----------
    label : str
        Its name.
    estimate, conf_low, conf_high : float
        In the unit of the check; ends that are not known are NaN.
    declared : bool
        Whether it is the plan's own, which is drawn larger.
    """

    label: str
    estimate: float
    conf_low: float = math.nan
    conf_high: float = math.nan
    declared: bool = False


@dataclass(frozen=True, slots=True)
class Dots:
    """What is drawn.

    Attributes
    ----------
    rows : tuple of Dot
        From the top.
    remark : str
        What the subtitle adds.
    ends : (str, str) or None
        Names of the first and the last row where there are too many for names; None for their own.
    planned : float or None
        The full estimate, drawn as a line.
    half_width : float or None
        Half the width of its interval, shaded.
    line : str
        What the line is called.
    mark_declared : bool
        Whether a name says that its row is the plan's own.
    """

    rows: tuple[Dot, ...]
    remark: str = ""
    ends: tuple[str, str] | None = None
    planned: float | None = None
    half_width: float | None = None
    line: str = AS_PLANNED
    mark_declared: bool = True

    def named(self, row: Dot) -> str:
        """Return what a row is called."""
        told = row.declared and self.mark_declared and AS_PLANNED not in row.label
        return f"{row.label} (the plan's)" if told else row.label


def dots_block(result: CheckResult, dots: Dots, values: pd.DataFrame) -> Block:
    """Return the finished figure.

    Parameters
    ----------
    result : CheckResult
        The check.
    dots : Dots
        What is drawn.
    values : DataFrame
        What is saved beside it.
    """
    words = Words()
    canvas, phone = draw(result, dots, words), partial(draw, result, dots, words, NARROW)
    alt = (
        f"Dot plot of {words.count('estimates', len(dots.rows), 'estimate')}. "
        f"{words.repeat('check', result.asks)} {_range(result, dots, words)}"
    )
    return canvas.block(f"check-{result.check.replace('_', '-')}", alt, values, words, phone=phone)


def draw(result: CheckResult, dots: Dots, words: Words, width: float = WIDE) -> Canvas:
    """Return the drawing."""
    subtitle = f"Estimate in {result.unit}" if result.unit else "Estimate"
    heading = FigureHeading(seen_in(words, result), subtitle + dots.remark)
    top = TOP if dots.planned is not None else 0.05
    if len(dots.rows) > MANY:
        canvas, axes, heights = _unnamed(dots, heading, width)
        upright = partial(_through, axes, (heights[0], heights[-1]))
    else:
        rows = [NamedRow(dots.named(dot), _number(dot), strong=dot.declared, colour="programme") for dot in dots.rows]
        room = RANGE if any(map(_judged, dots.rows)) else NUMBER
        places = NamedRows(rows, width, values=room)
        canvas = Canvas(heading, places.depth + BOTTOM + top, width=width)
        axes, heights = places.axes(canvas, BOTTOM, top), places.centres
        upright = partial(places.upright, axes)
    for dot, height in zip(dots.rows, heights, strict=True):
        _refit(axes, dot, height, dots.planned)
    upright(0.0)
    axes.xaxis.set_major_formatter(lambda value, _: signed(value, 2))
    axes.locator_params(axis="x", nbins=4 if canvas.narrow else 5)
    if dots.planned is not None:
        upright(dots.planned, colour="programme")
        _shade(axes, dots, dots.planned)
    low, high = axes.get_xlim()
    room = max(0.06 * (high - low), 0.01)
    axes.set_xlim(min(low, 0) - room, max(high, 0) + room)
    if dots.planned is not None:
        named_above(axes, dots.planned, f"{dots.line}: {signed(dots.planned, 2)}", "programme")
    return canvas


def _unnamed(dots: Dots, heading: FigureHeading, width: float) -> tuple[Canvas, Axes, list[float]]:
    """Return a sheet for too many rows to name: the lowest and the highest have their name above and below."""
    step = CLOSEST_ROW if len(dots.rows) > VERY_MANY else CLOSE_ROW
    first, last = dots.ends or (dots.rows[0].label, dots.rows[-1].label)
    names = [
        wrapped(f"{name}: {signed(dot.estimate, 2)}", letters(width - 0.4, "label"))
        for name, dot in ((first, dots.rows[0]), (last, dots.rows[-1]))
    ]
    edges = [tall(name.count("\n") + 1, "label") + EDGE_ROOM for name in names]
    depth = step * len(dots.rows) + sum(edges)
    canvas = Canvas(heading, depth + BOTTOM + TOP, width=width)
    axes = canvas.axes(left=EDGE, right=EDGE, bottom=BOTTOM, top=TOP)
    axes.set_ylim(-depth, 0)
    axes.set_yticks([])
    heights = [-edges[0] - step * (place + 0.5) for place in range(len(dots.rows))]
    for name, dot, height, side in zip(
        names, (dots.rows[0], dots.rows[-1]), (0.0, -depth), ("top", "bottom"), strict=True
    ):
        axes.annotate(
            name,
            # On a phone a long name needs the whole width.
            (0.5, height) if canvas.narrow else (dot.estimate, height),
            xycoords=("axes fraction", "data") if canvas.narrow else "data",
            ha="center",
            va=side,
            color=theme().colour["text"],
            fontsize=theme().size("label"),
        )
    return canvas, axes, heights


def _through(axes: Axes, ends: tuple[float, float], across: float, *, colour: str = "muted") -> None:
    """Draw a vertical line past all dots, and past no words."""
    look = theme()
    axes.plot([across] * 2, ends, color=look.colour[colour], linewidth=look.figure["thin"], zorder=1)


def _number(dot: Dot) -> str:
    return with_ends(dot.estimate, dot.conf_low, dot.conf_high)


def _judged(dot: Dot) -> bool:
    return math.isfinite(dot.conf_low) and math.isfinite(dot.conf_high)


def _range(result: CheckResult, dots: Dots, words: Words) -> str:
    estimates = [row.estimate for row in dots.rows]
    lowest = words.number("lowest", min(estimates), TWO)
    if len(estimates) == 1:
        return f"It gives {lowest} {result.unit}."
    return f"The estimates run from {lowest} to {words.number('highest', max(estimates), TWO)} {result.unit}."


def _refit(axes: Axes, dot: Dot, height: float, planned: float | None) -> None:
    look = theme()
    if planned is not None:
        ends = [planned, dot.estimate]
        axes.plot(ends, [height] * 2, color=look.colour["faint"], linewidth=look.figure["thin"], zorder=2)
    interval(axes, (dot.conf_low, dot.conf_high, height), colour=look.colour["comparison"])
    size = look.figure["point"] + 2 * dot.declared
    axes.plot(dot.estimate, height, "o", markersize=size, color=look.colour["programme"], zorder=3)


def _shade(axes: Axes, dots: Dots, centre: float) -> None:
    """Shade the interval of the full estimate where the check gives its half-width."""
    look = theme()
    if dots.half_width is not None and math.isfinite(dots.half_width):
        axes.axvspan(centre - dots.half_width, centre + dots.half_width, color=look.colour["band"], zorder=0)
