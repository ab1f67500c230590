"""The status of each indicator as it was reported, period by period."""

from __future__ import annotations

import math
from functools import partial

import pandas as pd
import seaborn as sns

from evalkit.records.delivery.indicators import Indicators
from evalkit.report.block import Block
from evalkit.report.figures.parts.canvas import NARROW, WIDE, Canvas, FigureHeading
from evalkit.report.figures.parts.marks import wrapped
from evalkit.report.figures.parts.rows import letters
from evalkit.report.theme import theme
from evalkit.report.words import Words

PARTS = ("indicators",)
LETTER = {"red": "R", "amber/red": "AR", "amber": "A", "amber/green": "AG", "green": "G"}
# Inches.
ROW, BOTTOM = 0.42, 0.55
# So many columns have room for letters, and so many for their names.
LETTERED, SHOWN = 12, 6


def indicators(result: Indicators) -> Block:
    """A row for each indicator, a column for each period; the shades run one way, so that grey does as well."""
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
    lettered = len(grid.columns) <= (LETTERED if width == WIDE else LETTERED // 2)
    heading = FigureHeading("How each indicator was reported over time", "The darker, the better the status reported")
    canvas = Canvas(heading, ROW * len(grid) + BOTTOM, width=width)
    axes = canvas.axes(left=left, right=0.15, bottom=BOTTOM, top=0.05)
    palette = [look.colour[name] for name in ("background", "band", "range_wide", "range_middle", "programme")]
    sns.heatmap(
        grid.map(lambda status: list(LETTER).index(status) if status in LETTER else float("nan")),
        ax=axes,
        cmap=palette,
        vmin=0,
        vmax=len(LETTER) - 1,
        cbar=False,
        linewidths=1,
        linecolor=look.colour["faint"],
        annot=grid.map(lambda status: LETTER.get(status, "")).to_numpy() if lettered else None,
        fmt="",
        annot_kws={"fontsize": look.size("small")},
    )
    names = [wrapped(str(name), letters(left - 0.2, "small")) for name in grid.index]
    axes.set_yticks([row + 0.5 for row in range(len(grid))], names, rotation=0, fontsize=look.size("small"))
    step = math.ceil(len(grid.columns) / (SHOWN if width == WIDE else SHOWN // 2))
    shown = range(0, len(grid.columns), step)
    periods = [wrapped(str(grid.columns[place]), 9) for place in shown]
    axes.set_xticks([place + 0.5 for place in shown], periods, rotation=0, fontsize=look.size("small"))
    axes.set(xlabel="", ylabel="")
    return canvas
