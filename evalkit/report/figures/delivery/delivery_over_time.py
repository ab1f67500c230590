"""Hours planned and held, added up month by month."""

from __future__ import annotations

import datetime as dt
from functools import partial

import pandas as pd

from evalkit.core.quantity import Unit
from evalkit.records.delivery.delivery_over_time import DeliveryOverTime
from evalkit.report.block import Block
from evalkit.report.figures.parts.canvas import NARROW, WIDE, Canvas, FigureHeading
from evalkit.report.figures.parts.marks import EndLabel, name_ends
from evalkit.report.theme import theme
from evalkit.report.words import Words

PARTS = ("delivery_over_time",)
HEIGHT, MONTHS = 2.6, 12
HOURS = Unit("hours", 0)
# Months between marks below the axis, wide and on a phone.
STEP, STEP_NARROW = 4, 6


def delivery_over_time(result: DeliveryOverTime) -> Block:
    """Two rising lines: what was planned, and what was held."""
    words = Words()
    canvas, phone = _drawn(result, words), partial(_drawn, result, words, NARROW)
    alt = (
        "Line chart of hours of sessions added up month by month. At the end "
        f"{words.count('planned', result.planned, 'hour')} were planned and {words.count('held', result.held)} held."
    )
    values = pd.DataFrame(
        [{"month": one.month, "planned": one.planned, "held": one.held} for one in result.months],
        columns=["month", "planned", "held"],
    )
    return canvas.block("delivery-over-time", alt, values, words, phone=phone)


def _drawn(result: DeliveryOverTime, words: Words, width: float = WIDE) -> Canvas:
    heading = FigureHeading(_message(result, words), "Hours of sessions of all strands since the first, month by month")
    canvas = Canvas(heading, HEIGHT, width=width)
    axes = canvas.axes(left=0.62, right=1.0 if canvas.narrow else 1.3, bottom=0.56, top=0.15)
    look = theme()
    days = [dt.date.fromisoformat(one.month) for one in result.months]
    at = [day.year + (day.month - 1) / MONTHS for day in days]
    planned, held = [one.planned for one in result.months], [one.held for one in result.months]
    axes.plot(at, planned, color=look.colour["comparison"], linewidth=look.figure["line"] * 0.7, linestyle="--")
    axes.plot(at, held, color=look.colour["programme"], linewidth=look.figure["line"])
    step = STEP_NARROW if canvas.narrow else STEP
    marked = [place for place in range(len(days)) if place % step == 0 and place <= len(days) - step / 2]
    axes.set_xticks([at[place] for place in marked], [f"{days[place]:%b}\n{days[place].year}" for place in marked])
    axes.set_ylim(bottom=0)
    axes.yaxis.grid(visible=True, color=look.colour["rule"], linewidth=look.figure["thin"])
    axes.yaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
    axes.locator_params(axis="y", nbins=5)
    if not days:
        return canvas
    name_ends(
        axes,
        [
            EndLabel(planned[-1], f"Planned\n{planned[-1]:,.0f}", "comparison"),
            EndLabel(held[-1], f"Held\n{held[-1]:,.0f}", "programme", strong=True),
        ],
    )
    return canvas


def _message(result: DeliveryOverTime, words: Words) -> str:
    if not result.planned:
        return "No hours were planned"
    return f"{words.percent('held of planned', result.held / result.planned)} of the hours planned were held"
