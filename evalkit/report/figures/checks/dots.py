"""Dots above each other with their intervals, and the full estimate among them as a line."""

from __future__ import annotations

import math
from dataclasses import dataclass

import pandas as pd
from matplotlib.axes import Axes

from evalkit.core.quantity import Unit
from evalkit.records.check import CheckResult
from evalkit.report.block import Block
from evalkit.report.figures.parts.canvas import Canvas, FigureHeading
from evalkit.report.figures.parts.marks import interval, signed, wrapped
from evalkit.report.sentences.parts.check_words import seen_in
from evalkit.report.theme import theme
from evalkit.report.words import Words

TWO = Unit("", 2, signed=True)
# Letters of a name on one line.
NAME = 26
LONGEST = 28
ROW = 0.34
TALL_ROW = 0.44
CLOSE_ROW = 0.2
CLOSEST_ROW = 0.14
MANY = 12
VERY_MANY = 25
ROOM = 2.4
LITTLE_ROOM = 1.0


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
    line: str = "as planned"
    mark_declared: bool = True

    def named(self, row: Dot) -> str:
        """Return what a row is called."""
        return f"{row.label} (the plan's)" if row.declared and self.mark_declared else row.label


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
    canvas = draw(result, dots, words)
    alt = (
        f"Dot plot of {words.count('estimates', len(dots.rows), 'estimate')}. "
        f"{words.repeat('check', result.asks)} {_range(result, dots, words)}"
    )
    return canvas.block(f"check-{result.check.replace('_', '-')}", alt, values, words)


def draw(result: CheckResult, dots: Dots, words: Words) -> Canvas:
    """Return the drawing."""
    look, count = theme(), len(dots.rows)
    many = count > MANY
    row = CLOSEST_ROW if count > VERY_MANY else CLOSE_ROW if many else _row_height(dots)
    subtitle = f"Estimate in {result.unit}" if result.unit else "Estimate"
    canvas = Canvas(FigureHeading(seen_in(words, result), subtitle + dots.remark), height=row * count + 0.85)
    axes = canvas.axes(left=LITTLE_ROOM if many and dots.ends else ROOM, right=0.4, bottom=0.4, top=0.32)
    heights = list(range(count, 0, -1))
    if dots.planned is not None:
        _band(axes, dots, dots.planned)
    axes.axvline(0, color=look.colour["muted"], linewidth=look.figure["thin"], zorder=1)
    for dot, height in zip(dots.rows, heights, strict=True):
        _refit(axes, dot, height)
    if many:
        _name_ends(axes, dots, heights)
    else:
        _name_all(axes, dots, heights)
    axes.tick_params(axis="y", labelcolor=look.colour["text"])
    axes.set_ylim(0.3, count + 0.7)
    axes.xaxis.set_major_formatter(lambda value, _: signed(value, 2))
    axes.locator_params(axis="x", nbins=6)
    low, high = axes.get_xlim()
    room = max(0.12 * (high - low), 0.02)
    axes.set_xlim(min(low, 0) - room, max(high, 0) + room)
    return canvas


def _range(result: CheckResult, dots: Dots, words: Words) -> str:
    estimates = [row.estimate for row in dots.rows]
    lowest = words.number("lowest", min(estimates), TWO)
    if len(estimates) == 1:
        return f"It gives {lowest} {result.unit}."
    return f"The estimates run from {lowest} to {words.number('highest', max(estimates), TWO)} {result.unit}."


def _row_height(dots: Dots) -> float:
    """Return the height of a row, with room for names of two lines."""
    names = [wrapped(dots.named(row), NAME) for row in dots.rows]
    return TALL_ROW if sum("\n" in name for name in names) > 1 else ROW


def _refit(axes: Axes, dot: Dot, height: float) -> None:
    look = theme()
    interval(axes, (dot.conf_low, dot.conf_high, height), colour=look.colour["comparison"])
    axes.plot(
        dot.estimate,
        height,
        "o",
        markersize=look.figure["point"] + 2 * dot.declared,
        color=look.colour["programme"],
        zorder=3,
    )


def _name_ends(axes: Axes, dots: Dots, heights: list[int]) -> None:
    own = (wrapped(dots.rows[0].label, LONGEST), wrapped(dots.rows[-1].label, LONGEST))
    axes.set_yticks([heights[0], heights[-1]], list(dots.ends or own))


def _name_all(axes: Axes, dots: Dots, heights: list[int]) -> None:
    look = theme()
    axes.set_yticks(heights, [wrapped(dots.named(row), NAME) for row in dots.rows])
    for dot, height in zip(dots.rows, heights, strict=True):
        across, up, side = _beside(dot, dots.planned)
        axes.annotate(
            signed(dot.estimate, 2),
            (dot.estimate, height),
            xytext=(across, up),
            textcoords="offset points",
            ha=side,
            va="baseline" if up else "center",
            color=look.colour["programme"],
            fontsize=look.size("small"),
        )


def _beside(dot: Dot, planned: float | None) -> tuple[int, int, str]:
    """Return where a number stands: above its dot, or beside it and away from the line of the full estimate."""
    if planned is None:
        return 0, 7, "center"
    return (9, 0, "left") if dot.estimate >= planned else (-9, 0, "right")


def _band(axes: Axes, dots: Dots, centre: float) -> None:
    """Mark the full estimate, and shade its interval where the check gives the half-width."""
    look = theme()
    if dots.half_width is not None and math.isfinite(dots.half_width):
        axes.axvspan(centre - dots.half_width, centre + dots.half_width, color=look.colour["band"], zorder=0)
    axes.axvline(centre, color=look.colour["programme"], linewidth=look.figure["line"] / 2, zorder=1)
    axes.annotate(
        f"{dots.line}: {signed(centre, 2)}",
        (centre, 1.0),
        xycoords=axes.get_xaxis_transform(),
        xytext=(0, 4),
        textcoords="offset points",
        ha="center",
        va="bottom",
        fontsize=look.size("small"),
        color=look.colour["programme"],
        fontweight="bold",
    )
    for place, dot in enumerate(dots.rows):
        axes.plot(
            [centre, dot.estimate],
            [len(dots.rows) - place] * 2,
            color=look.colour["faint"],
            linewidth=look.figure["thin"],
            zorder=2,
        )
