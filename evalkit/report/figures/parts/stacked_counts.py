"""Bars of counts in two or three parts, each row's first part on one common line: what happened, to how many."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.transforms import Transform, offset_copy

from evalkit.report.figures.parts.canvas import POINTS, Canvas, FigureHeading
from evalkit.report.figures.parts.rows import LETTER, NamedRow, NamedRows, letters, tall
from evalkit.report.theme import theme

# Colour of each part and of the number in it: told apart in grey as well, the pale one always in between.
LOOKS = (("programme", "background"), ("range_wide", "text"), ("comparison", "background"))
# Inches.
BAR = 0.26
KEY = 0.13
BOTTOM = 0.06


@dataclass(frozen=True, slots=True)
class CountedRow:
    """One bar.

    Attributes
    ----------
    name : str
        Beside or above it.
    counts : tuple of int
        Of each part, in the order of the keys.
    value : str
        In the column on the right.
    """

    name: str
    counts: tuple[int, ...]
    value: str = ""


@dataclass(frozen=True, slots=True)
class CountedBars:
    """Bars, and what their parts are.

    Attributes
    ----------
    rows : tuple of CountedRow
        From the top.
    keys : tuple of str
        What each part is; two or three.
    heads : mapping of int to str
        Headings by the place of the row below them.
    names, values : float
        Room for names and values on a wide sheet, in inches.
    """

    rows: tuple[CountedRow, ...]
    keys: tuple[str, ...]
    heads: Mapping[int, str]
    names: float = 2.35
    values: float = 0.95


def stacked_counts(bars: CountedBars, heading: FigureHeading, width: float) -> Canvas:
    """Return the drawing, with the key above its first bar."""
    places = NamedRows(
        [NamedRow(row.name, row.value) for row in bars.rows],
        width,
        heads=bars.heads,
        names=bars.names,
        values=bars.values,
        mark=BAR,
    )
    across = width - places.left - places.right
    lines = _lines(bars.keys, across)
    top = tall(len(lines), "label") + 0.06
    canvas = Canvas(heading, places.depth + BOTTOM + top, width=width)
    axes = places.axes(canvas, BOTTOM, top)
    longest = max((sum(row.counts) for row in bars.rows), default=0) or 1
    axes.set_xlim(0, longest)
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)
    _bars(axes, bars.rows, places.centres)
    for row, height in zip(bars.rows, places.centres, strict=True):
        _numbers(axes, row, height, across / longest)
    places.upright(axes, 0.0)
    for line, keys in enumerate(lines):
        _keys(axes, keys, top - (line + 0.5) * tall(1, "label"))
    return canvas


def heads_above(names: Sequence[str]) -> dict[int, str]:
    """Return each name by the place of the first row that is under it."""
    return {names.index(name): name for name in dict.fromkeys(names)}


def _bars(axes: Axes, rows: Sequence[CountedRow], heights: Sequence[float]) -> None:
    """Draw each part of all bars at once."""
    look = theme()
    begins = [0] * len(rows)
    for place, (colour, _) in enumerate(LOOKS[: max((len(row.counts) for row in rows), default=0)]):
        counts = [row.counts[place] if place < len(row.counts) else 0 for row in rows]
        axes.barh(heights, counts, left=begins, height=BAR, color=look.colour[colour], linewidth=0, zorder=2)
        begins = [left + count for left, count in zip(begins, counts, strict=True)]


def _numbers(axes: Axes, row: CountedRow, height: float, inches: float) -> None:
    """Write each count into its part of a bar."""
    look, begins = theme(), 0
    for count, (_, ink) in zip(row.counts, LOOKS[: len(row.counts)], strict=True):
        # A number that its part cannot hold is left to the table behind the figure.
        if count and count * inches >= (len(str(count)) + 0.6) * LETTER * look.size("label") / POINTS:
            axes.text(
                begins + count / 2,
                height,
                str(count),
                ha="center",
                va="center",
                color=look.colour[ink],
                fontsize=look.size("label"),
                zorder=3,
            )
        begins += count


def _lines(keys: Sequence[str], across: float) -> list[list[tuple[str, str, float]]]:
    """Return keys on as many lines as they need: words, colour, and inches from the left."""
    look = theme()
    lines: list[list[tuple[str, str, float]]] = [[]]
    used = 0.0
    for words, (colour, _) in zip(keys, LOOKS, strict=False):
        needs = KEY + (len(words) + 2.5) * across / max(letters(across, "label"), 1)
        if lines[-1] and used + needs > across:
            lines.append([])
            used = 0.0
        lines[-1].append((words, look.colour[colour], used))
        used += needs
    return lines


def _keys(axes: Axes, keys: Sequence[tuple[str, str, float]], above: float) -> None:
    look = theme()
    for words, colour, left in keys:
        square, name = (_from_corner(axes, across, above) for across in (left + KEY / 2, left + KEY + 0.06))
        axes.plot(0, 1, "s", markersize=0.8 * KEY * POINTS, color=colour, transform=square, clip_on=False)
        axes.text(0, 1, words, va="center", color=look.colour["text"], fontsize=look.size("label"), transform=name)


def _from_corner(axes: Axes, across: float, above: float) -> Transform:
    """Return places in inches from the upper left corner of the axes."""
    return offset_copy(axes.transAxes, axes.get_figure(root=True), across, above, units="inches")
