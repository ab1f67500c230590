"""The cost-effectiveness plane: gain across, cost upwards, and where the two are worth the same."""

from __future__ import annotations

import math
from functools import partial

import pandas as pd
from matplotlib.patches import Rectangle

from evalkit.core.quantity import GRADES
from evalkit.records.delivery.cost import ValueForMoney
from evalkit.report.block import Block
from evalkit.report.figures.parts.canvas import NARROW, WIDE, Canvas, FigureHeading
from evalkit.report.theme import theme
from evalkit.report.words import Words

PARTS = ("value_for_money",)
# Inches.
HEIGHT, LEFT, BOTTOM = 3.2, 0.95, 0.6
ROOM = 0.15


def value_for_money(result: ValueForMoney) -> Block:
    """The box of all gains and costs that the figures allow, and the line along which the two are worth the same."""
    words = Words()
    if math.isnan(result.gain) or math.isnan(result.cost):
        return words.block("value-for-money-plane", "Without a gain in grades and a cost nothing is drawn.")
    low, high = (
        words.number(name, gain, GRADES)
        for name, gain in (("lowest gain", result.gain_low), ("highest gain", result.gain_high))
    )
    costs = f"£{words.pounds('least cost', result.cost_low)} to £{words.pounds('most cost', result.cost_high)}"
    alt = f"Plane of gain and cost for one pupil: gains from {low} to {high} grades, costs from {costs}."
    values = pd.DataFrame(
        [
            {"at": at, "gain": gain, "cost": cost}
            for at, gain, cost in (
                ("as counted", result.gain, result.cost),
                ("lowest", result.gain_low, result.cost_low),
                ("highest", result.gain_high, result.cost_high),
            )
        ]
    )
    canvas, phone = _draw(result, WIDE), partial(_draw, result, NARROW)
    return canvas.block("value-for-money-plane", alt, values, words, phone=phone)


def _draw(result: ValueForMoney, width: float) -> Canvas:
    look = theme()
    canvas = Canvas(
        FigureHeading(_message(result), "For one pupil over two years: gain across, cost upwards"), HEIGHT, width=width
    )
    axes = canvas.axes(left=LEFT, right=0.3, bottom=BOTTOM, top=0.15)
    low, high = min(result.gain_low, 0.0), max(result.gain_high, 0.0)
    top = (1 + ROOM) * result.cost_high
    axes.set_xlim(low - ROOM * (high - low), high + ROOM * (high - low))
    axes.set_ylim(0, top)
    box = (result.gain_low, result.cost_low), result.gain_high - result.gain_low, result.cost_high - result.cost_low
    axes.add_patch(Rectangle(*box, facecolor=look.colour["range_wide"], edgecolor=look.colour["programme"]))
    axes.plot([result.gain], [result.cost], marker="o", color=look.colour["programme"])
    axes.axvline(0, color=look.colour["muted"], linewidth=look.figure["thin"])
    if not math.isnan(result.value_of_tenth):
        most = axes.get_xlim()[1]
        axes.plot([0, most], [0, 10 * most * result.value_of_tenth], color=look.colour["accent"], linestyle="--")
    line = "" if math.isnan(result.value_of_tenth) else "; on the dashed line it is worth what it cost"
    axes.set_xlabel(f"Gain in grades{line}", color=look.colour["muted"], fontsize=look.size("label"))
    axes.yaxis.set_major_formatter(lambda value, _: f"£{value:,.0f}")
    return canvas


def _message(result: ValueForMoney) -> str:
    if math.isnan(result.value_of_tenth):
        return "What it may have gained beside what it cost"
    if result.net(result.gain_low) >= 0:
        return "The whole range lies where the gain is worth more than it cost"
    if result.net(result.gain_high) <= 0:
        return "The whole range lies where it cost more than it is worth"
    return "The range holds gains worth their cost, and gains that are not"
