"""Contrasts between years before the start, one panel an outcome, each against its last year before."""

from __future__ import annotations

import math

from matplotlib.axes import Axes

from evalkit.core.quantity import Unit
from evalkit.core.years import academic_year
from evalkit.records.check import CheckResult
from evalkit.records.shown import YearContrast, YearContrasts
from evalkit.report.block import Block
from evalkit.report.figures.checks.dots import Dot, Dots, dots_block
from evalkit.report.figures.checks.refits import JUDGED, LINES
from evalkit.report.figures.parts.canvas import Canvas, FigureHeading
from evalkit.report.figures.parts.marks import name_years, signed
from evalkit.report.sentences.parts.check_words import seen_in
from evalkit.report.theme import theme
from evalkit.report.words import Words, opened, stopped

PANEL = 1.75
HEAD = 0.32
FOOT = 0.62
SUBTITLE = "Change beside comparison schools up to the last year before the start; lines: intervals"


def year_contrasts(result: CheckResult, shown: YearContrasts) -> Block:
    """A mark with its interval for each earlier year; the last year before the start is nought by construction.

    A single contrast is drawn as a refit.
    """
    if len(shown.rows) == 1:
        row = shown.rows[0]
        dot = Dot(row.label, row.estimate, row.conf_low, row.conf_high)
        return dots_block(result, Dots((dot,), LINES), shown.frame()[JUDGED])
    words = Words()
    canvas = draw(result, shown.rows, words)
    told = [_told(words, row) for row in shown.rows]
    alt = (
        f"Point chart of {words.count('contrasts', len(shown.rows), 'contrast')} between years before the start. "
        f"{words.repeat('check', result.asks)} {stopped('; '.join(told))}"
    )
    values = shown.frame()[["series", "before", "cohort", "estimate", "conf_low", "conf_high", "schools"]]
    values = values.assign(
        **{name: [academic_year(int(year)) for year in values[name]] for name in ("before", "cohort")}
    )
    return canvas.block(f"check-{result.check.replace('_', '-')}", alt, values, words)


def draw(result: CheckResult, rows: tuple[YearContrast, ...], words: Words) -> Canvas:
    """Return the drawing."""
    series = list(dict.fromkeys(row.series for row in rows))
    height = len(series) * (PANEL + HEAD) + FOOT
    canvas = Canvas(FigureHeading(seen_in(words, result), SUBTITLE), height=height)
    last = rows[0].cohort
    years = list(range(min(row.before for row in rows), last + 1))
    for place, name in enumerate(series):
        below = (len(series) - 1 - place) * (PANEL + HEAD)
        axes = canvas.axes(left=0.62, right=0.35, bottom=FOOT + below, top=HEAD + place * (PANEL + HEAD))
        _panel(axes, [row for row in rows if row.series == name], last)
        axes.set_xlim(years[0] - 0.4, last + 0.5)
        if place == len(series) - 1:
            held = {row.before for row in rows}
            gaps = {year: "no results" for year in years[:-1] if year not in held}
            name_years(axes, years, {**gaps, last: "0 by construction"})
        else:
            axes.set_xticks([])
    return canvas


def _panel(axes: Axes, rows: list[YearContrast], last: int) -> None:
    look = theme()
    axes.axhline(0, color=look.colour["muted"], linewidth=look.figure["thin"], zorder=1)
    values = [row.estimate for row in rows]
    farthest = max(range(len(rows)), key=lambda place: abs(values[place]))
    for place, row in enumerate(rows):
        year, value = row.before, row.estimate
        ends = [row.conf_low, row.conf_high]
        if all(map(math.isfinite, ends)):
            axes.plot([year] * 2, ends, color=look.colour["comparison"], linewidth=look.figure["line"], zorder=2)
        axes.plot(year, value, "o", markersize=look.figure["point"] + 1, color=look.colour["programme"], zorder=3)
        if place == farthest:
            axes.annotate(
                signed(value, row.decimals),
                (year, value),
                xytext=(9, 0),
                textcoords="offset points",
                va="center",
                color=look.colour["programme"],
                fontsize=look.size("small"),
            )
    axes.plot(
        last,
        0,
        "o",
        markersize=look.figure["point"] + 2,
        markerfacecolor=look.colour["background"],
        markeredgecolor=look.colour["comparison"],
        zorder=3,
    )
    axes.set_title(
        f"{opened(rows[0].series)}, {rows[0].unit}",
        loc="left",
        fontsize=look.size("label"),
        color=look.colour["text"],
    )
    axes.margins(y=0.15)
    axes.yaxis.set_major_formatter(lambda value, _: signed(value, 2))
    axes.locator_params(axis="y", nbins=4)


def _told(words: Words, row: YearContrast) -> str:
    unit = Unit(row.unit, row.decimals, signed=True)
    shown, year = words.number(row.series, row.estimate, unit), words.year(row.before)
    if not math.isfinite(row.conf_low):
        return f"{row.series}, from {year}: {shown} {unit.name}"
    ends = f"{words.number('from', row.conf_low, unit)} to {words.number('to', row.conf_high, unit)}"
    return f"{row.series}, from {year}: {shown} {unit.name} (interval {ends})"
