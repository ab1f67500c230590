"""The months of the programme, and in which of them governance met."""

from __future__ import annotations

from functools import partial

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from evalkit.core.years import academic_year
from evalkit.records.delivery.governance import Governance, MonthOfMeetings
from evalkit.report.block import Block
from evalkit.report.figures.parts.canvas import NARROW, WIDE, Canvas, FigureHeading
from evalkit.report.theme import theme
from evalkit.report.words import Words

PARTS = ("governance",)
# Inches.
ROW, LEFT, TOP = 0.42, 0.85, 0.3
SCHOOL_YEAR = (9, 10, 11, 12, 1, 2, 3, 4, 5, 6, 7, 8)
LETTERS = "SONDJFMAMJJA"


def governance(result: Governance) -> Block:
    """One box for each month by school year: filled where governance met, crossed where nobody did."""
    words = Words()
    held = len(result.months) - len(result.without)
    told = f"{words.count('months with a meeting', held)} of {words.count('months', len(result.months), 'month')}"
    alt = f"Calendar of the programme's months. Governance met in {told}."
    values = pd.DataFrame([{"month": f"{one.month:%Y-%m}", "meetings_held": one.held} for one in result.months])
    canvas, phone = _draw(result, WIDE), partial(_draw, result, NARROW)
    return canvas.block("governance-months", alt, values, words, phone=phone)


def _draw(result: Governance, width: float) -> Canvas:
    years = list(dict.fromkeys(_year(one) for one in result.months))
    missed = len(result.without)
    title = "Governance met every month" if not missed else "Governance met in most months, and not in all"
    title = title if 2 * missed <= len(result.months) else "In most months governance did not meet"
    canvas = Canvas(
        FigureHeading(title, "Each box is a month; filled: governance met; crossed: nobody met"),
        TOP + ROW * len(years) + 0.1,
        width=width,
    )
    axes = canvas.axes(left=LEFT, right=0.2, bottom=0.05, top=TOP)
    axes.set_xlim(0, 12)
    axes.set_ylim(len(years), 0)
    axes.spines["bottom"].set_visible(False)
    axes.set_yticks([row + 0.5 for row in range(len(years))], [academic_year(year) for year in years])
    axes.xaxis.tick_top()
    axes.set_xticks([place + 0.5 for place in range(12)], list(LETTERS))
    for one in result.months:
        _box(axes, SCHOOL_YEAR.index(one.month.month), years.index(_year(one)), met=one.held > 0)
    return canvas


def _year(one: MonthOfMeetings) -> int:
    return one.month.year + (one.month.month >= SCHOOL_YEAR[0])


def _box(axes: Axes, across: int, down: int, *, met: bool) -> None:
    look = theme()
    face = look.colour["programme"] if met else look.colour["background"]
    edge = look.colour["programme" if met else "accent"]
    axes.add_patch(Rectangle((across + 0.12, down + 0.14), 0.76, 0.72, facecolor=face, edgecolor=edge))
    if not met:
        axes.plot([across + 0.3, across + 0.7], [down + 0.3, down + 0.7], color=edge)
        axes.plot([across + 0.3, across + 0.7], [down + 0.7, down + 0.3], color=edge)
