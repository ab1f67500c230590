"""Results in maths of one school's cohorts beside the average of England."""

from __future__ import annotations

import math
from functools import partial

import pandas as pd
from matplotlib.axes import Axes

from evalkit.core.years import academic_year
from evalkit.records.delivery.school_cohorts import SchoolCohort, SchoolCohorts
from evalkit.report.block import Block
from evalkit.report.figures.parts.canvas import NARROW, WIDE, Canvas, FigureHeading
from evalkit.report.figures.parts.marks import mark_missing, signed
from evalkit.report.theme import theme
from evalkit.report.words import Words

PARTS = ("cohorts",)
HEIGHT = 1.8


def cohorts(result: SchoolCohorts) -> Block:
    """A point with its interval for each cohort; filled where some of its courses came after the start."""
    words = Words()
    known = _known(result)
    canvas, phone = draw(result, words), partial(draw, result, words, NARROW)
    told = [
        f"{words.year(one.year)}: {signed(one.progress, 2)}"
        + (f", interval {signed(one.low, 2)} to {signed(one.high, 2)}" if math.isfinite(one.low) else "")
        for one in known
    ]
    for one in known:
        words.repeat("progress", " ".join(signed(value, 2) for value in (one.progress, one.low, one.high)))
    alt = f"Points with intervals by year beside a line at the average of England. {'; '.join(told)}."
    values = pd.DataFrame(
        [
            {
                "exams_in": academic_year(one.year),
                "pupils": one.pupils,
                "progress": one.progress,
                "low": one.low,
                "high": one.high,
                "share_after_start": one.after,
            }
            for one in result.cohorts
        ]
    )
    return canvas.block("school-cohorts", alt, values, words, phone=phone)


def draw(result: SchoolCohorts, words: Words, width: float = WIDE) -> Canvas:
    """Return the drawing."""
    known = _known(result)
    words.repeat("level", "95")
    words.repeat("name", "Key Stage 2")
    heading = FigureHeading(
        _message(words, known),
        "Grades of GCSE maths ahead of pupils in England with the same Key Stage 2 results; lines are the publisher's "
        "95 per cent intervals; filled points: some of the courses came after the start",
        "School performance tables",
    )
    canvas = Canvas(heading, HEIGHT, width=width)
    axes = canvas.axes(left=0.56, right=0.68 if canvas.narrow else 0.9, bottom=0.56, top=0.12)
    # Cohorts stand side by side: years without examinations would leave more gap than a sheet has room for.
    for place, one in enumerate(result.cohorts):
        _mark(axes, place, one)
    _name_cohorts(axes, result, narrow=canvas.narrow)
    _average(axes, "England" if canvas.narrow else "average of\nEngland")
    axes.yaxis.set_major_formatter(lambda value, _: signed(value, 2))
    axes.locator_params(axis="y", nbins=5)
    places = range(len(result.cohorts))
    mark_missing(axes, places, [place for place in places if math.isfinite(result.cohorts[place].progress)])
    return canvas


def _name_cohorts(axes: Axes, result: SchoolCohorts, *, narrow: bool) -> None:
    look = theme()
    names = [f"{one.year - 1}\n/{one.year % 100:02d}" if narrow else academic_year(one.year) for one in result.cohorts]
    axes.set_xticks(range(len(names)), names, color=look.colour["text"], fontsize=look.size("small"))
    axes.set_xlim(-0.5, len(names) - 0.5)


def _known(result: SchoolCohorts) -> list[SchoolCohort]:
    return [one for one in result.cohorts if math.isfinite(one.progress)]


def _message(words: Words, known: list[SchoolCohort]) -> str:
    sure = [one for one in known if math.isfinite(one.low) and math.isfinite(one.high)]
    across = sum(one.low <= 0 <= one.high for one in sure)
    if not sure:
        return "Progress in maths of each cohort; no interval is published"
    return (
        f"The average of England lies within the interval of {words.count('across', across)} of "
        f"{words.count('cohorts', len(sure), 'cohort')}"
    )


def _mark(axes: Axes, place: int, one: SchoolCohort) -> None:
    if not math.isfinite(one.progress):
        return
    look = theme()
    colour = look.colour["programme"]
    if math.isfinite(one.low) and math.isfinite(one.high):
        axes.plot([place] * 2, [one.low, one.high], color=colour, linewidth=look.figure["line"], zorder=2)
    reached = math.isfinite(one.after) and one.after > 0
    axes.plot(
        place,
        one.progress,
        marker="o",
        markersize=look.figure["point"] + 2,
        color=colour,
        markerfacecolor=colour if reached else look.colour["background"],
        markeredgecolor=colour,
        zorder=3,
    )


def _average(axes: Axes, name: str) -> None:
    look = theme()
    low, high = axes.get_ylim()
    axes.set_ylim(min(low, -0.05), max(high, 0.05))
    axes.axhline(0, color=look.colour["comparison"], linewidth=look.figure["thin"], zorder=1)
    axes.annotate(
        name,
        (1.0, 0),
        xycoords=("axes fraction", "data"),
        xytext=(6, 0),
        textcoords="offset points",
        va="center",
        color=look.colour["comparison"],
        fontsize=look.size("label"),
        annotation_clip=False,
    )
