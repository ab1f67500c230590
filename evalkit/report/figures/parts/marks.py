"""Marks that several figures share: labels kept apart, intervals, a line at nought."""

from __future__ import annotations

import math
import re
import textwrap
from collections.abc import Mapping, Sequence

from matplotlib.axes import Axes

from evalkit.core.quantity import MINUS
from evalkit.core.years import academic_year
from evalkit.report.theme import theme

MANY_YEARS = 5


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


def interval(axes: Axes, at: tuple[float, float, float], *, colour: str, heavy: bool = False) -> None:
    """Draw a horizontal interval ``(low, high, height)``."""
    low, high, height = at
    if math.isfinite(low) and math.isfinite(high):
        width = theme().figure["line"] * (1.6 if heavy else 1.0)
        axes.plot([low, high], [height, height], color=colour, linewidth=width, solid_capstyle="butt", zorder=2)


def signed(value: float, decimals: int) -> str:
    """Return a number for an axis, with its sign and no more decimals than it needs."""
    rounded = round(value, decimals)
    text = f"{abs(rounded):.{decimals}f}"
    return f"{MINUS}{text}" if rounded < 0 else (f"+{text}" if rounded > 0 else "0")


def name_years(axes: Axes, years: Sequence[int], roles: Mapping[int, str]) -> None:
    """Write each year below the axis with its role, smaller where there are many."""
    look = theme()
    many = len(years) > MANY_YEARS
    names = [f"{academic_year(year)}\n{wrapped(roles.get(year, ''), 13 if many else 18)}" for year in years]
    size = look.size("small" if many else "label")
    axes.set_xticks(list(years), names, color=look.colour["text"], fontsize=size)


def wrapped(text: str, letters: int) -> str:
    """Return a label on as many lines as it needs."""
    kept_together = re.sub(r"(Key) (Stage) (?=\d)", "\\1\N{NO-BREAK SPACE}\\2\N{NO-BREAK SPACE}", text)
    return "\n".join(textwrap.wrap(kept_together, letters))


def _bottom(group: Sequence[int], positions: Sequence[float], distance: float) -> float:
    centre = sum(positions[place] for place in group) / len(group)
    return centre - distance * (len(group) - 1) / 2


def _top(group: Sequence[int], positions: Sequence[float], distance: float) -> float:
    return _bottom(group, positions, distance) + distance * (len(group) - 1)
