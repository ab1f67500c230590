"""The status of each indicator as it was reported, period by period."""

from __future__ import annotations

import math
from functools import partial

import pandas as pd

from evalkit.programme.tables import programme_tables
from evalkit.records.delivery.indicators import Indicators
from evalkit.report.block import Block
from evalkit.report.figures.parts.canvas import NARROW, WIDE, Canvas, FigureHeading
from evalkit.report.figures.parts.marks import wrapped
from evalkit.report.figures.parts.rows import letters
from evalkit.report.theme import theme
from evalkit.report.words import Words

PARTS = ("indicators",)
LEVELS = programme_tables()["kpis"].column("status").among
# Inches.
ROW, BOTTOM = 0.5, 0.55
# Of a row, the part that the tallest bar takes.
TALLEST = 0.86
# So many periods have room for their names.
SHOWN = 6


def indicators(result: Indicators) -> Block:
    """A row of bars for each indicator, one for each period, as tall as the status reported was good."""
    words = Words()
    periods = list(dict.fromkeys(period for one in result.indicators for period, _ in one.reported))
    grid = pd.DataFrame(
        [[dict(one.reported).get(period, "") for period in periods] for one in result.indicators],
        index=[one.measure for one in result.indicators],
        columns=periods,
    )
    if grid.size == 0:
        return words.block("indicators-status", "No status of an indicator was reported.")
    alt = (
        f"Grid of {words.count('indicators', len(grid), 'indicator')} by "
        f"{words.count('periods', len(periods), 'period')} with the status reported in each."
    )
    canvas, phone = _draw(grid, WIDE), partial(_draw, grid, NARROW)
    return canvas.block("indicators-status", alt, grid.reset_index(names="indicator"), words, phone=phone)


def _draw(grid: pd.DataFrame, width: float) -> Canvas:
    look, left = theme(), 2.6 if width == WIDE else 1.45
    heading = FigureHeading("How each indicator was reported over time", "The taller the bar, the better the status")
    canvas = Canvas(heading, ROW * len(grid) + BOTTOM, width=width)
    axes = canvas.axes(left=left, right=0.2, bottom=BOTTOM, top=0.05)
    axes.set_xlim(-0.6, len(grid.columns) - 0.4)
    axes.set_ylim(len(grid), 0)
    for row, statuses in enumerate(grid.to_numpy()):
        heights = [TALLEST * (1 + LEVELS.index(one)) / len(LEVELS) if one in LEVELS else 0.0 for one in statuses]
        places = range(len(heights))
        axes.bar(places, [-tall for tall in heights], bottom=row + 1, width=0.8, color=look.colour["programme"])
        axes.axhline(row + 1, color=look.colour["rule"], linewidth=look.figure["thin"])
    names = [wrapped(str(name), letters(left - 0.2, "small")) for name in grid.index]
    axes.set_yticks([row + 0.6 for row in range(len(grid))], names, fontsize=look.size("small"))
    shown = range(0, len(grid.columns), math.ceil(len(grid.columns) / (SHOWN if width == WIDE else SHOWN // 2)))
    periods = [wrapped(str(grid.columns[place]), 9) for place in shown]
    axes.set_xticks(list(shown), periods, fontsize=look.size("small"))
    return canvas
