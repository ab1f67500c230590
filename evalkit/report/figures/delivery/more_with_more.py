"""Dose and change over schools, beside what decides the dose: the picture of the selection comes first."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import pandas as pd
from matplotlib.axes import Axes

from evalkit.core.quantity import MINUS
from evalkit.records.delivery.more_with_more import DosePoint, MoreWithMore, RatingsWithHours
from evalkit.report.block import Block
from evalkit.report.figures.parts.canvas import NARROW, WIDE, Canvas, FigureHeading
from evalkit.report.figures.parts.marks import signed, wrapped
from evalkit.report.figures.parts.rows import letters, tall
from evalkit.report.theme import theme
from evalkit.report.words import Words, brief, unit_heading

PARTS = ("more_with_more",)
# Inches: one panel, and what lies around it.
GAP = 0.12
PANEL, FOOT, LEFT, BETWEEN, RIGHT = 2.1, 0.58, 0.62, 0.62, 0.15
PER = 10
SHADE = "The shade holds the lines that the range of the slope allows. "
UNDRAWN = "Nobody drew by lot who had more: no estimate of what more hours would do"


def more_with_more(result: MoreWithMore) -> Block:
    """Two panels of the same schools: how they stood before the start, and how they changed, by hours per teacher."""
    words = Words()
    canvas, phone = _drawn(result, words), partial(_drawn, result, words, NARROW)
    values = pd.DataFrame(
        [
            {"hours_per_teacher": one.dose, "before": one.baseline, "change": one.change, "targeted": one.targeted}
            for one in _coarse(result)
        ],
        columns=["hours_per_teacher", "before", "change", "targeted"],
    )
    return canvas.block(result.kind.replace("_", "-"), _alt(result, words), values, words, phone=phone)


def _coarse(result: MoreWithMore) -> list[DosePoint]:
    """Return the schools with their results rounded, so that none is known by the results that are published of it."""
    digits = _digits(result)
    return [
        replace(one, dose=round(one.dose, 1), baseline=round(one.baseline, digits), change=round(one.change, digits))
        for one in result.points
    ]


def _digits(result: MoreWithMore) -> int:
    return max(0, result.unit.decimals - 1)


def _alt(result: MoreWithMore, words: Words) -> str:
    schools = words.count("schools", len(result.points), "school")
    line = ""
    if result.line is not None:
        unit = result.unit.difference()
        line = (
            f" The line rises by {words.number('slope', PER * result.line.slope, unit)} for {words.count('per', PER)} "
            f"hours, from {words.number('low', PER * result.line.conf_low, unit)} to "
            f"{words.number('high', PER * result.line.conf_high, unit)}."
        )
    return (
        f"Two dot plots of {schools} by hours per teacher of maths. First: {result.selection[0].trait}. Second: "
        f"{_changed(result)}.{line}"
    )


def _drawn(result: MoreWithMore, words: Words, width: float = WIDE) -> Canvas:
    heading = FigureHeading(
        _message(result, words),
        f"Each mark is a school: diamonds were targeted, dots were not. {SHADE if result.line else ''}{UNDRAWN}",
        f"Results are drawn to the nearest {10 ** -_digits(result):g}, so that no school is known by them.",
    )
    narrow = width < WIDE
    half = (width - LEFT - BETWEEN - RIGHT) / 2
    room = letters(width - LEFT - RIGHT if narrow else half, "label")
    heads = [wrapped(f"First: {result.selection[0].trait}", room), wrapped(f"Then: {_changed(result)}", room)]
    head = tall(max(text.count("\n") + 1 for text in heads), "label") + GAP
    each = PANEL + head + FOOT
    canvas = Canvas(heading, each * (2 if narrow else 1), width=width)
    below = each if narrow else 0.0
    first = canvas.axes(LEFT, RIGHT if narrow else width - LEFT - half, FOOT + below, head)
    second = canvas.axes(LEFT if narrow else width - RIGHT - half, RIGHT, FOOT, head + below)
    points = _coarse(result)
    _dots(first, points, [one.baseline for one in points], heads[0])
    _dots(second, points, [one.change for one in points], heads[1])
    second.axhline(0, color=theme().colour["rule"], linewidth=theme().figure["thin"], zorder=1)
    for axes in (first, second):
        axes.locator_params(nbins=5)
        axes.set_xlabel(
            "Hours for each teacher of maths", color=theme().colour["muted"], fontsize=theme().size("small")
        )
    first.yaxis.set_major_formatter(lambda value, _: f"{value:g}".replace("-", MINUS))
    second.yaxis.set_major_formatter(lambda value, _: _trimmed(signed(value, result.unit.decimals)))
    _line(second, result)
    return canvas


def _dots(axes: Axes, points: Sequence[DosePoint], heights: Sequence[float], head: str) -> None:
    look = theme()
    for targeted, mark, colour in ((False, "o", "programme"), (True, "D", "accent")):
        chosen = [
            (point.dose, height)
            for point, height in zip(points, heights, strict=True)
            if point.targeted is targeted and not math.isnan(height)
        ]
        axes.plot(
            [dose for dose, _ in chosen],
            [height for _, height in chosen],
            linestyle="none",
            marker=mark,
            markersize=look.figure["point"] * 0.95,
            color=look.colour[colour],
            zorder=3,
        )
    axes.set_title(head, loc="left", color=look.colour["text"], fontsize=look.size("label"), pad=6)
    axes.margins(0.08)


def _line(axes: Axes, result: MoreWithMore) -> None:
    if result.line is None or not result.points:
        return
    look, line = theme(), result.line
    ends = [min(one.dose for one in result.points), max(one.dose for one in result.points)]
    slow, fast, drawn = (
        [line.mean_change + slope * (dose - line.mean_dose) for dose in (ends[0], line.mean_dose, ends[1])]
        for slope in (line.conf_low, line.conf_high, line.slope)
    )
    across = [ends[0], line.mean_dose, ends[1]]
    axes.fill_between(across, slow, fast, color=look.colour["band"], linewidth=0, zorder=0)
    axes.plot(across, drawn, color=look.colour["comparison"], linewidth=look.figure["line"] * 0.7, zorder=2)


def _trimmed(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text


def _changed(result: MoreWithMore) -> str:
    what = brief(result.outcome) if isinstance(result, RatingsWithHours) else f"change in {brief(result.outcome)}"
    return f"{what} ({unit_heading(result.unit.difference())})"


def _message(result: MoreWithMore, words: Words) -> str:
    if result.line is None:
        return "Too few schools to say whether change goes with hours"
    low, high = result.line.conf_low, result.line.conf_high
    if low <= 0 <= high:
        return "Whether schools that had more changed more cannot be told"
    schools = words.count("schools", result.line.schools, "school")
    return f"Of {schools}, those that had more changed {'more' if low > 0 else 'less'}, which hours need not explain"
