"""When the programme ran, and how much of each cohort's courses came after the start."""

from __future__ import annotations

import datetime as dt

import pandas as pd
from matplotlib.axes import Axes

from evalkit.core.quantity import Unit
from evalkit.core.years import academic_year
from evalkit.records.description import Exposure, ExposureRow
from evalkit.report.block import Block
from evalkit.report.figures.parts.canvas import Canvas, FigureHeading
from evalkit.report.figures.parts.marks import wrapped
from evalkit.report.theme import theme
from evalkit.report.words import Words

ROW = 0.42
WHOLE = Unit("per cent", 0)
# Key Stage 4 runs from the September two years before the exams to the exams, which begin in May.
FIRST_MONTH, LAST_MONTH = 9, 5


def exposure(result: Exposure) -> Block:
    """One bar per cohort and wave over the calendar; the part after the start is filled."""
    words = Words()
    canvas = draw(result, words)
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
    return canvas.block("exposure", alt, values, words)


def draw(result: Exposure, words: Words) -> Canvas:
    """Return the drawing."""
    look = theme()
    rows = _ordered(result)
    groups = sorted({row.cohort for row in rows})
    canvas = Canvas(
        FigureHeading(
            _message(result, words),
            f"Teaching of {words.repeat('name', 'Years 10 and 11')}; the filled part comes after the start there",
        ),
        height=ROW * len(rows) + 0.22 * len(groups) + 0.75,
    )
    axes = canvas.axes(left=2.3, right=1.05, bottom=0.42, top=0.1)
    heights, height, before = [], 0.0, None
    for row in rows:
        height -= 1.0 + (0.6 if before is not None and row.cohort != before else 0.0)
        before = row.cohort
        heights.append(height)
        _bar(axes, row, height)
    several = len({row.wave for row in rows}) > 1
    names = [
        wrapped(f"{academic_year(row.cohort)}: {row.wave}" if several else f"exams in {academic_year(row.cohort)}", 28)
        for row in rows
    ]
    axes.set_yticks(heights, names)
    axes.tick_params(axis="y", labelcolor=look.colour["text"])
    axes.set_ylim(height - 0.6, -0.4)
    first, last = groups[0] - 2, groups[-1]
    axes.set_xlim(first + 0.66, last + 0.5)
    axes.set_xticks([year + 0.67 for year in range(first, last)], [f"Sept\n{year}" for year in range(first, last)])
    axes.grid(axis="x", color=look.colour["rule"], linewidth=look.figure["thin"], zorder=0)
    axes.set_axisbelow(True)
    return canvas


def _bar(axes: Axes, row: ExposureRow, height: float) -> None:
    look = theme()
    begins, ends = row.cohort - 2 + (FIRST_MONTH - 1) / 12, row.cohort + LAST_MONTH / 12
    axes.barh(
        height,
        ends - begins,
        left=begins,
        height=0.62,
        color=look.colour["band"],
        edgecolor=look.colour["faint"],
        linewidth=look.figure["thin"],
        zorder=2,
    )
    start = max(begins, min(ends, _point_in_time(row.starts)))
    if row.share > 0:
        axes.barh(height, ends - start, left=start, height=0.62, color=look.colour["programme"], zorder=3)
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
