"""Schools chosen in a low year, schools elsewhere that the same rule would have chosen, and all schools."""

from __future__ import annotations

from functools import partial

import pandas as pd
from matplotlib.axes import Axes

from evalkit.core.quantity import Unit
from evalkit.core.years import academic_year
from evalkit.records.check import CheckResult
from evalkit.records.shown import GainsByBaseline, YearLevel
from evalkit.report.block import Block
from evalkit.report.figures.parts.canvas import NARROW, WIDE, Canvas, FigureHeading
from evalkit.report.figures.parts.marks import EndLabel, name_ends, name_years, signed, wrapped
from evalkit.report.theme import theme
from evalkit.report.words import Words, in_unit

SIDES = ("programme", "mirrored")
STUDIED, ELSEWHERE, ALL = "schools studied", "chosen elsewhere by the same rule", "all eligible schools"
LOW = "below the mean elsewhere"


def gains_by_baseline(result: CheckResult, shown: GainsByBaseline) -> Block:
    """Two lines from before to after against the mean of all schools."""
    words = Words()
    canvas, phone = draw(result, shown, words), partial(draw, result, shown, words, NARROW)
    unit = Unit(result.unit, 2, signed=True)
    clauses = [_told(words, shown, side, unit) for side in SIDES]
    alt = (
        f"Line chart of the distance from the mean of all eligible schools by year. {'; '.join(clauses)}. "
        f"{words.repeat('check', result.asks)}"
    )
    values = pd.DataFrame(
        [
            {"group": names(shown)[side], "year": academic_year(level.year), "distance": of(level, side)}
            for side in SIDES
            for level in shown.levels
        ]
    )
    return canvas.block(f"check-{result.check.replace('_', '-')}", alt, values, words, phone=phone)


def draw(result: CheckResult, shown: GainsByBaseline, words: Words, width: float = WIDE) -> Canvas:
    """Return the drawing."""
    years = [level.year for level in shown.levels]
    subtitle = f"Distance from the mean of {words.count('all', shown.schools)} eligible schools, {result.unit}"
    source = f"School performance tables, {academic_year(years[0])} to {academic_year(years[-1])}."
    for year in (years[0], years[-1]):
        words.year(year)
    canvas = Canvas(
        FigureHeading(_message(result, shown, words), subtitle, source),
        height=3.3 if width == WIDE else 4.4,
        width=width,
    )
    right, bottom = (1.15, 0.96) if canvas.narrow else (2.05, 0.56)
    axes = canvas.axes(left=0.62, right=right, bottom=bottom, top=0.14)
    look = theme()
    axes.axhline(0, color=look.colour["muted"], linewidth=look.figure["thin"], zorder=1)
    for side, colour, marker in zip(SIDES, ("programme", "comparison"), ("o", "s"), strict=True):
        levels = [of(level, side) for level in shown.levels]
        axes.plot(years, levels, color=look.colour[colour], linewidth=look.figure["line"], zorder=3)
        axes.plot(
            years,
            levels,
            marker,
            color=look.colour[colour],
            markersize=look.figure["point"] + (side == "programme"),
            markeredgecolor=look.colour["background"],
            zorder=4,
        )
    _finish(axes, shown, years, narrow=canvas.narrow)
    return canvas


def names(shown: GainsByBaseline) -> dict[str, str]:
    """Return who each line stands for."""
    return {"programme": STUDIED, "mirrored": LOW if shown.chosen_in is None else ELSEWHERE}


def of(level: YearLevel, side: str) -> float:
    """Return how far one side lay from the mean of all schools."""
    return level.programme if side == "programme" else level.mirrored


def _message(result: CheckResult, shown: GainsByBaseline, words: Words) -> str:
    unit, first = Unit(result.unit, 2), shown.rows[0]
    expected, naive = first.expected, first.naive
    if shown.chosen_in is None:
        moved = "rose" if expected >= 0.0 else "fell"
        by = words.size("expected", expected, unit)
        return f"Schools elsewhere that stood below the mean {moved} by {by} without the programme"
    if 0.0 < expected < naive and round(expected, unit.decimals) > 0.0:
        rise = words.bare("naive", naive, unit)
        by = words.bare("expected", expected, unit)
        return f"Schools elsewhere chosen by the same rule rose by {by} without the programme, these by {rise}"
    seen = in_unit(words.number("expected", expected, unit.difference()), abs(expected), unit)
    return f"Schools elsewhere that the same rule would have chosen changed by {seen} without the programme"


def _finish(axes: Axes, shown: GainsByBaseline, years: list[int], *, narrow: bool) -> None:
    low, high = axes.get_ylim()
    room = 0.12 * (high - low)
    axes.set_ylim(min(low, 0.0) - room, max(high, 0.0) + room)
    start = _before(shown, years)
    roles = {start: "schools chosen" if shown.chosen_in == start else "before"}
    name_years(axes, range(years[0], years[-1] + 1), {**roles, years[-1]: "year asked about"}, narrow=narrow)
    axes.set_xlim(years[0] - 0.2, years[-1] + 0.1)
    axes.yaxis.set_major_formatter(lambda value, _: signed(value, 2))
    axes.locator_params(axis="y", nbins=5)
    before = next(level for level in shown.levels if level.year == start)
    ends = {**{side: of(shown.levels[-1], side) for side in SIDES}, "all": 0.0}
    moved = {side: signed(ends[side] - of(before, side), 2) for side in SIDES}
    counts, start_year = _counts(shown), academic_year(start)
    room = 11 if narrow else 24
    texts = {
        side: "\n".join(
            (wrapped(f"{counts[side]:,.0f} {name}", room), wrapped(f"{moved[side]} since {start_year}", room))
        )
        for side, name in names(shown).items()
    }
    texts["all"] = wrapped(ALL, room)
    colours = {"programme": "programme", "mirrored": "comparison", "all": "muted"}
    name_ends(
        axes, [EndLabel(end, texts[side], colours[side], strong=side == "programme") for side, end in ends.items()]
    )


def _before(shown: GainsByBaseline, years: list[int]) -> int:
    """Return the latest year before the start, which stands in the first row."""
    return next((year for year in years if academic_year(year) == shown.rows[0].label), years[0])


def _counts(shown: GainsByBaseline) -> dict[str, int]:
    return {"programme": shown.programme_schools, "mirrored": shown.mirrored_schools}


def _told(words: Words, shown: GainsByBaseline, side: str, unit: Unit) -> str:
    levels = [
        f"{words.year(level.year)} {words.number(f'{side} {level.year}', of(level, side), unit)}"
        for level in shown.levels
    ]
    count = words.count(f"{side} schools", _counts(shown)[side])
    return f"{count} {names(shown)[side]}: {', '.join(levels)} {unit.name}"
