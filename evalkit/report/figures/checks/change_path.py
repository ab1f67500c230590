"""From the plan to an alternative: a bar for what each change adds or takes away."""

from __future__ import annotations

from functools import partial
from itertools import pairwise

from evalkit.core.quantity import Unit
from evalkit.records.check import CheckResult
from evalkit.records.shown import ChangePath, PathStep
from evalkit.report.block import Block
from evalkit.report.figures.parts.canvas import NARROW, WIDE, Canvas, FigureHeading
from evalkit.report.figures.parts.marks import signed
from evalkit.report.figures.parts.rows import NamedRow, NamedRows
from evalkit.report.sentences.parts.check_words import seen_in
from evalkit.report.theme import theme
from evalkit.report.words import Words

TWO = Unit("", 2, signed=True)
BOTTOM = 0.4
# Inches.
BAR = 0.2
ALTERNATIVE = "the alternative"


def change_path(result: CheckResult, shown: ChangePath) -> Block:
    """One bar per change, from the estimate before it to the estimate after it."""
    words = Words()
    canvas, phone = draw(result, shown.rows, words), partial(draw, result, shown.rows, words, NARROW)
    start, end = shown.rows[0].estimate, shown.rows[-1].estimate
    alt = (
        f"Bar chart of {words.count('changes', len(shown.rows) - 1, 'change')} between two plans. "
        f"{words.repeat('check', result.asks)} It begins at {words.number('as planned', start, TWO)} and ends at "
        f"{words.number('alternative', end, TWO)} {result.unit}."
    )
    values = shown.frame()[["label", "estimate", "contribution", "other_order"]]
    return canvas.block(f"check-{result.check.replace('_', '-')}", alt, values, words, phone=phone)


def draw(result: CheckResult, steps: tuple[PathStep, ...], words: Words, width: float = WIDE) -> Canvas:
    """Return the drawing."""
    look = theme()
    subtitle = f"Estimate in {result.unit}; each bar is one change, made after those above it"
    found = [step.estimate for step in steps]
    first, last = (
        NamedRow(name, signed(value, 2), strong=True, colour="programme")
        for name, value in ((steps[0].label, found[0]), (ALTERNATIVE, found[-1]))
    )
    moves = [
        NamedRow(step.label, signed(after - before, 2))
        for step, (before, after) in zip(steps[1:], pairwise(found), strict=True)
    ]
    places = NamedRows([first, *moves, last], width, values=0.75)
    canvas = Canvas(FigureHeading(seen_in(words, result), subtitle), places.depth + BOTTOM, width=width)
    axes, heights = places.axes(canvas, BOTTOM), places.centres
    places.upright(axes, 0.0)
    for value, height in ((found[0], heights[0]), (found[-1], heights[-1])):
        axes.plot(value, height, "o", markersize=look.figure["point"] + 2, color=look.colour["programme"], zorder=3)
    for (before, after), height in zip(pairwise(found), heights[1:], strict=False):
        colour = look.colour["programme" if after >= before else "comparison"]
        axes.barh(height, after - before, left=before, height=BAR, color=colour, zorder=2)
    for value, (above, below) in zip(found, pairwise(heights), strict=True):
        # A thin line carries the estimate down to the next row.
        axes.plot([value] * 2, [above, below], color=look.colour["faint"], linewidth=look.figure["thin"], zorder=1)
    axes.xaxis.set_major_formatter(lambda value, _: signed(value, 2))
    axes.locator_params(axis="x", nbins=4 if canvas.narrow else 6)
    low, high = axes.get_xlim()
    room = max(0.06 * (high - low), 0.01)
    axes.set_xlim(min(low, 0) - room, max(high, 0) + room)
    return canvas
