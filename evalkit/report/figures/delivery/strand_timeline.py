"""Strands and exam cohorts on one time line."""

from __future__ import annotations

import datetime as dt
import math
from functools import partial

import pandas as pd
from matplotlib.axes import Axes

from evalkit.core.years import academic_year
from evalkit.records.delivery.strand_timeline import CohortSpan, StrandSpan, StrandTimeline
from evalkit.report.block import Block
from evalkit.report.figures.parts.canvas import NARROW, WIDE, Canvas, FigureHeading
from evalkit.report.figures.parts.rows import NamedRow, NamedRows
from evalkit.report.theme import theme
from evalkit.report.words import Words

PARTS = ("strand_timeline",)
BOTTOM, BAR, THIN = 0.48, 0.24, 0.08
DAYS = 365


def strand_timeline(result: StrandTimeline) -> Block:
    """A row of marks for each strand, and a bar for each cohort that was taught while any strand ran."""
    words = Words()
    canvas, phone = _drawn(result, words), partial(_drawn, result, words, NARROW)
    told = [
        f"{words.repeat('strand', one.strand)} from {words.day('first', _date(one.first))} to "
        f"{words.day('last', _date(one.last))}"
        for one in result.strands
    ]
    taught = [
        f"exams in {words.year(one.cohort)}, taught from {words.day('begins', _date(one.begins))} to "
        f"{words.day('ends', _date(one.ends))}"
        for one in _taught(result)
    ]
    alt = f"Time line. Strands: {'; '.join(told) or 'none was held'}. Cohorts: {'; '.join(taught)}."
    values = pd.DataFrame(
        [{"what": one.strand, "first": one.first, "last": one.last} for one in result.strands]
        + [
            {"what": f"Exams in {academic_year(one.cohort)}", "first": one.begins, "last": one.ends}
            for one in result.cohorts
        ]
    )
    return canvas.block("strand-timeline", alt, values, words, phone=phone)


def _taught(result: StrandTimeline) -> list[CohortSpan]:
    """Return the cohorts that were taught after the first session; the last one where none was."""
    first = min((one.first for one in result.strands), default="")
    return [one for one in result.cohorts if one.ends > first] or [result.cohorts[-1]]


def _drawn(result: StrandTimeline, words: Words, width: float = WIDE) -> Canvas:
    cohorts = _taught(result)
    rows = [NamedRow(one.strand) for one in result.strands]
    rows += [NamedRow(f"Exams in {academic_year(one.cohort)}", strong=one.cohort == result.main) for one in cohorts]
    heads = {0: "Sessions of each strand", len(result.strands): "Years 10 and 11 of each cohort"}
    places = NamedRows(rows, width, heads=heads, names=2.1, values=0.25, mark=BAR)
    heading = FigureHeading(
        _message(result, words), "Each mark is a day on which a session was held; a cohort's bar ends with exam leave"
    )
    canvas = Canvas(heading, places.depth + BOTTOM, width=width)
    axes = places.axes(canvas, BOTTOM)
    ends = [_at(one.ends) for one in cohorts] + [_at(one.last) for one in result.strands]
    first, last = min(_at(one.begins) for one in cohorts), max(ends)
    axes.set_xlim(first, last + 0.05)
    for one, height in zip(result.strands, places.centres, strict=False):
        _strand(axes, one, height)
    for cohort, height in zip(cohorts, places.centres[len(result.strands) :], strict=True):
        _cohort(axes, cohort, height, strong=cohort.cohort == result.main)
    years = [year for year in range(math.ceil(first), math.floor(last) + 1)]
    for year in years:
        places.upright(axes, year, colour="rule")
    shown = years[:: 2 if canvas.narrow and len(years) > 4 else 1]
    axes.set_xticks(shown, [f"Jan\n{year}" for year in shown])
    return canvas


def _strand(axes: Axes, one: StrandSpan, height: float) -> None:
    look = theme()
    axes.barh(
        height, _at(one.last) - _at(one.first), left=_at(one.first), height=THIN, color=look.colour["band"], zorder=2
    )
    axes.vlines(
        [_at(day) for day in one.days],
        height - BAR / 2,
        height + BAR / 2,
        color=look.colour["programme"],
        linewidth=look.figure["line"] * 0.6,
        zorder=3,
    )


def _cohort(axes: Axes, one: CohortSpan, height: float, *, strong: bool) -> None:
    look = theme()
    axes.barh(
        height,
        _at(one.ends) - _at(one.begins),
        left=_at(one.begins),
        height=BAR,
        color=look.colour["comparison" if strong else "faint"],
        zorder=2,
    )


def _message(result: StrandTimeline, words: Words) -> str:
    main = next(one for one in result.cohorts if one.cohort == result.main)
    if math.isnan(main.sessions_before):
        return "No session is known to have been held"
    share = words.percent("sessions before", main.sessions_before)
    return f"{share} of sessions came in time for pupils who sat exams in {words.year(main.cohort)}"


def _date(iso: str) -> dt.date:
    return dt.date.fromisoformat(iso)


def _at(iso: str) -> float:
    day = _date(iso)
    return day.year + (day.timetuple().tm_yday - 1) / DAYS
