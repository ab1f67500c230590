"""The estimate year by year; the baseline is nought by construction."""

from __future__ import annotations

import math
from functools import partial

import pandas as pd
from matplotlib.axes import Axes

from evalkit.core.quantity import holds_nought
from evalkit.core.years import academic_year
from evalkit.records.description import EventPoint, EventStudy
from evalkit.report.block import Block
from evalkit.report.figures.parts.canvas import NARROW, WIDE, Canvas, FigureHeading
from evalkit.report.figures.parts.marks import mark_missing, name_years, signed
from evalkit.report.sentences.parts.estimate_words import KINDS
from evalkit.report.tables.event_study import with_baseline
from evalkit.report.theme import theme
from evalkit.report.words import Words, brief, opened, unit_heading

# Below the year that the others are set against.
SET = "set to 0"


def event_study(result: EventStudy) -> Block:
    """A mark with its interval for each year; the year asked about in colour."""
    words = Words()
    canvas, phone = draw(result, words), partial(draw, result, words, NARROW)
    told = [_told(words, result, point) for point in _points(result)]
    alt = (
        f"Point chart of the difference from {KINDS[result.kind].like} in {brief(result.outcome)} by year, set against "
        f"{words.years(result.baseline)}, in {unit_heading(result.unit)}. {'; '.join(told)}."
    )
    values = pd.DataFrame(
        [
            {
                "year": academic_year(point.year),
                "estimate": point.estimate,
                "conf_low": point.conf_low,
                "conf_high": point.conf_high,
                KINDS[result.kind].many: point.units,
                "role": _role(result, point),
            }
            for point in _points(result)
        ]
    )
    return canvas.block("event-study", alt, values, words, phone=phone)


def draw(result: EventStudy, words: Words, width: float = WIDE) -> Canvas:
    """Return the drawing."""
    look = theme()
    points = _points(result)
    level = words.percent("confidence level", result.conf_level)
    canvas = Canvas(
        FigureHeading(
            _message(words, result),
            f"Difference from {KINDS[result.kind].like} in {unit_heading(result.unit)}, set against "
            f"{words.years(result.baseline)}; vertical lines are {level} intervals",
        ),
        height=3.2,
        width=width,
    )
    right, bottom = (0.2, 0.96) if canvas.narrow else (0.35, 0.6)
    axes = canvas.axes(left=0.62, right=right, bottom=bottom, top=0.15)
    axes.axhline(0, color=look.colour["muted"], linewidth=look.figure["thin"], zorder=1)
    for point in points:
        if point.year in result.baseline:
            _baseline(axes, point)
        else:
            _contrast(axes, point, result.unit.decimals, narrow=canvas.narrow)
    years = list(range(points[0].year, points[-1].year + 1))
    by_year = {point.year: SET if point.year in result.baseline else _role(result, point) for point in points}
    name_years(axes, years, by_year, narrow=canvas.narrow)
    mark_missing(axes, years, by_year)
    axes.set_xlim(years[0] - 0.4, years[-1] + 0.5)
    axes.margins(y=0.2 if canvas.narrow else 0.1)
    axes.yaxis.set_major_formatter(lambda value, _: signed(value, result.unit.decimals))
    axes.locator_params(axis="y", nbins=6)
    return canvas


def _baseline(axes: Axes, point: EventPoint) -> None:
    look = theme()
    axes.plot(
        point.year,
        0,
        "o",
        markersize=look.figure["point"] + 2,
        markerfacecolor=look.colour["background"],
        markeredgecolor=look.colour["comparison"],
        markeredgewidth=1.4,
        zorder=3,
    )


def _contrast(axes: Axes, point: EventPoint, decimals: int, *, narrow: bool) -> None:
    look = theme()
    colour = look.colour["programme" if point.primary else "comparison"]
    width = look.figure["line"] * (1.7 if point.primary else 1.0)
    ends = [point.conf_low, point.conf_high]
    axes.plot([point.year] * 2, ends, color=colour, linewidth=width, solid_capstyle="butt", zorder=2)
    axes.plot(
        point.year,
        point.estimate,
        "o",
        markersize=look.figure["point"] + 3 * point.primary + 1,
        color=colour,
        markeredgecolor=look.colour["background"],
        zorder=3,
    )
    # On a phone the next year is too near for a number beside the line: it stands above.
    top = point.conf_high if narrow and math.isfinite(point.conf_high) else point.estimate
    axes.annotate(
        signed(point.estimate, decimals),
        (point.year, top),
        xytext=(0, 6) if narrow else (11, 0),
        textcoords="offset points",
        ha="center" if narrow else "left",
        va="bottom" if narrow else "center",
        color=colour,
        fontsize=look.size("label"),
        fontweight="bold" if point.primary else "normal",
        bbox=None if narrow else {"facecolor": look.colour["background"], "edgecolor": "none", "pad": 1.0},
    )


def _message(words: Words, result: EventStudy) -> str:
    main = next((point for point in result.points if point.primary), None)
    if main is None:
        return opened(f"{brief(result.outcome)}, year by year")
    like, year = KINDS[result.kind].like, words.year(main.year)
    if math.isnan(main.conf_low) or math.isnan(main.conf_high):
        return f"We cannot tell a rise from a fall beside {like} in {year}: no interval can be given"
    if holds_nought(main.conf_low, main.conf_high, result.unit):
        return f"We cannot tell a rise from a fall beside {like} in {year}: both fit these results"
    moved = "a rise" if main.conf_low > 0 else "a fall"
    return f"Taken alone, {year} points to {moved} beside {like}; the answer counts in more than that"


def _told(words: Words, result: EventStudy, point: EventPoint) -> str:
    year = words.year(point.year)
    if point.year in result.baseline:
        return f"{year}: 0 by construction"
    unit = result.unit.difference()
    shown = words.number("estimate", point.estimate, unit)
    if math.isnan(point.conf_low) or math.isnan(point.conf_high):
        return f"{year}: {shown}, no interval"
    low, high = words.number("interval low", point.conf_low, unit), words.number("interval high", point.conf_high, unit)
    return f"{year}: {shown}, between {low} and {high}"


def _role(result: EventStudy, point: EventPoint) -> str:
    if point.year in result.baseline:
        return "0 by construction"
    return "year asked about" if point.primary else ""


def _points(result: EventStudy) -> list[EventPoint]:
    return with_baseline(result)
