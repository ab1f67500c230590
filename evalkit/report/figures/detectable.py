"""The smallest difference noticed against the number of schools, one line for each number of areas."""

from __future__ import annotations

import math
from functools import partial

import pandas as pd
from matplotlib.axes import Axes

from evalkit.core.quantity import Unit
from evalkit.records.detectable import Detectable, OtherSize
from evalkit.report.benchmarks import benchmarks
from evalkit.report.block import Block
from evalkit.report.figures.parts.canvas import NARROW, WIDE, Canvas, FigureHeading
from evalkit.report.figures.parts.marks import EndLabel, name_ends, wrapped
from evalkit.report.sentences.detectable import detectable as said
from evalkit.report.sentences.detectable import heading
from evalkit.report.theme import theme
from evalkit.report.words import Words, brief, unit_heading

SHOWN_AREAS = (1, 2, 10)
MAKE = "what such programmes usually make"


def detectable(result: Detectable) -> Block:
    """Lines over schools by areas, this study as a point, the range of comparable trials shaded."""
    if result.refused:
        return said(result)
    words = Words()
    canvas, phone = draw(result, words), partial(draw, result, words, NARROW)
    unit = Unit(result.unit.name, result.unit.decimals)
    ends = [
        f"{words.count('schools', last.units)} schools in {words.count('areas', areas, 'area')}: "
        f"{words.bare('smallest', last.smallest, unit)}"
        for areas, last in _ends(result).items()
    ]
    alt = (
        f"Line chart of the smallest difference noticed by number of schools, on a scale on which "
        "each doubling takes the same room, one line for each number of areas. "
        f"{heading(result, words)}. {'; '.join(ends)} {unit_heading(unit)}.{_shaded(result, words)}"
    )
    values = pd.DataFrame(
        [{"schools": other.units, "areas": other.areas, "smallest": other.smallest} for other in result.others]
        + [{"schools": result.units, "areas": result.areas, "smallest": result.smallest}]
    )
    return canvas.block("detectable", alt, values, words, phone=phone)


def draw(result: Detectable, words: Words, width: float = WIDE) -> Canvas:
    """Return the drawing."""
    look = theme()
    subtitle = f"Smallest difference in {brief(result.outcome)} noticed four times in five, {unit_heading(result.unit)}"
    canvas = Canvas(FigureHeading(heading(result, words), subtitle), height=3.0, width=width)
    axes = canvas.axes(left=0.62, right=0.95 if canvas.narrow else 1.2, bottom=0.55, top=0.14)
    _trials(axes, result, narrow=canvas.narrow)
    for areas in _ends(result):
        line = [other for other in result.others if other.areas == areas]
        axes.plot(
            [other.units for other in line],
            [other.smallest for other in line],
            color=look.colour["comparison"],
            linewidth=look.figure["line"] / 2,
            zorder=3,
        )
    axes.plot(
        result.units,
        result.smallest,
        "o",
        color=look.colour["programme"],
        markersize=look.figure["point"] + 3,
        zorder=5,
    )
    axes.annotate(
        f"this study: {result.smallest:.{result.unit.decimals}f}",
        (result.units, result.smallest),
        xytext=(8, 6),
        textcoords="offset points",
        color=look.colour["programme"],
        fontweight="bold",
        fontsize=look.size("label"),
    )
    _finish(axes, result)
    return canvas


def _trials(axes: Axes, result: Detectable, *, narrow: bool) -> None:
    look, known = theme(), benchmarks()
    if math.isnan(result.pupil_sd):
        return
    low, high = known.low * result.pupil_sd, known.high * result.pupil_sd
    axes.axhspan(low, high, color=look.colour["band"], zorder=0)
    axes.annotate(
        wrapped(MAKE, 18 if narrow else 40),
        (0.02, (low + high) / 2),
        xycoords=axes.get_yaxis_transform(),
        va="center",
        color=look.colour["muted"],
        fontsize=look.size("label"),
    )


def _finish(axes: Axes, result: Detectable) -> None:
    look = theme()
    schools = sorted({other.units for other in result.others})
    axes.set_xscale("log")
    axes.set_xticks(schools, [str(number) for number in schools])
    axes.minorticks_off()
    axes.set_xlabel("schools with the programme", color=look.colour["muted"], fontsize=look.size("label"))
    axes.set_xlim(min(*schools, result.units) * 0.85, max(*schools, result.units) * 1.05)
    top = max(result.smallest, *(other.smallest for other in result.others))
    axes.set_ylim(0.0, top * 1.1)
    axes.yaxis.set_major_formatter(lambda value, _: f"{value:.{result.unit.decimals}f}" if value else "0")
    axes.locator_params(axis="y", nbins=6)
    areas = _ends(result).items()
    name_ends(
        axes,
        [EndLabel(end.smallest, f"in {many} {'area' if many == 1 else 'areas'}", "comparison") for many, end in areas],
    )


def _shaded(result: Detectable, words: Words) -> str:
    if math.isnan(result.pupil_sd):
        return ""
    known = benchmarks()
    unit = Unit(result.unit.name, result.unit.decimals)
    low, high = (words.bare("benchmarks", bound * result.pupil_sd, unit) for bound in (known.low, known.high))
    return f" Shaded: what such programmes usually make, {low} to {high} {unit_heading(unit)}."


def _ends(result: Detectable) -> dict[int, OtherSize]:
    """Return the largest size of each line that has at least two."""
    found: dict[int, list[OtherSize]] = {}
    for other in result.others:
        found.setdefault(other.areas, []).append(other)
    return {areas: line[-1] for areas, line in found.items() if len(line) > 1 and areas in SHOWN_AREAS}
