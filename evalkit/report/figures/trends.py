"""What happened on both sides, year by year."""

from __future__ import annotations

from functools import partial
from itertools import pairwise

import pandas as pd
from matplotlib.axes import Axes

from evalkit.core.years import academic_year
from evalkit.records.description import TrendPoint, Trends
from evalkit.report.block import Block
from evalkit.report.figures.parts.canvas import NARROW, WIDE, Canvas, FigureHeading
from evalkit.report.figures.parts.marks import EndLabel, mark_missing, name_ends, name_years, signed, wrapped
from evalkit.report.sentences.parts.estimate_words import KINDS, side_of
from evalkit.report.theme import theme
from evalkit.report.words import Words, brief, listed, opened, unit_heading

OFFSET = {"programme": 0.03, "comparison": -0.03}


def trends(result: Trends) -> Block:
    """Two lines with the spread of their means; the baseline and the year asked about are named below."""
    words = Words()
    canvas, phone = draw(result, words), partial(draw, result, words, NARROW)
    clauses = [_told(words, result, group) for group in _groups(result)]
    alt = (
        f"Line chart of mean {result.outcome} by year with intervals. {'; '.join(clauses)}. "
        f"Baseline {words.years(result.baseline)}, year asked about {words.year(result.cohort)}."
    )
    values = pd.DataFrame(
        [
            {
                "group": side_of(result.kind, point.group, point.units),
                "year": academic_year(point.year),
                "mean": point.mean,
                "conf_low": point.conf_low,
                "conf_high": point.conf_high,
                f"{KINDS[result.kind].many}": point.units,
            }
            for point in result.points
        ]
    )
    return canvas.block("trends", alt, values, words, phone=phone)


def draw(result: Trends, words: Words, width: float = WIDE) -> Canvas:
    """Return the drawing."""
    moves = [_moved(words, result, group) for group in _groups(result)]
    years = sorted({point.year for point in result.points})
    canvas = Canvas(
        FigureHeading(
            opened(f"{brief(result.outcome)} {_together(moves)}"),
            f"Mean in {unit_heading(result.unit)}; vertical lines are 95 per cent intervals of each mean",
            f"School performance tables, {academic_year(years[0])} to {academic_year(years[-1])}. "
            "Schools that have every year shown.",
        ),
        height=3.4,
        width=width,
    )
    words.repeat("level", "95")
    right, bottom = (1.1, 0.96) if canvas.narrow else (2.02, 0.56)
    axes = canvas.axes(left=0.62, right=right, bottom=bottom, top=0.12)
    for group in _groups(result):
        _line(axes, _of(result, group), group)
    _years(axes, result, years, narrow=canvas.narrow)
    _end_labels(axes, result, narrow=canvas.narrow)
    return canvas


def _line(axes: Axes, points: list[TrendPoint], group: str) -> None:
    look = theme()
    colour = look.colour[group]
    strong = group == "programme"
    for before, after in pairwise(points):
        # A year without results is a gap, not a straight line.
        if after.year == before.year + 1:
            ends = [before.year + OFFSET[group], after.year + OFFSET[group]]
            axes.plot(ends, [before.mean, after.mean], color=colour, linewidth=look.figure["line"], zorder=3)
    for point in points:
        across = point.year + OFFSET[group]
        axes.plot(
            [across] * 2,
            [point.conf_low, point.conf_high],
            color=colour,
            linewidth=look.figure["line"] / 2,
            alpha=0.55,
            zorder=2,
        )
        axes.plot(
            across,
            point.mean,
            marker="o" if strong else "s",
            markersize=look.figure["point"] + strong,
            color=colour,
            markeredgecolor=look.colour["background"],
            zorder=4,
        )


def _years(axes: Axes, result: Trends, years: list[int], *, narrow: bool) -> None:
    look = theme()
    roles = {**dict.fromkeys(result.baseline, "before"), result.cohort: "year asked about"}
    every = range(years[0], years[-1] + 1)
    name_years(axes, every, roles, narrow=narrow)
    axes.set_xlim(years[0] - 0.25, years[-1] + 0.1)
    low, high = axes.get_ylim()
    if low <= 0 <= high:
        axes.axhline(0, color=look.colour["rule"], linewidth=look.figure["thin"], zorder=1)
    axes.yaxis.set_major_formatter(lambda value, _: signed(value, result.unit.decimals))
    axes.locator_params(axis="y", nbins=5)
    mark_missing(axes, every, years)


def _end_labels(axes: Axes, result: Trends, *, narrow: bool) -> None:
    ends = {group: _of(result, group)[-1] for group in _groups(result)}
    room = 11 if narrow else 24
    labels = [
        EndLabel(
            end.mean,
            f"{wrapped(f'{end.units} {side_of(result.kind, group, end.units)}', room)}\n"
            f"{signed(end.mean, result.unit.decimals)}",
            group,
            strong=group == "programme",
        )
        for group, end in ends.items()
    ]
    name_ends(axes, labels)


def _moved(words: Words, result: Trends, group: str) -> str:
    start, end, units = _ends(result, group)
    where = f"in the {words.count(f'{group} units', units)} {side_of(result.kind, group, units)}"
    if start is None or end is None:
        return f"is not known {where}"
    change = end - start
    if round(change, result.unit.decimals) == 0:
        return f"stayed level {where}"
    return f"{'rose' if change > 0 else 'fell'} by {words.size(f'{group} change', change, result.unit)} {where}"


def _together(moves: list[str]) -> str:
    """Say a verb once where both sides moved the same way."""
    verbs = {move.split(" ", 1)[0] for move in moves}
    if len(moves) == 2 and len(verbs) == 1:
        return f"{moves[0]} and {moves[1].split(' ', 1)[1]}"
    return listed(moves)


def _told(words: Words, result: Trends, group: str) -> str:
    start, end, units = _ends(result, group)
    who = f"{words.count(f'{group} units', units)} {side_of(result.kind, group, units)}"
    if start is None or end is None:
        return f"{who}: not known"
    unit = result.unit
    first, last = words.number(f"{group} baseline", start, unit), words.number(f"{group} cohort", end, unit)
    return f"{who}: from {first} to {last} {unit_heading(unit)}"


def _ends(result: Trends, group: str) -> tuple[float | None, float | None, int]:
    points = _of(result, group)
    before = [point.mean for point in points if point.year in result.baseline]
    after = [point.mean for point in points if point.year == result.cohort]
    return (sum(before) / len(before) if before else None, after[0] if after else None, points[-1].units)


def _groups(result: Trends) -> list[str]:
    return [group for group in OFFSET if _of(result, group)]


def _of(result: Trends, group: str) -> list[TrendPoint]:
    return sorted((point for point in result.points if point.group == group), key=lambda point: point.year)
