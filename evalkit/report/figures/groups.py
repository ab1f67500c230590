"""Groups of pupils of a whole authority: year by year beside similar authorities, and all differences together."""

from __future__ import annotations

import math
from functools import partial
from itertools import pairwise

import pandas as pd
from matplotlib.axes import Axes

from evalkit.core.quantity import GRADES
from evalkit.core.years import academic_year
from evalkit.findings.groups import GroupAnswer, Groups
from evalkit.records.description import TrendPoint
from evalkit.report.block import Block
from evalkit.report.figures.parts.canvas import MARGIN, NARROW, WIDE, Canvas, FigureHeading
from evalkit.report.figures.parts.marks import interval as interval_mark
from evalkit.report.figures.parts.marks import kept_apart, signed, with_ends, wrapped
from evalkit.report.figures.parts.rows import NamedRow, NamedRows
from evalkit.report.sentences.groups import titled, whose
from evalkit.report.sentences.parts.estimate_words import Untold, read
from evalkit.report.theme import theme
from evalkit.report.words import Words, listed, opened

# Where no question is about an authority there is nothing to draw, and the sentences say why.
NOTHING = ""
SOURCE = "Key Stage 4 results of local authorities, {} to {}."
LINES = {"programme": "o", "comparison": "s"}
# Inches: the key above the small pictures, a picture with its words, and what stands below a scale.
KEY, PANEL, PHONE_PANEL, BOTTOM = 0.26, 3.0, 2.2, 0.7
# So many small pictures can be read side by side.
PANELS = 3
# Labels closer than this share of the axis would write over each other.
CLOSEST = 0.105


def years(result: Groups) -> Block:
    """Small pictures side by side: each group's progress in the authority, and in those most like it."""
    words = Words()
    shown = [one for one in _in_grades(result) if len(one.trends.baseline) == 1][:PANELS]
    if not shown:
        return words.block("groups-years", NOTHING)
    every = sorted({point.year for one in shown for point in one.trends.points})
    canvas, phone = _small_pictures(shown, every, words, WIDE), partial(_small_pictures, shown, every, words, NARROW)
    values = pd.DataFrame(
        [
            {"group": titled(one), "where": point.group, "year": academic_year(point.year), "mean": point.mean}
            for one in shown
            for point in one.trends.points
        ]
    )
    told = " ".join(_told(words, one) for one in shown)
    alt = f"Line charts side by side, by year, of progress over all subjects in grades. {told}"
    return canvas.block("groups-years", alt, values, words, tuple(one.finding.id for one in shown), phone=phone)


def differences(result: Groups) -> Block:
    """One line for each group: the difference from comparison authorities with its interval, in grades."""
    words = Words()
    shown = _in_grades(result)
    if not shown:
        return words.block("groups-differences", NOTHING)
    ends = [_interval(one) for one in shown]
    canvas, phone = _all_differences(shown, words, WIDE), partial(_all_differences, shown, words, NARROW)
    groups = [whose(one) for one in shown]
    values = pd.DataFrame(ends, columns=["estimate", "conf_low", "conf_high"])
    values.insert(0, "group", groups)
    told = " ".join(_interval_told(words, one) for one in shown)
    alt = f"Interval chart of differences from comparison authorities, in grades. {told}"
    return canvas.block("groups-differences", alt, values, words, tuple(one.finding.id for one in shown), phone=phone)


def _small_pictures(shown: list[GroupAnswer], every: list[int], words: Words, width: float) -> Canvas:
    """Return a picture for each group, side by side or on a phone one above the other, on one scale."""
    similar = words.count("similar", shown[0].finding.estimate.counts.units_comparison)
    heading = FigureHeading(
        _message(words, shown),
        "Progress over all subjects in grades",
        SOURCE.format(academic_year(every[0]), academic_year(every[-1])),
    )
    means = [point.mean for one in shown for point in one.trends.points]
    room = 0.12 * (max(means) - min(means)) + 0.02
    count, stacked = len(shown), width < WIDE
    canvas = Canvas(heading, KEY + (count * PHONE_PANEL if stacked else PANEL), width=width)
    across = width if stacked else width / count
    for place, one in enumerate(shown):
        below, beside = ((count - 1 - place) * PHONE_PANEL, 0) if stacked else (0.0, place)
        top = KEY + 0.34 + (place * PHONE_PANEL if stacked else 0.0)
        axes = canvas.axes(beside * across + 0.5, width - (beside + 1) * across + 0.56, 0.5 + below, top)
        _panel(axes, one, every, (min(means) - room, max(means) + room))
    _key(canvas, f"the mean of the {similar} most like it")
    return canvas


def _key(canvas: Canvas, alike: str) -> None:
    """Name both lines once above the pictures, each in its colour and with its mark."""
    look, axes = theme(), canvas.axes(left=MARGIN, right=MARGIN, bottom=canvas.height - KEY, top=0.0)
    axes.set_axis_off()
    axes.set(xlim=(0, canvas.width - 2 * MARGIN), ylim=(0, 1))
    for across, text, group in ((0.06, "the authority", "programme"), (1.3, alike, "comparison")):
        axes.plot(across, 0.5, LINES[group], color=look.colour[group], markersize=look.figure["point"])
        axes.text(across + 0.1, 0.5, text, va="center", color=look.colour[group], fontsize=look.size("small"))


def _all_differences(shown: list[GroupAnswer], words: Words, width: float) -> Canvas:
    """Return every group's interval on one scale, with its numbers."""
    look, ends = theme(), [_interval(one) for one in shown]
    heading = FigureHeading(
        _sides(shown),
        "Difference from comparison authorities in the change of progress over all subjects, in grades"
        f"{_bars(words, shown)}",
    )
    rows = [
        NamedRow(
            whose(one),
            with_ends(*three) if math.isfinite(three[1]) else f"{signed(three[0], 2)}, no range",
            strong=True,
            colour="programme",
        )
        for one, three in zip(shown, ends, strict=True)
    ]
    places = NamedRows(rows, width, names=1.9, values=2.15)
    canvas = Canvas(heading, places.depth + BOTTOM, width=width)
    axes = places.axes(canvas, BOTTOM)
    for (estimate, low, high), height in zip(ends, places.centres, strict=True):
        interval_mark(axes, (low, high, height), colour=look.colour["programme"], heavy=True)
        axes.plot(estimate, height, "o", markersize=look.figure["point"] + 3, color=look.colour["programme"])
    places.upright(axes, 0.0)
    _nought(axes, [value for three in ends for value in three], narrow=canvas.narrow)
    return canvas


def _bars(words: Words, shown: list[GroupAnswer]) -> str:
    """Return at which levels the bars are drawn; nothing where none is."""
    levels = sorted({sure.conf_level for one in shown if (sure := read(one.finding).inference) is not None})
    told = listed(words.percent("confidence level", level) for level in levels)
    return f"; bars are {told} intervals" if levels else ""


def _interval(one: GroupAnswer) -> tuple[float, float, float]:
    estimate, sure = one.finding.estimate, read(one.finding).inference
    low, high = (sure.conf_low, sure.conf_high) if sure else (math.nan, math.nan)
    return estimate.estimate, low, high


def _in_grades(result: Groups) -> list[GroupAnswer]:
    return [one for one in result.answers if one.finding.estimate.unit.name == GRADES.name]


def _panel(axes: Axes, one: GroupAnswer, every: list[int], span: tuple[float, float]) -> None:
    look = theme()
    axes.set_ylim(*span)
    axes.set_xlim(every[0] - 0.3, every[-1] + 0.3)
    axes.set_xticks(every, [f"{year - 1}\n/{year % 100:02d}" for year in every], fontsize=look.size("small"))
    axes.yaxis.set_major_formatter(lambda value, _: signed(value, 1))
    axes.locator_params(axis="y", nbins=5)
    axes.tick_params(axis="y", labelsize=look.size("small"))
    axes.axhline(0, color=look.colour["rule"], linewidth=look.figure["thin"], zorder=1)
    title = wrapped(opened(one.finding.estimate.estimand.population), 22)
    axes.set_title(title, fontsize=look.size("label"), fontweight="bold", color=look.colour["text"], loc="left")
    ends = {group: points[-1] for group in LINES if (points := _line(axes, one, group))}
    heights = kept_apart([point.mean for point in ends.values()], CLOSEST * (span[1] - span[0]))
    for (group, point), height in zip(ends.items(), heights, strict=True):
        axes.annotate(
            signed(point.mean, 2),
            (every[-1] + 0.3, height),
            xytext=(2, 0),
            textcoords="offset points",
            ha="left",
            va="center",
            fontsize=look.size("small"),
            color=look.colour[group],
            fontweight="bold" if group == "programme" else "normal",
            annotation_clip=False,
        )


def _line(axes: Axes, one: GroupAnswer, group: str) -> list[TrendPoint]:
    """Draw one side year by year, with a gap where a year has no results, and return its points."""
    look = theme()
    points = sorted((point for point in one.trends.points if point.group == group), key=lambda point: point.year)
    for before, after in pairwise(points):
        if after.year == before.year + 1:
            ends = [before.year, after.year], [before.mean, after.mean]
            axes.plot(*ends, color=look.colour[group], linewidth=look.figure["line"], zorder=3)
    axes.plot(
        [point.year for point in points],
        [point.mean for point in points],
        LINES[group],
        color=look.colour[group],
        markersize=look.figure["point"],
        markeredgecolor=look.colour["background"],
        zorder=4,
    )
    return points


def _nought(axes: Axes, values: list[float], *, narrow: bool) -> None:
    look = theme()
    reach = 1.12 * max([abs(value) for value in values if math.isfinite(value)] or [0.1])
    axes.set_xlim(-reach, reach)
    axes.xaxis.set_major_formatter(lambda value, _: signed(value, 1))
    axes.locator_params(axis="x", nbins=5 if narrow else 6)
    axes.set_xlabel(
        "fell more than  |  rose more than\ncomparison authorities",
        color=look.colour["muted"],
        fontsize=look.size("small"),
    )


def _message(words: Words, shown: list[GroupAnswer]) -> str:
    said = []
    for one in shown:
        start, end = _ends(one, "programme")
        change = end - start
        by = words.number("change", change, GRADES.difference())
        said.append(f"{by} for {one.finding.estimate.estimand.population}")
    when = f"from {words.years(shown[0].trends.baseline)} to {words.year(shown[0].trends.cohort)}"
    return f"Change in the authority {when}, in grades: {listed(said)}"


def _sides(shown: list[GroupAnswer]) -> str:
    readings = [read(one.finding) for one in shown]
    apart = [one for one, reading in zip(shown, readings, strict=True) if reading.direction]
    if not apart and any(reading.withheld for reading in readings):
        return "For no group can a rise be told from a fall once all questions are counted in"
    if not apart and all(reading.untold is Untold.HOLDS_NOUGHT for reading in readings):
        return "For no group can a rise be told from a fall: both fit the results"
    if not apart:
        return "For no group can a rise be told from a fall"
    told = [f"{one.finding.estimate.estimand.population} ({_way(one)})" for one in apart]
    return f"The results point one way for {listed(told)}, if the comparison is fair"


def _way(one: GroupAnswer) -> str:
    return "a rise" if read(one.finding).direction == "up" else "a fall"


def _told(words: Words, one: GroupAnswer) -> str:
    parts = []
    for group, where in (("programme", "in the authority"), ("comparison", "in those most like it")):
        start, end = _ends(one, group)
        parts.append(f"from {words.number('before', start, GRADES)} to {words.number('after', end, GRADES)} {where}")
    return f"{opened(one.finding.estimate.estimand.population)}: {listed(parts)}."


def _interval_told(words: Words, one: GroupAnswer) -> str:
    unit, sure = GRADES.difference(), read(one.finding).inference
    shown = words.number("estimate", one.finding.estimate.estimate, unit)
    if sure is None:
        return f"{whose(one)}: {shown}, no interval."
    low, high = words.number("low", sure.conf_low, unit), words.number("high", sure.conf_high, unit)
    return f"{whose(one)}: {shown}, interval from {low} to {high}."


def _ends(one: GroupAnswer, group: str) -> tuple[float, float]:
    means = {point.year: point.mean for point in one.trends.points if point.group == group}
    before = [means[year] for year in one.trends.baseline if year in means]
    return (sum(before) / len(before) if before else math.nan), means.get(one.trends.cohort, math.nan)
