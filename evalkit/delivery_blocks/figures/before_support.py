"""Review and signed plan of each school beside its first course or coaching."""

from __future__ import annotations

import math
from functools import partial

import pandas as pd
from matplotlib.axes import Axes

from evalkit.records.delivery.before_support import BeforeSupport, SchoolOrder
from evalkit.report.block import Block
from evalkit.report.figures.parts.canvas import NARROW, WIDE, Canvas, FigureHeading
from evalkit.report.figures.parts.marks import wrapped
from evalkit.report.figures.parts.rows import NamedRow, NamedRows, letters
from evalkit.report.theme import theme
from evalkit.report.words import Words

PARTS = ("before_support",)
# Inches.
MARK, BOTTOM = 0.2, 0.75
# Form, colour and words of each mark; forms tell them apart where colours do not.
LOOKS = {"review": ("o", "programme", "outside review"), "plan": ("D", "accent", "plan signed")}


def before_support(result: BeforeSupport) -> Block:
    """One row for each school: weeks between its first support and its review and plan."""
    words = Words()
    told = [
        f"{words.repeat('school', row.school)}: "
        + ", ".join(
            f"{name} {_said(words, weeks)}" for day, weeks in _known(row).items() for _, _, name in [LOOKS[day]]
        )
        for row in result.schools
        if _known(row)
    ]
    alt = (
        "Dots of the first outside review and the first action agreed in each school, in weeks before or after its "
        f"first course or coaching. {'. '.join(told)}."
    )
    values = pd.DataFrame(
        [{"school": row.school, "weeks_to_review": row.review, "weeks_to_plan": row.plan} for row in result.schools]
    )
    canvas, phone = _drawn(result, words, WIDE), partial(_drawn, result, words, NARROW)
    return canvas.block("before-support", alt, values, words, phone=phone)


def _drawn(result: BeforeSupport, words: Words, width: float) -> Canvas:
    rows = result.schools
    places = NamedRows([NamedRow(row.school) for row in rows], width, names=1.5, mark=MARK)
    heading = FigureHeading(
        f"In {words.count('both before', result.count('both before'))} of "
        f"{words.count('supported', result.supported, 'school')}, review and signed plan came before the first course "
        "or coaching"
        if result.supported
        else "No school is recorded to have met a course or coaching",
        "Round: outside review; square on its point: plan signed; line: first course or coaching of the school",
    )
    canvas = Canvas(heading, places.depth + BOTTOM, width=width)
    axes = places.axes(canvas, BOTTOM)
    every = [weeks for row in rows for weeks in _known(row).values()]
    low, high = min([*every, -1.0]), max([*every, 1.0])
    axes.set_xlim(low - 0.06 * (high - low), high + 0.06 * (high - low))
    places.upright(axes, 0.0)
    for row, height in zip(rows, places.centres, strict=True):
        _marks(axes, row, height)
    axes.locator_params(axis="x", nbins=5, integer=True)
    axes.xaxis.set_major_formatter(lambda value, _: f"{abs(value):.0f}")
    axes.set_xlabel(
        wrapped("weeks before  |  weeks after the first course or coaching", letters(width - 0.3, "small")),
        color=theme().colour["muted"],
        fontsize=theme().size("small"),
    )
    return canvas


def _marks(axes: Axes, row: SchoolOrder, height: float) -> None:
    look = theme()
    at = _known(row)
    if at:
        ends = [min(*at.values(), 0.0), max(*at.values(), 0.0)]
        axes.plot(ends, [height] * 2, color=look.colour["rule"], linewidth=look.figure["line"] / 2, zorder=1)
    for day, weeks in at.items():
        form, colour, _ = LOOKS[day]
        axes.plot(weeks, height, form, markersize=look.figure["point"] + 1, color=look.colour[colour], zorder=3)


def _known(row: SchoolOrder) -> dict[str, float]:
    """Return the weeks of review and plan, of those that are known."""
    weeks = {day: float(getattr(row, day)) for day in LOOKS}
    return {day: many for day, many in weeks.items() if not math.isnan(many)}


def _said(words: Words, weeks: float) -> str:
    if weeks == 0:
        return "on the same day"
    side = "after" if weeks > 0 else "before"
    if abs(weeks) < 1:
        return f"less than a week {side}"
    return f"{words.count('weeks', abs(weeks), 'week')} {side}"
