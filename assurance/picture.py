"""Rows of shares with their exact intervals, drawn on the report's own sheet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pandas as pd

from evalkit.report.figures.parts.canvas import Canvas, FigureHeading
from evalkit.report.theme import theme
from evalkit.report.words import Words

COLOURS = ("programme", "accent", "notice_rule", "comparison")
ROW_HEIGHT = 0.42
APART = 0.24
# Points, from the left edge of the axes: the key begins at the left edge of the sheet.
KEY_LEFT, KEY_WIDTH = -190, 505


@dataclass(frozen=True, slots=True)
class Share:
    """One share of a row.

    Attributes
    ----------
    row, series : str
        What it is a share of, and by which method.
    share, low, high : float
        The share and its exact interval, nought to one.
    """

    row: str
    series: str
    share: float
    low: float
    high: float


def as_percent(value: float) -> str:
    """Return a share in per cent."""
    return f"{100 * value:.0f} %"


def shares_picture(
    heading: FigureHeading,
    shares: Sequence[Share],
    line: float,
    line_label: str,
    *,
    show: Callable[[float], str] = as_percent,
) -> bytes:
    """Return a PNG with one line for each row and one mark for each series, named beside its first mark.

    Parameters
    ----------
    heading : FigureHeading
        Words around the drawing.
    shares : sequence of Share
        Rows in the order in which they are drawn, from the top.
    line : float
        Share that an honest method has.
    line_label : str
        What the line is.
    show : callable
        Turns a value of the axis into words.
    """
    look = theme()
    rows = list(dict.fromkeys(share.row for share in shares))
    series = list(dict.fromkeys(share.series for share in shares))
    canvas = Canvas(heading, ROW_HEIGHT * (len(rows) + 2) + 0.55)
    axes = canvas.axes(left=2.75, right=0.3, bottom=0.68, top=0.35)
    axes.axvline(line, color=look.colour["muted"], linewidth=look.figure["thin"], zorder=1)
    for share in shares:
        place = series.index(share.series)
        height = len(rows) - rows.index(share.row) + APART * ((len(series) - 1) / 2 - place)
        colour = look.colour[COLOURS[place]]
        axes.plot([share.low, share.high], [height, height], color=colour, linewidth=1.6, zorder=2)
        axes.plot(share.share, height, "o", color=colour, markersize=look.figure["point"] - 1, zorder=3)
    axes.set_yticks(range(len(rows), 0, -1), rows)
    axes.tick_params(axis="y", labelcolor=look.colour["text"], labelsize=look.size("small"))
    axes.set_ylim(0.4, len(rows) + 0.7)
    axes.xaxis.set_major_formatter(lambda value, _: show(value))
    axes.annotate(
        line_label, (line, 1), xycoords=("data", "axes fraction"), xytext=(0, 3), textcoords="offset points",
        ha="center", fontsize=look.size("small"), color=look.colour["muted"],
    )  # fmt: skip
    for place, name in enumerate(series):
        axes.annotate(
            f"■ {name}", (0, 0), xycoords="axes fraction", xytext=(KEY_LEFT + place * KEY_WIDTH / len(series), -34),
            textcoords="offset points", fontsize=look.size("small"), color=look.colour[COLOURS[place]],
        )  # fmt: skip
    values = pd.DataFrame([(s.row, s.series, s.share, s.low, s.high) for s in shares])
    return canvas.block("assurance", heading.title, values, Words()).png
