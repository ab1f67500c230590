"""When the programme ran, and how much of each cohort's courses came after the start."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import partial

import pandas as pd
from matplotlib.axes import Axes

from evalkit.core.quantity import Unit
from evalkit.core.years import academic_year
from evalkit.records.description import Exposure, ExposureRow
from evalkit.report.block import Block
from evalkit.report.figures.parts.canvas import NARROW, WIDE, Canvas, FigureHeading
from evalkit.report.figures.parts.rows import NamedRow, NamedRows
from evalkit.report.theme import theme
from evalkit.report.words import Words

# Inches.
BAR = 0.24
BOTTOM = 0.5
WHOLE = Unit("per cent", 0)
# Key Stage 4 runs from the September two years before the exams to the exams, which begin in May.
FIRST_MONTH, LAST_MONTH = 9, 5


def exposure(result: Exposure) -> Block:
    """One bar per cohort and wave over the calendar; the part after the start is filled."""
    words = Words()
    canvas, phone = draw(result, words), partial(draw, result, words, NARROW)
    told = [
        f"Exams in {words.year(row.cohort)}, {words.repeat('waves', row.wave)} "
        f"({words.count('schools', row.schools, 'school')}): {words.percent('share', row.share)}"
        for row in _ordered(result)
    ]
    stage = words.repeat("name", "Key Stage 4")
    alt = f"Timeline of the share of each cohort's {stage} courses taught after the start. {'. '.join(told)}."
    values = pd.DataFrame(
        [
            {
                "exams_in": academic_year(row.cohort),
                "wave": row.wave,
                "schools": row.schools,
                "starts": row.starts,
                "weeks": row.weeks,
                "share": row.share,
            }
            for row in _ordered(result)
        ]
    )
    return canvas.block("exposure", alt, values, words, phone=phone)


def draw(result: Exposure, words: Words, width: float = WIDE) -> Canvas:
    """Return the drawing."""
    shown = _drawn(_ordered(result))
    groups = list(dict.fromkeys(row.cohort for row in shown))
    several = len(shown) > len(groups)
    heads = {}
    if several:
        for cohort in groups:
            heads[next(place for place, row in enumerate(shown) if row.cohort == cohort)] = _exams(cohort)
    names = [row.wave if several else _exams(row.cohort) for row in shown]
    places = NamedRows([NamedRow(name) for name in names], width, heads=heads, names=1.75, values=0.6, mark=BAR)
    heading = FigureHeading(
        _message(result, words),
        f"Teaching of {words.repeat('name', 'Years 10 and 11')}; the solid part, with its share, comes after the start",
    )
    canvas = Canvas(heading, places.depth + BOTTOM, width=width)
    axes = places.axes(canvas, BOTTOM)
    first, last = groups[0] - 2, groups[-1]
    # On a phone the number at the end of the last bar needs room of its own.
    axes.set_xlim(first + 0.66, last + (1.0 if canvas.narrow else 0.5))
    for row, height in zip(shown, places.centres, strict=True):
        _bar(axes, row, height)
    for year in range(first, last):
        places.upright(axes, year + 0.67, colour="rule")
    axes.set_xticks([year + 0.67 for year in range(first, last)], [f"Sept\n{year}" for year in range(first, last)])
    return canvas


def _exams(cohort: int) -> str:
    return f"Exams in {academic_year(cohort)}"


def _drawn(rows: list[ExposureRow]) -> list[ExposureRow]:
    """Return what is drawn: a cohort that no wave reached is one bar."""
    reached = {row.cohort for row in rows if row.share > 0}
    shown = [row for row in rows if row.cohort in reached]
    for cohort in dict.fromkeys(row.cohort for row in rows if row.cohort not in reached):
        own = [row for row in rows if row.cohort == cohort]
        wave = own[0].wave if len(own) == 1 else "All schools"
        shown.append(replace(own[0], wave=wave, schools=sum(row.schools for row in own)))
    return sorted(shown, key=lambda row: row.cohort)


def _bar(axes: Axes, row: ExposureRow, height: float) -> None:
    look = theme()
    begins, ends = row.cohort - 2 + (FIRST_MONTH - 1) / 12, row.cohort + LAST_MONTH / 12
    axes.barh(
        height,
        ends - begins,
        left=begins,
        height=BAR,
        color=look.colour["band"],
        edgecolor=look.colour["faint"],
        linewidth=look.figure["thin"],
        zorder=2,
    )
    start = max(begins, min(ends, _point_in_time(row.starts)))
    if row.share > 0:
        axes.barh(height, ends - start, left=start, height=BAR, color=look.colour["programme"], zorder=3)
    axes.annotate(
        f"{100 * row.share:.0f}%",
        (ends, height),
        xytext=(6, 0),
        textcoords="offset points",
        va="center",
        fontweight="bold",
        color=look.colour["programme" if row.share else "muted"],
        fontsize=look.size("label"),
        annotation_clip=False,
    )


def _message(result: Exposure, words: Words) -> str:
    last = max(row.cohort for row in result.rows)
    shares = [row.share for row in result.rows if row.cohort == last]
    low, high = min(shares), max(shares)
    how = (
        words.percent("share", low)
        if round(low, 2) == round(high, 2)
        else f"between {words.bare('lowest share', 100 * low, WHOLE)} and {words.percent('highest share', high)}"
    )
    return f"Pupils who sat exams in {words.year(last)} had {how} of their GCSE courses after the start"


def _point_in_time(iso: str) -> float:
    day = dt.date.fromisoformat(iso)
    return day.year + (day.timetuple().tm_yday - 1) / 365


def _ordered(result: Exposure) -> list[ExposureRow]:
    return sorted(result.rows, key=lambda row: (row.cohort, row.starts, row.wave))
