"""Every refit of a check beside the others."""

from __future__ import annotations

import math

import pandas as pd
from matplotlib.axes import Axes

from evalkit.core.quantity import Unit
from evalkit.records.check import CheckResult
from evalkit.report.block import Block
from evalkit.report.figures.check_attenuation import attenuation
from evalkit.report.figures.check_others import others
from evalkit.report.figures.check_path import waterfall
from evalkit.report.figures.check_years import years_before
from evalkit.report.figures.parts.canvas import Canvas, Heading
from evalkit.report.figures.parts.marks import interval, signed, wrapped
from evalkit.report.figures.regression_to_mean import regression_to_mean
from evalkit.report.sentences.check import check as check_sentence
from evalkit.report.tables.check import refits
from evalkit.report.theme import theme
from evalkit.report.words import Words, first_sentence, named, stopped

TWO = Unit("", 2, signed=True)
# Letters of a name on one line.
NAME = 26
ROW = 0.34
TALL_ROW = 0.44
CLOSE_ROW = 0.2
CLOSEST_ROW = 0.14
MANY = 12
VERY_MANY = 25
SHADED = "; shaded: the interval of the full estimate"
LEFT_OUT = {kind: f"; one row for each {kind} left out, in order" for kind in ("school", "area")}


def check(result: CheckResult) -> Block:
    """One row per refit; a check without refits gives its sentence."""
    if result.table is None or not result.answered or not len(result.table):
        return check_sentence(result)
    if "naive" in result.table.columns:
        return regression_to_mean(result)
    if "times" in result.table.columns:
        return attenuation(result)
    if "before" in result.table.columns and len(result.table) > 1:
        return years_before(result)
    if "contribution" in result.table.columns:
        return waterfall(result)
    if "unit" in result.table.columns:
        return others(result)
    words = Words()
    table = refits(result)
    canvas = draw(result, table, words)
    alt = (
        f"Dot plot of {words.count('refits', len(table), 'refit')} of the estimate. "
        f"{words.repeat('check', result.asks)} {_range(result, table, words)} "
        f"{stopped(words.repeat(f'answer of {named(result.check)}', result.answer))}"
    )
    kept = [name for name in ("label", "estimate", "conf_low", "conf_high") if name in table.columns]
    return canvas.block(f"check-{result.check.replace('_', '-')}", alt, table[kept], words)


def draw(result: CheckResult, table: pd.DataFrame, words: Words) -> Canvas:
    """Return the drawing."""
    look = theme()
    many = len(table) > MANY
    row = CLOSEST_ROW if len(table) > VERY_MANY else CLOSE_ROW if many else _row_height(table)
    message = words.repeat(f"answer of {named(result.check)}", first_sentence(result.answer))
    subtitle = f"Estimate in {result.unit}" if result.unit else "Estimate"
    canvas = Canvas(Heading(message, subtitle + _what_is_shown(result)), height=row * len(table) + 0.85)
    axes = canvas.axes(left=_room(table, many=many), right=0.4, bottom=0.4, top=0.32)
    heights = list(range(len(table), 0, -1))
    _band(axes, table, result)
    axes.axvline(0, color=look.colour["muted"], linewidth=look.figure["thin"], zorder=1)
    for place, height in enumerate(heights):
        _refit(axes, table.iloc[place], height)
    _names(axes, table, heights, many=many)
    axes.set_ylim(0.3, len(table) + 0.7)
    axes.xaxis.set_major_formatter(lambda value, _: signed(value, 2))
    axes.locator_params(axis="x", nbins=6)
    _reach(axes, table)
    return canvas


def _range(result: CheckResult, table: pd.DataFrame, words: Words) -> str:
    lowest = words.number("lowest", table["estimate"].min(), TWO)
    if len(table) == 1:
        return f"It gives {lowest} {result.unit}."
    return f"The refits run from {lowest} to {words.number('highest', table['estimate'].max(), TWO)} {result.unit}."


def _what_is_shown(result: CheckResult) -> str:
    columns = result_columns(result)
    rows = next((said for kind, said in LEFT_OUT.items() if kind in columns), "")
    if "half-width" in dict(result.values) and "move" in columns:
        return rows + SHADED
    return f"{rows}; lines: intervals" if "conf_low" in columns else rows


def _room(table: pd.DataFrame, *, many: bool) -> float:
    return 1.0 if many and "area" not in table.columns else 2.4


def _row_height(table: pd.DataFrame) -> float:
    """Return the height of a row, with room for names of two lines."""
    names = [wrapped(_name(row), NAME) for _, row in table.iterrows()]
    return TALL_ROW if sum("\n" in name for name in names) > 1 else ROW


def _refit(axes: Axes, refit: pd.Series, height: float) -> None:
    look = theme()
    low, high = float(refit.get("conf_low", math.nan)), float(refit.get("conf_high", math.nan))
    interval(axes, (low, high, height), colour=look.colour["comparison"])
    declared = bool(refit.get("declared", False))
    axes.plot(
        refit["estimate"],
        height,
        "o",
        markersize=look.figure["point"] + 2 * declared,
        color=look.colour["programme"],
        zorder=3,
    )


def _names(axes: Axes, table: pd.DataFrame, heights: list[int], *, many: bool) -> None:
    look = theme()
    if many:
        shown = [place for place in range(len(table)) if place in (0, len(table) - 1)]
        ends = ["lowest", "highest"]
        if "area" in table.columns:
            ends = [wrapped(str(table["label"].iloc[place]), 28) for place in shown]
        axes.set_yticks([heights[place] for place in shown], ends)
    else:
        names = [wrapped(_name(table.iloc[place]), NAME) for place in range(len(table))]
        axes.set_yticks(heights, names)
        for place, height in enumerate(heights):
            value = float(table["estimate"].iloc[place])
            across, up, side = _beside(table.iloc[place])
            axes.annotate(
                signed(value, 2),
                (value, height),
                xytext=(across, up),
                textcoords="offset points",
                ha=side,
                va="baseline" if up else "center",
                color=look.colour["programme"],
                fontsize=look.size("small"),
            )
    axes.tick_params(axis="y", labelcolor=look.colour["text"])


def _beside(refit: pd.Series) -> tuple[int, int, str]:
    """Return where a number stands: above its dot, or beside it and away from the line of the full estimate."""
    move = float(refit.get("move", math.nan))
    if math.isnan(move):
        return 0, 7, "center"
    return (9, 0, "left") if move >= 0 else (-9, 0, "right")


def _name(refit: pd.Series) -> str:
    """Return a row's name; beside other schools, the programme's own need no mark."""
    declared = bool(refit.get("declared", False)) and "others" not in refit
    return f"{refit['label']} (declared)" if declared else str(refit["label"])


def _band(axes: Axes, table: pd.DataFrame, result: CheckResult) -> None:
    """Mark the full estimate, and shade its interval where the check gives the half-width."""
    if "move" not in table.columns:
        return
    look = theme()
    centre = float((table["estimate"] - table["move"]).mean())
    half = dict(result.values).get("half-width", math.nan)
    if math.isfinite(half):
        axes.axvspan(centre - half, centre + half, color=look.colour["band"], zorder=0)
    axes.axvline(centre, color=look.colour["programme"], linewidth=look.figure["line"] / 2, zorder=1)
    axes.annotate(
        f"{'all schools' if 'school' in result_columns(result) else 'as planned'}: {signed(centre, 2)}",
        (centre, 1.0),
        xycoords=axes.get_xaxis_transform(),
        xytext=(0, 4),
        textcoords="offset points",
        ha="center",
        va="bottom",
        fontsize=look.size("small"),
        color=look.colour["programme"],
        fontweight="bold",
    )
    for place in range(len(table)):
        axes.plot(
            [centre, table["estimate"].iloc[place]],
            [len(table) - place] * 2,
            color=look.colour["faint"],
            linewidth=look.figure["thin"],
            zorder=2,
        )


def result_columns(result: CheckResult) -> tuple[str, ...]:
    """Return the names of a check's columns as it gave them."""
    return () if result.table is None else tuple(map(str, result.table.columns))


def _reach(axes: Axes, table: pd.DataFrame) -> None:
    low, high = axes.get_xlim()
    room = max(0.12 * (high - low), 0.02)
    axes.set_xlim(min(low, 0) - room, max(high, 0) + room)
