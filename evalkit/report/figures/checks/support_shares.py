"""What the difference would have to be: estimate and interval against the share of schools with similar support."""

from __future__ import annotations

import math
from functools import partial

from matplotlib.axes import Axes

from evalkit.core.quantity import Unit
from evalkit.records.check import CheckResult
from evalkit.records.shown import SupportShare, SupportShares
from evalkit.report.block import Block
from evalkit.report.figures.parts.canvas import NARROW, WIDE, Canvas, FigureHeading
from evalkit.report.figures.parts.marks import signed, wrapped
from evalkit.report.figures.parts.rows import letters
from evalkit.report.sentences.parts.check_words import seen_in
from evalkit.report.theme import theme
from evalkit.report.words import Words, stopped

TWO = Unit("", 2, signed=True)
SHARE = Unit("", 0)


def support_shares(result: CheckResult, shown: SupportShares) -> Block:
    """A line that rises from the estimate as planned, with its interval as a band."""
    words = Words()
    canvas, phone = draw(result, shown.rows, words), partial(draw, result, shown.rows, words, NARROW)
    told = [
        f"{words.number('share', row.share, SHARE)} in 100: {words.number('difference', row.estimate, TWO)}"
        for row in shown.rows
    ]
    alt = (
        f"Line chart of the difference in {result.unit} against the share of comparison schools with similar support. "
        f"{words.repeat('check', result.asks)} {stopped('; '.join(told))}"
    )
    values = shown.frame()[["share", "estimate", "conf_low", "conf_high"]]
    return canvas.block(f"check-{result.check.replace('_', '-')}", alt, values, words, phone=phone)


def draw(result: CheckResult, rows: tuple[SupportShare, ...], words: Words, width: float = WIDE) -> Canvas:
    """Return the drawing."""
    look = theme()
    known = not any(math.isnan(row.conf_low) for row in rows)
    subtitle = f"Difference in {result.unit}{'; shaded: the interval' if known else ''}"
    canvas = Canvas(FigureHeading(seen_in(words, result), subtitle), height=3.0, width=width)
    axes = canvas.axes(left=0.62, right=0.25, bottom=0.72 if canvas.narrow else 0.58, top=0.15)
    share, value = [row.share for row in rows], [row.estimate for row in rows]
    axes.axhline(0, color=look.colour["muted"], linewidth=look.figure["thin"], zorder=1)
    if known:
        low, high = [row.conf_low for row in rows], [row.conf_high for row in rows]
        axes.fill_between(share, low, high, color=look.colour["band"], linewidth=0, zorder=0)
    axes.plot(share, value, color=look.colour["comparison"], linewidth=look.figure["line"], zorder=2)
    for place, (x, y) in enumerate(zip(share, value, strict=True)):
        _mark(axes, x, y, planned=place == 0)
    axes.set_xticks(share, [f"{x:g}" for x in share])
    axes.set_xlabel(
        wrapped("Comparison schools with support as strong, of 100", letters(width - 1.0, "small")),
        color=look.colour["muted"],
        fontsize=look.size("small"),
    )
    axes.set_xlim(share[0] - 3, share[-1] + 3)
    axes.margins(y=0.12)
    axes.yaxis.set_major_formatter(lambda y, _: signed(y, 2))
    axes.locator_params(axis="y", nbins=6)
    return canvas


def _mark(axes: Axes, share: float, value: float, *, planned: bool) -> None:
    look = theme()
    colour = look.colour["programme" if planned else "comparison"]
    axes.plot(share, value, "o", markersize=look.figure["point"] + 2 * planned, color=colour, zorder=3)
    # The planned one is named on the side of nought, where the line leaves room.
    above = (value >= 0) != planned
    axes.annotate(
        f"as planned {signed(value, 2)}" if planned else signed(value, 2),
        (share, value),
        xytext=(-4 if planned else 0, 9 if above else -9),
        textcoords="offset points",
        ha="left" if planned else "center",
        va="bottom" if above else "top",
        color=colour,
        fontsize=look.size("small"),
        fontweight="bold" if planned else "normal",
    )
