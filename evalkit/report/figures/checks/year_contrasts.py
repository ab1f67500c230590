"""Contrasts between years before the start, one panel an outcome, each against its last year before."""

from __future__ import annotations

import math
from functools import partial

from matplotlib.axes import Axes

from evalkit.core.quantity import Unit
from evalkit.core.years import academic_year
from evalkit.records.check import CheckResult
from evalkit.records.shown import YearContrast, YearContrasts
from evalkit.report.block import Block
from evalkit.report.figures.checks.dots import Dot, Dots, dots_block
from evalkit.report.figures.checks.refits import JUDGED, LINES
from evalkit.report.figures.parts.canvas import NARROW, WIDE, Canvas, FigureHeading
from evalkit.report.figures.parts.marks import mark_missing, name_years, signed, wrapped
from evalkit.report.figures.parts.rows import letters
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
    canvas, phone = draw(result, shown.rows, words), partial(draw, result, shown.rows, words, NARROW)
    told = [_told(words, row) for row in shown.rows]
    alt = (
        f"Point chart of {words.count('contrasts', len(shown.rows), 'contrast')} between years before the start. "
        f"{words.repeat('check', result.asks)} {stopped('; '.join(told))}"
    )
    values = shown.frame()[["series", "before", "cohort", "estimate", "conf_low", "conf_high", "schools"]]
    values = values.assign(
        **{name: [academic_year(int(year)) for year in values[name]] for name in ("before", "cohort")}
    )
    return canvas.block(f"check-{result.check.replace('_', '-')}", alt, values, words, phone=phone)


def draw(result: CheckResult, rows: tuple[YearContrast, ...], words: Words, width: float = WIDE) -> Canvas:
    """Return the drawing."""
    series = list(dict.fromkeys(row.series for row in rows))
    narrow = width < WIDE
    head, foot = (2 * HEAD, 0.78) if narrow else (HEAD, FOOT)
    canvas = Canvas(FigureHeading(seen_in(words, result), SUBTITLE), len(series) * (PANEL + head) + foot, width=width)
    last = rows[0].cohort
    years = list(range(min(row.before for row in rows), last + 1))
    for place, name in enumerate(series):
        below = (len(series) - 1 - place) * (PANEL + head)
        axes = canvas.axes(left=0.62, right=0.25, bottom=foot + below, top=head + place * (PANEL + head))
        own = [row for row in rows if row.series == name]
        _panel(axes, own, last, letters(width - 0.9, "label"))
        axes.set_ylim(*_scale([row for row in rows if row.unit == own[0].unit]))
        axes.set_xlim(years[0] - 0.4, last + 0.5)
        mark_missing(axes, range(min(row.before for row in own), last), {row.before for row in own})
        if place == len(series) - 1:
            name_years(axes, years, {last: "set to 0"}, narrow=narrow)
        else:
            axes.set_xticks([])
    return canvas


def _scale(rows: list[YearContrast]) -> tuple[float, float]:
    """Return one scale for all panels in one unit, which will be compared."""
    ends = [value for row in rows for value in (row.estimate, row.conf_low, row.conf_high, 0.0) if math.isfinite(value)]
    room = 0.15 * (max(ends) - min(ends))
    return min(ends) - room, max(ends) + room


def _panel(axes: Axes, rows: list[YearContrast], last: int, room: int) -> None:
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
                (year, max(value, row.conf_high) if math.isfinite(row.conf_high) else value),
                xytext=(0, 3),
                textcoords="offset points",
                ha="center",
                va="bottom",
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
        wrapped(f"{opened(rows[0].series)}, {rows[0].unit}", room),
        loc="left",
        fontsize=look.size("label"),
        color=look.colour["text"],
    )
    axes.yaxis.set_major_formatter(lambda value, _: signed(value, 2))
    axes.locator_params(axis="y", nbins=4)


def _told(words: Words, row: YearContrast) -> str:
    unit = Unit(row.unit, row.decimals, signed=True)
    shown, year = words.number(row.series, row.estimate, unit), words.year(row.before)
    if not math.isfinite(row.conf_low):
        return f"{row.series}, from {year}: {shown} {unit.name}"
    ends = f"{words.number('from', row.conf_low, unit)} to {words.number('to', row.conf_high, unit)}"
    return f"{row.series}, from {year}: {shown} {unit.name} (interval {ends})"
