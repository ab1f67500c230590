"""From the plan to an alternative: a bar for what each change adds or takes away."""

from __future__ import annotations

from matplotlib.axes import Axes

from evalkit.core.quantity import Unit
from evalkit.records.check import CheckResult
from evalkit.records.shown import ChangePath, PathStep
from evalkit.report.block import Block
from evalkit.report.figures.parts.canvas import Canvas, FigureHeading
from evalkit.report.figures.parts.marks import signed, wrapped
from evalkit.report.sentences.parts.check_words import seen_in
from evalkit.report.theme import theme
from evalkit.report.words import Words

TWO = Unit("", 2, signed=True)
ROW = 0.46
BAR = 0.5
ALTERNATIVE = "the alternative"


def change_path(result: CheckResult, shown: ChangePath) -> Block:
    """One bar per change, from the estimate before it to the estimate after it."""
    words = Words()
    canvas = draw(result, shown.rows, words)
    start, end = shown.rows[0].estimate, shown.rows[-1].estimate
    alt = (
        f"Bar chart of {words.count('changes', len(shown.rows) - 1, 'change')} between two plans. "
        f"{words.repeat('check', result.asks)} It begins at {words.number('as planned', start, TWO)} and ends at "
        f"{words.number('alternative', end, TWO)} {result.unit}."
    )
    values = shown.frame()[["label", "estimate", "contribution", "other_order"]]
    return canvas.block(f"check-{result.check.replace('_', '-')}", alt, values, words)


def draw(result: CheckResult, steps: tuple[PathStep, ...], words: Words) -> Canvas:
    """Return the drawing."""
    look = theme()
    subtitle = f"Estimate in {result.unit}; each bar is one change, made after those above it"
    rows = len(steps) + 1
    canvas = Canvas(FigureHeading(seen_in(words, result), subtitle), height=ROW * rows + 0.6)
    axes = canvas.axes(left=2.4, right=0.4, bottom=0.4, top=0.1)
    axes.axvline(0, color=look.colour["muted"], linewidth=look.figure["thin"], zorder=1)
    found = [step.estimate for step in steps]
    _end(axes, found[0], rows)
    for place in range(1, len(steps)):
        _bar(axes, found[place - 1], found[place], rows - place)
    _end(axes, found[-1], 1)
    for place, value in enumerate(found):
        # A thin line carries the estimate down to the next row.
        axes.plot([value] * 2, [rows - place - 1, rows - place], color=look.colour["faint"], linewidth=1, zorder=1)
    names = [wrapped(label, 28) for label in (*(step.label for step in steps), ALTERNATIVE)]
    axes.set_yticks(range(rows, 0, -1), names)
    axes.tick_params(axis="y", labelcolor=look.colour["text"])
    axes.set_ylim(0.4, rows + 0.8)
    axes.xaxis.set_major_formatter(lambda value, _: signed(value, 2))
    axes.locator_params(axis="x", nbins=6)
    low, high = axes.get_xlim()
    room = max(0.12 * (high - low), 0.02)
    axes.set_xlim(min(low, 0) - room, max(high, 0) + room)
    return canvas


def _bar(axes: Axes, before: float, after: float, height: int) -> None:
    look = theme()
    up = after >= before
    colour = look.colour["programme" if up else "comparison"]
    axes.barh(height, after - before, left=before, height=BAR, color=colour, zorder=2)
    axes.annotate(
        signed(after - before, 2),
        (max(before, after), height),
        xytext=(5, 0),
        textcoords="offset points",
        va="center",
        fontsize=look.size("small"),
        color=look.colour["text"],
    )


def _end(axes: Axes, value: float, height: int) -> None:
    look = theme()
    axes.plot(value, height, "o", markersize=look.figure["point"] + 2, color=look.colour["programme"], zorder=3)
    axes.annotate(
        signed(value, 2),
        (value, height),
        xytext=(7, 0),
        textcoords="offset points",
        va="center",
        fontsize=look.size("small"),
        fontweight="bold",
        color=look.colour["programme"],
    )
