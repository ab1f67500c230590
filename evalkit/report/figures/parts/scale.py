"""Rows on one scale: labels at the left, or above on a phone, marks beside the plan's range, numbers at the right."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.transforms import Transform, blended_transform_factory

from evalkit.core.quantity import GRADES, Unit
from evalkit.report.figures.parts.canvas import Canvas, FigureHeading
from evalkit.report.figures.parts.marks import signed, wrapped
from evalkit.report.sentences.parts.robustness_rows import RowGroup, ScaleRow, heading
from evalkit.report.theme import theme
from evalkit.report.words import unit_heading

TENTH = 0.1
# Inches: of a letter of small type, of a line, between rows and groups, and from the edge.
LETTER = 0.064
BOLD_LETTER = 0.068
LINE = 0.155
BETWEEN = 0.042
GROUP = 0.09
BAR = 0.14
EDGE = 0.05
INDENT = 0.12
TOP = 0.4
TICKS = 0.3
# Share of the full width that fits a phone of 360 pixels.
PHONE = 0.52
LABELS = 2.72
SIDE = 0.16
BROKEN = (0.0, (2.5, 1.6))
ROUND = 6.0
HOLLOW_KEY = "hollow: less fair than the plan allows"
BROKEN_KEY = "broken: too short, leaves out what moves a whole area"
RANGE_KEY = "thick: lowest to highest"
BAND_KEY = "shaded: the plan's range; dotted: its figure"
# Between two keys on one line.
APART = "   |   "
TENTH_KEY = "dashed: a tenth of a grade"


@dataclass(frozen=True, slots=True)
class Scale:
    """What is drawn on one scale.

    Attributes
    ----------
    groups : tuple of RowGroup
        From the top.
    unit : Unit
        Of every number.
    """

    groups: tuple[RowGroup, ...]
    unit: Unit

    @property
    def rows(self) -> tuple[ScaleRow, ...]:
        """Every row, from the top."""
        return tuple(row for group in self.groups for row in group.rows)

    @property
    def planned(self) -> ScaleRow | None:
        """The plan's own row."""
        return next((row for row in self.rows if row.planned), None)


@dataclass(frozen=True, slots=True)
class PlacedRow:
    """A heading or a row with its place, in inches from the top.

    Attributes
    ----------
    lines : str
        Its words, broken into lines.
    at : float
        Where the words begin.
    mark : float
        Height of its mark; of a heading, of the rule below it.
    row : ScaleRow or None
        None for a heading.
    """

    lines: str
    at: float
    mark: float
    row: ScaleRow | None


def draw_scale(scale: Scale, words: FigureHeading, *, phone: bool) -> Canvas:
    """Return the drawing.

    Parameters
    ----------
    scale : Scale
        What is drawn.
    words : FigureHeading
        The words around it.
    phone : bool
        Whether labels stand above their marks, on a sheet that fits a phone.
    """
    width = theme().figure["width"] * (PHONE if phone else 1.0)
    letters = {row.planned: BOLD_LETTER if row.planned else LETTER for row in scale.rows}
    numbers = max(len(row.shown(scale.unit)) * letters[row.planned] for row in scale.rows) + EDGE
    left, right = (SIDE, SIDE) if phone else (LABELS, numbers + 0.1)
    placed, total = _placed(scale, (width - numbers if phone else LABELS) - 2 * EDGE, phone=phone)
    keys = _packed(_keys(scale), int((width - 0.2) / LETTER))
    below = sum(LINE * len(key.splitlines()) + BETWEEN for key in keys)
    canvas = Canvas(words, height=TOP + total + TICKS + below, width=width)
    axes = canvas.axes(left=left, right=right, bottom=TICKS + below, top=TOP)
    axes.set_ylim(total, 0.0)
    axes.set_yticks([])
    inches = blended_transform_factory(canvas.figure.dpi_scale_trans, axes.transData)
    _frame(axes, scale)
    _heads(axes, scale, inches, width)
    for one in placed:
        if phone:
            _clear(axes, one, inches, width)
        _write(axes, one, scale.unit, inches, width, phone=phone)
    _legend(axes, scale, keys, inches, total)
    return canvas


def limits(scale: Scale) -> tuple[float, float]:
    """Return the ends of the axis: a tenth of a grade either way and the plan's range, wider for what lies outside."""
    known = [value for row in scale.rows for value in (row.estimate, row.low, row.high) if math.isfinite(value)]
    known += [0.0, -TENTH, TENTH] if scale.unit.name == GRADES.name else [0.0]
    room = 0.04 * (max(known) - min(known)) or 1.0
    return min(known) - room, max(known) + room


def values_of(scale: Scale) -> pd.DataFrame:
    """Return what is saved beside the drawing: one row for each mark."""
    return pd.DataFrame(
        [
            {
                "group": group.title,
                "label": row.label,
                "estimate": row.estimate,
                "low": row.low,
                "high": row.high,
                "drawn_as": row.mark,
                "less_fair": row.less_fair,
                "too_short": row.too_short,
            }
            for group in scale.groups
            for row in group.rows
        ]
    )


def _placed(scale: Scale, room: float, *, phone: bool) -> tuple[list[PlacedRow], float]:
    """Return every heading and row with its place, and the height of all."""
    placed, at = list[PlacedRow](), 0.0
    for group in scale.groups:
        at += GROUP
        title = wrapped(group.title, int((room + (1.0 if phone else 0.0)) / BOLD_LETTER))
        bottom = at + LINE * len(title.splitlines()) + BETWEEN
        placed.append(PlacedRow(title, at, bottom, None))
        at = bottom + BETWEEN
        for row in group.rows:
            label = wrapped(heading(row.label), int((room - INDENT) / LETTER))
            tall = LINE * len(label.splitlines())
            placed.append(PlacedRow(label, at, at + (tall + BAR / 2 if phone else tall / 2), row))
            at += tall + BETWEEN + (BAR if phone else 0.0)
    return placed, at + BETWEEN


def _frame(axes: Axes, scale: Scale) -> None:
    """Draw what every row is read against: zero, a tenth of a grade, the plan's figure and its range."""
    look, plan = theme(), scale.planned
    axes.set_xlim(*limits(scale))
    ticks, decimals = _ticks(*axes.get_xlim())
    axes.set_xticks(ticks, [signed(tick, decimals) for tick in ticks], fontsize=look.size("small"))
    if plan is not None and plan.judged:
        axes.axvspan(plan.low, plan.high, color=look.colour["band"], zorder=0)
    if plan is not None:
        axes.axvline(
            plan.estimate, color=look.colour["programme"], linewidth=look.figure["thin"], linestyle=":", zorder=1
        )
    axes.axvline(0.0, color=look.colour["text"], linewidth=look.figure["thin"] * 1.6, zorder=1)
    for tenth in (-TENTH, TENTH) if scale.unit.name == GRADES.name else ():
        axes.axvline(tenth, color=look.colour["faint"], linewidth=look.figure["thin"], linestyle="--", zorder=1)


def _ticks(low: float, high: float) -> tuple[list[float], int]:
    """Return at most seven round numbers of an axis, and their decimals."""
    rough = (high - low) / 6
    power = math.floor(math.log10(rough))
    step = next(times * 10.0**power for times in (1, 2, 5, 10) if times * 10.0**power >= rough)
    first, last = math.ceil(low / step), math.floor(high / step)
    return [place * step for place in range(first, last + 1)], max(0, -math.floor(math.log10(step) + 1e-9))


def _heads(axes: Axes, scale: Scale, inches: Transform, width: float) -> None:
    look, (low, high) = theme(), axes.get_xlim()
    share = (0.0 - low) / (high - low)
    side = "left" if share < 0.3 else "right" if share > 0.7 else "center"
    axes.annotate(
        "no difference",
        (0.0, 0.0),
        xytext=(0, 2),
        textcoords="offset points",
        ha=side,
        va="bottom",
        color=look.colour["text"],
        fontsize=look.size("small"),
        fontweight="bold",
    )
    axes.text(
        width - EDGE,
        -1.2 * LINE,
        unit_heading(scale.unit.difference()),
        transform=inches,
        ha="right",
        va="bottom",
        color=look.colour["muted"],
        fontsize=look.size("small"),
    )


def _clear(axes: Axes, one: PlacedRow, inches: Transform, width: float) -> None:
    """Lay a clean strip under words that stand where the plan's range is shaded."""
    top = one.at - (GROUP if one.row is None else 0.0) - BETWEEN
    bottom = one.mark + BETWEEN if one.row is None else one.mark - BAR / 2
    axes.fill_between(
        [0.0, width],
        [top] * 2,
        [bottom] * 2,
        color=theme().colour["background"],
        transform=inches,
        zorder=1.5,
        linewidth=0,
        clip_on=True,
    )


def _write(axes: Axes, one: PlacedRow, unit: Unit, inches: Transform, width: float, *, phone: bool) -> None:
    """Write a heading with its rule, or a label with its mark and its numbers."""
    look, row = theme(), one.row
    bold = row is None or row.planned
    colour = look.colour["programme" if row is not None and row.planned else "text"]
    style: dict[str, Any] = {
        "fontsize": look.size("small"),
        "transform": inches,
        "fontweight": "bold" if bold else "normal",
    }
    axes.text(EDGE if row is None else INDENT, one.at, one.lines, color=colour, linespacing=1.1, va="top", **style)
    if row is None:
        ends = [EDGE, width - EDGE]
        axes.plot(
            ends,
            [one.mark] * 2,
            color=look.colour["rule"],
            linewidth=look.figure["thin"],
            transform=inches,
            clip_on=False,
        )
        return
    beside = (one.at, "top") if phone else (one.mark, "center")
    axes.text(width - EDGE, beside[0], row.shown(unit), color=colour, ha="right", va=beside[1], **style)
    _mark(axes, row, one.mark)


def _mark(axes: Axes, row: ScaleRow, height: float) -> None:
    look = theme()
    colour = look.colour["programme" if row.planned else "muted" if row.too_short else "comparison"]
    line = look.figure["line"]
    if row.mark == "range":
        axes.plot([row.low, row.high], [height] * 2, color=colour, linewidth=ROUND, solid_capstyle="round", zorder=3)
        return
    if row.judged:
        style = {"linestyle": BROKEN} if row.too_short else {"solid_capstyle": "butt"}
        wide = line * (1.4 if row.planned else 0.65)
        axes.plot([row.low, row.high], [height] * 2, color=colour, linewidth=wide, zorder=3, **style)
    axes.plot(
        row.estimate,
        height,
        "o",
        markersize=look.figure["point"] + (2.0 if row.planned else -0.5),
        markerfacecolor=look.colour["background"] if row.less_fair else colour,
        markeredgecolor=colour,
        markeredgewidth=1.3,
        zorder=4,
    )


def _keys(scale: Scale) -> Iterator[str]:
    """Return what marks mean, of those marks only that are drawn."""
    plan = scale.planned
    if any(row.less_fair for row in scale.rows):
        yield HOLLOW_KEY
    if any(row.too_short for row in scale.rows):
        yield BROKEN_KEY
    if any(row.mark == "range" for row in scale.rows):
        yield RANGE_KEY
    if plan is not None and plan.judged:
        yield BAND_KEY
    if scale.unit.name == GRADES.name:
        yield TENTH_KEY


def _packed(keys: Iterator[str], letters: int) -> list[str]:
    """Return keys on as few lines as they fit, and one that is too long for a line broken."""
    lines = [""]
    for key in keys:
        if lines[-1] and len(lines[-1]) + len(APART) + len(key) <= letters:
            lines[-1] += APART + key
        else:
            lines.append(wrapped(key, letters))
    return lines[1:]


def _legend(axes: Axes, scale: Scale, keys: Sequence[str], inches: Transform, total: float) -> None:
    look, at = theme(), total + TICKS
    for key in keys:
        axes.text(
            EDGE,
            at,
            key,
            transform=inches,
            va="top",
            color=look.colour["muted"],
            fontsize=look.size("small"),
            linespacing=1.15,
        )
        at += LINE * len(key.splitlines()) + BETWEEN
