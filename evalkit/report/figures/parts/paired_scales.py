"""Two times on one scale: a hollow mark for the first, a full one for the last, schools as thin lines below."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import pairwise

import pandas as pd
from matplotlib.axes import Axes

from evalkit.records.delivery.survey_scales import MeasuredScale
from evalkit.report.block import Block
from evalkit.report.figures.parts.canvas import NARROW, WIDE, Canvas, FigureHeading
from evalkit.report.figures.parts.marks import signed, with_ends, wrapped
from evalkit.report.figures.parts.rows import NamedRow, NamedRows, letters
from evalkit.report.sentences.parts.scale_words import STEP, has_range, told
from evalkit.report.theme import theme
from evalkit.report.words import Words

# Inches: of the pair itself, of the line of one school, of all schools together at most, and of the scale below.
PAIR, LINE, ALL_LINES, BOTTOM = 0.34, 0.075, 0.55, 0.62
# Room for a change with its range, and without.
WITH_RANGE, ALONE = 2.15, 0.75


def paired_scales(
    identifier: str, title: str, scales: Sequence[MeasuredScale], words: Words, *, source: str = ""
) -> Block:
    """Return the figure of scales that have a change, one row each, on their declared ends.

    Parameters
    ----------
    identifier, title : str
        Id of the block, and its message.
    scales : sequence of MeasuredScale
        With a change each; those with other ends than the first are left to the table.
    words : Words
        Through which numbers are quoted.
    source : str
        What must be known of how they were asked.
    """
    shown = [scale for scale in scales if (scale.low, scale.high) == (scales[0].low, scales[0].high)]
    heading = FigureHeading(title, _subtitle(shown), source)
    canvas, phone = _drawn(heading, shown), partial(_drawn, heading, shown, NARROW)
    alt = (
        f"Dot plot of means the first and the last time on a scale from {scales[0].low:g} to {scales[0].high:g}: "
        f"{'; '.join(told(words, scale) for scale in shown)}."
    )
    words.repeat("ends of the scale", f"{scales[0].low:g} {scales[0].high:g}")
    words.repeat("subtitle", canvas.heading.subtitle)
    rows = [
        {"scale": scale.name, "school": "all", "people": scale.matched, "first": scale.first, "last": scale.last}
        for scale in shown
    ]
    rows += [
        {"scale": scale.name, "school": dot.label, "people": dot.people, "first": dot.first, "last": dot.last}
        for scale in shown
        for dot in scale.schools
    ]
    return canvas.block(identifier, alt, pd.DataFrame(rows), words, phone=phone)


def _drawn(heading: FigureHeading, shown: Sequence[MeasuredScale], width: float = WIDE) -> Canvas:
    most = max(len(scale.schools) for scale in shown)
    lines = min(ALL_LINES, LINE * most)
    ranged = any(map(has_range, shown))
    places = NamedRows(
        [NamedRow(scale.name, _value(scale)) for scale in shown],
        width,
        names=1.85,
        values=WITH_RANGE if ranged else ALONE,
        mark=PAIR + lines,
    )
    canvas = Canvas(heading, places.depth + BOTTOM, width=width)
    axes = places.axes(canvas, BOTTOM)
    low, high = shown[0].low, shown[0].high
    axes.set_xlim(low - 0.04 * (high - low), high + 0.04 * (high - low))
    for tick in range(round(low), round(high) + 1):
        places.upright(axes, tick, colour="rule")
    for place, (scale, centre) in enumerate(zip(shown, places.centres, strict=True)):
        _pair(axes, scale, centre + lines / 2, named=place == 0)
        step = lines / max(1, len(scale.schools))
        for number, dot in enumerate(scale.schools):
            _school(axes, (dot.first, dot.last), centre + lines / 2 - PAIR / 2 - step * (number + 0.5))
    _steps(axes, shown[0], narrow=canvas.narrow)
    return canvas


def _pair(axes: Axes, scale: MeasuredScale, height: float, *, named: bool) -> None:
    look = theme()
    own, size = look.colour["programme"], look.figure["point"] + 3
    axes.plot([scale.first, scale.last], [height] * 2, color=own, linewidth=look.figure["line"], zorder=3)
    axes.plot(scale.first, height, "o", markersize=size, color=look.colour["background"], markeredgecolor=own, zorder=4)
    axes.plot(scale.last, height, "o", markersize=size, color=own, zorder=4)
    if not named:
        return
    up = scale.last >= scale.first
    for at, text, right in ((scale.first, scale.waves[0].wave, not up), (scale.last, scale.waves[-1].wave, up)):
        axes.annotate(
            text,
            (at, height),
            xytext=(9 if right else -9, 0),
            textcoords="offset points",
            ha="left" if right else "right",
            va="center",
            color=own,
            fontsize=look.size("small"),
        )


def _school(axes: Axes, ends: tuple[float, float], height: float) -> None:
    look = theme()
    colour = look.colour["comparison"]
    axes.plot(ends, [height] * 2, color=colour, linewidth=look.figure["thin"], zorder=2)
    axes.plot(ends[1], height, "o", markersize=look.figure["point"] / 2.4, color=colour, zorder=2)


def _steps(axes: Axes, scale: MeasuredScale, *, narrow: bool) -> None:
    """Write the words of the steps below the scale; on a phone those of its ends and middle."""
    look, ticks = theme(), list(range(round(scale.low), round(scale.high) + 1))
    words = list(scale.worded) if len(scale.worded) == len(ticks) else [f"{tick:g}" for tick in ticks]
    across = axes.get_window_extent().width / axes.figure.dpi
    keep = [0, len(ticks) - 1] if narrow else list(range(len(ticks)))
    apart = min((after - before for before, after in pairwise(keep)), default=1)
    room = max(6, letters(across * apart / max(1, len(ticks) - 1), "small") - 1)
    names = [wrapped(words[place], min(room, 13)) for place in keep]
    axes.set_xticks([ticks[place] for place in keep], names, color=look.colour["muted"], fontsize=look.size("small"))


def _value(scale: MeasuredScale) -> str:
    if scale.change is None:
        return ""
    if not has_range(scale):
        return signed(scale.change.mean, STEP.decimals)
    return with_ends(scale.change.mean, scale.change.conf_low, scale.change.conf_high, STEP.decimals)


def _subtitle(shown: Sequence[MeasuredScale]) -> str:
    numbers = "change in steps with its range" if any(map(has_range, shown)) else "change in steps"
    schools = "; thin lines: schools with ten people or more" if any(scale.schools for scale in shown) else ""
    return f"Means of those who answered twice, on the whole scale; right: {numbers}{schools}"
