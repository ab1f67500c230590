"""Marks that several figures share: labels kept apart, intervals, a line at nought."""

from __future__ import annotations

import math
import re
import textwrap
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from statistics import fmean

from matplotlib.axes import Axes

from evalkit.core.quantity import MINUS
from evalkit.core.years import academic_year
from evalkit.report.figures.parts.text_lines import SPACING
from evalkit.report.theme import theme

MANY_YEARS = 5
# A year on one line needs so many inches on a phone.
ROOM_OF_YEAR = 0.58
# Points beside the end of an axis that a name of a line may take.
ABOVE, BELOW = 7.0, 20.0
# Share of the axis beside its edge in which a centred name of a line would leave the sheet.
NEAR_EDGE = 0.35


def kept_apart(positions: Sequence[float], distance: float) -> list[float]:
    """Return positions moved as little as needed so that no two are closer than ``distance``."""
    order = sorted(range(len(positions)), key=lambda place: positions[place])
    groups: list[list[int]] = []
    for place in order:
        groups.append([place])
        while len(groups) > 1 and _top(groups[-2], positions, distance) + distance > _bottom(
            groups[-1], positions, distance
        ):
            last = groups.pop()
            groups[-1] += last
    moved = [0.0] * len(positions)
    for group in groups:
        start = _bottom(group, positions, distance)
        for step, place in enumerate(group):
            moved[place] = start + step * distance
    return moved


@dataclass(frozen=True, slots=True)
class EndLabel:
    """What stands beside the end of a line.

    Attributes
    ----------
    at : float
        Where the line ends.
    text : str
        Its name and last number, on as many lines as they need.
    colour : str
        By what it is for.
    strong : bool
        Whether it is what the reader must see first.
    """

    at: float
    text: str
    colour: str
    strong: bool = False


def name_ends(axes: Axes, labels: Sequence[EndLabel]) -> None:
    """Write the name of each line beside its end, none on another; the scale must be final."""
    if not labels:
        return
    look = theme()
    size = look.size("label")
    low, high = axes.get_ylim()
    point = (high - low) * axes.figure.dpi / (axes.bbox.height * 72)
    order = sorted(range(len(labels)), key=lambda place: labels[place].at)
    tall = [(labels[place].text.count("\n") + 1.15) * size * SPACING * point for place in order]
    needed = [0.0, *accumulate((one + other) / 2 for one, other in pairwise(tall))]
    # Less the room that those below need, no label may pass another, or leave the sheet.
    lowest, highest = low - BELOW * point + tall[0] / 2, high + ABOVE * point - tall[-1] / 2 - needed[-1]
    moved = _rising([labels[place].at - room for place, room in zip(order, needed, strict=True)])
    for place, room, wanted in zip(order, needed, moved, strict=True):
        height = max(lowest, min(highest, wanted))
        axes.annotate(
            labels[place].text,
            (1.0, height + room),
            xycoords=("axes fraction", "data"),
            xytext=(6, 0),
            textcoords="offset points",
            va="center",
            ha="left",
            color=look.colour[labels[place].colour],
            fontsize=size,
            fontweight="bold" if labels[place].strong else "normal",
            annotation_clip=False,
        )


def interval(axes: Axes, at: tuple[float, float, float], *, colour: str, heavy: bool = False) -> None:
    """Draw a horizontal interval ``(low, high, height)``."""
    low, high, height = at
    if math.isfinite(low) and math.isfinite(high):
        width = theme().figure["line"] * (1.6 if heavy else 1.0)
        axes.plot([low, high], [height, height], color=colour, linewidth=width, solid_capstyle="butt", zorder=2)


def named_above(axes: Axes, across: float, text: str, colour: str) -> None:
    """Write what a vertical line stands for above it, leaning inwards near an edge."""
    look = theme()
    low, high = axes.get_xlim()
    share = (across - low) / (high - low)
    side = "left" if share < NEAR_EDGE else "right" if share > 1 - NEAR_EDGE else "center"
    axes.annotate(
        text,
        (across, 1.0),
        xycoords=axes.get_xaxis_transform(),
        xytext=({"left": -4, "center": 0, "right": 4}[side], 5),
        textcoords="offset points",
        ha=side,
        va="bottom",
        fontsize=look.size("label"),
        color=look.colour[colour],
        fontweight="bold",
        annotation_clip=False,
    )


def with_ends(estimate: float, low: float, high: float, decimals: int = 2) -> str:
    """Return a number with its range: ``+0.18 (−0.02 to +0.37)``; alone where no range is known."""
    if not (math.isfinite(low) and math.isfinite(high)):
        return signed(estimate, decimals)
    return f"{signed(estimate, decimals)} ({signed(low, decimals)} to {signed(high, decimals)})"


def signed(value: float, decimals: int) -> str:
    """Return a number for an axis, with its sign and no more decimals than it needs."""
    rounded = round(value, decimals)
    text = f"{abs(rounded):.{decimals}f}"
    return f"{MINUS}{text}" if rounded < 0 else (f"+{text}" if rounded > 0 else "0")


def name_years(axes: Axes, years: Sequence[int], roles: Mapping[int, str], *, narrow: bool = False) -> None:
    """Write each year below the axis with its role, smaller where there are many, on two lines where room is short."""
    look = theme()
    if narrow:
        across = axes.get_window_extent().width / axes.figure.dpi
        wide = across >= ROOM_OF_YEAR * len(years)
        room = 5 if len(years) > MANY_YEARS else 8
        names = [academic_year(year) if wide else f"{year - 1}\n/{year % 100:02d}" for year in years]
        roled = [wrapped(roles.get(year, ""), room) for year in years]
        short = [f"{name}\n{role}".rstrip() for name, role in zip(names, roled, strict=True)]
        axes.set_xticks(list(years), short, color=look.colour["text"], fontsize=look.size("small"))
        return
    many = len(years) > MANY_YEARS
    names = [f"{academic_year(year)}\n{wrapped(roles.get(year, ''), 14 if many else 20)}".rstrip() for year in years]
    size = look.size("small" if many else "label")
    axes.set_xticks(list(years), names, color=look.colour["text"], fontsize=size)


def mark_missing(axes: Axes, every: Sequence[int], known: Collection[int]) -> None:
    """Draw years without results as missing: shaded, and said so."""
    look = theme()
    for year in (year for year in every if year not in known):
        axes.axvspan(year - 0.4, year + 0.4, facecolor=look.colour["band"], zorder=0)
        axes.text(
            year,
            0.5,
            "no results",
            transform=axes.get_xaxis_transform(),
            rotation=90,
            va="center",
            ha="center",
            color=look.colour["muted"],
            fontsize=look.size("small"),
        )


def wrapped(text: str, letters: int) -> str:
    """Return a label on as many lines as it needs."""
    kept_together = re.sub(r"(Key) (Stage) (?=\d)", "\\1\N{NO-BREAK SPACE}\\2\N{NO-BREAK SPACE}", text)
    return "\n".join(textwrap.wrap(kept_together, letters, break_long_words=False))


def _rising(values: Sequence[float]) -> list[float]:
    """Return values moved as little as needed so that none lies below the one before it."""
    pools: list[list[float]] = []
    for value in values:
        pools.append([value])
        while len(pools) > 1 and fmean(pools[-2]) > fmean(pools[-1]):
            pools[-2:] = [pools[-2] + pools[-1]]
    return [fmean(pool) for pool in pools for _ in pool]


def _bottom(group: Sequence[int], positions: Sequence[float], distance: float) -> float:
    centre = sum(positions[place] for place in group) / len(group)
    return centre - distance * (len(group) - 1) / 2


def _top(group: Sequence[int], positions: Sequence[float], distance: float) -> float:
    return _bottom(group, positions, distance) + distance * (len(group) - 1)
