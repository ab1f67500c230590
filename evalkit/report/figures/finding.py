"""A finding as a picture: its interval, and where it stands among areas without the programme."""

from __future__ import annotations

import math
from functools import partial, singledispatch

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from evalkit.core.quantity import GRADES, Unit
from evalkit.findings.finding import Finding
from evalkit.records.details import Detail, PlaceboAreas, PlaceboSets
from evalkit.records.estimate import Estimate, Inference
from evalkit.records.standing import LessRise
from evalkit.report.block import Block
from evalkit.report.figures.benchmarks import benchmarks as benchmarks
from evalkit.report.figures.front_picture import front_picture
from evalkit.report.figures.parts.canvas import NARROW, WIDE, Canvas, FigureHeading
from evalkit.report.figures.parts.marks import interval as interval_mark
from evalkit.report.figures.parts.marks import kept_apart, named_above, signed, with_ends, wrapped
from evalkit.report.figures.parts.rows import letters, tall
from evalkit.report.figures.robustness import robustness as robustness
from evalkit.report.sentences.parts.ends_words import other_ends
from evalkit.report.sentences.parts.estimate_words import AUTHORITIES, Kind, Reading, kind_of, read, read_estimate
from evalkit.report.sentences.parts.several_words import one_of
from evalkit.report.theme import theme
from evalkit.report.words import Words, brief, opened, unit_heading, way

TENTH = 0.1
# Inches from the top to the bar, and from it to the bar of the other answer.
FIRST, SECOND = 0.45, 0.3
# Marks closer than this share of the axis would write over each other.
CLOSEST_MARK = 0.08
HALF_STACK = 0.5
# Columns of dots that have room beside each other.
COLUMNS, PHONE_COLUMNS = 44, 26


def interval(finding: Finding) -> Block:
    """The interval on its own scale, with 0 and one tenth of a grade marked."""
    return _interval(finding.estimate, f"{finding.id}-interval", read(finding), finding)


def front(finding: Finding) -> Block:
    """The picture of the front page, with a second drawing for a narrow page."""
    return front_picture(finding)


def estimate(result: Estimate) -> Block:
    """The interval of an estimate that belongs to no study."""
    return _interval(result, "estimate-interval", read_estimate(result), None)


def placebo(finding: Finding) -> Block:
    """What was put in the place of the schools studied, as dots, and these schools among them.

    One dot for each area without the programme, or a hundred dots for all sets of schools inside such areas.
    """
    for one in finding.estimate.inferences:
        for shown in one.details:
            drawn = picture(shown, finding, one)
            if drawn is not None:
                return drawn
    sure = read_estimate(finding.estimate).inference
    by = f": certainty was judged by {way(sure.name)}" if sure else ""
    return Words().block(
        f"{finding.id}-placebo", f"No areas without the programme were put in its place here{by}.", (finding.id,)
    )


@singledispatch
def picture(shown: Detail, finding: Finding, sure: Inference) -> Block | None:
    """Return the drawing of what an inference put in the programme's place; None for a kind that put nothing there."""
    return None


@picture.register
def _(shown: PlaceboAreas, finding: Finding, sure: Inference) -> Block:
    words = Words()
    values, result = placebos(shown, sure.std_error), finding.estimate
    kind = kind_of(result)
    one, many = (kind.one, kind.many) if kind is AUTHORITIES else ("area", "areas")
    far, unit = _as_far(result, values, sure), result.unit.difference()
    heading = FigureHeading(
        f"{words.count('as far from 0', far)} of {words.count('placebo areas', len(values))} {many} without the "
        f"programme moved at least as far, up or down, as {kind.these}",
        f"Difference from {kind.like} in {unit_heading(result.unit)}; each dot is one {one} put in the place of "
        f"{_studied(kind)}, allowing for its size; those standing out lie as far from 0{_asked(words, finding)}",
    )
    canvas = draw_placebo(result, values, sure.std_error, heading)
    phone = partial(draw_placebo, result, values, sure.std_error, heading, NARROW)
    alt = (
        f"Dot plot of {words.count('placebo areas', len(values), one, many)} without the programme, each "
        "put in its place. As drawn, allowing for the size of each, they run from "
        f"{words.number('lowest placebo', values['on_this_scale'].min(), unit)} to "
        f"{words.number('highest placebo', values['on_this_scale'].max(), unit)} {unit_heading(unit)}. "
        f"{opened(kind.these)} {_stands(kind)} at {words.number('estimate', result.estimate, unit)}; "
        f"{words.count('as far from 0', far)} of the {many} lie at least as far from 0."
    )
    return canvas.block(f"{finding.id}-placebo", alt, values, words, (finding.id,), phone=phone)


@picture.register
def _(shown: PlaceboSets, finding: Finding, sure: Inference) -> Block:
    """Return a hundred dots that stand for all sets alike: how many lie as far out can be counted."""
    words, result, unit = Words(), finding.estimate, finding.estimate.unit.difference()
    values = pd.DataFrame({"standardised": shown.hundredths})
    values["on_this_scale"] = values["standardised"] * sure.std_error
    far, total = _as_far(result, values, sure), len(values)
    size = words.count("schools in a set", shown.size, "school")
    areas = words.count("placebo areas", len(shown.table), "area")
    heading = FigureHeading(
        f"About {words.count('as far from 0', far)} of every {words.count('dots', total)} sets of {size} elsewhere "
        "moved at least as far, up or down, as these",
        f"Difference from comparison schools in {unit_heading(result.unit)}; sets of {size} inside one of {areas} "
        f"without the programme, drawn as {words.count('dots', total)} dots; those standing out lie as far from "
        f"0{_asked(words, finding)}",
    )
    canvas = draw_placebo(result, values, sure.std_error, heading)
    phone = partial(draw_placebo, result, values, sure.std_error, heading, NARROW)
    alt = (
        f"Dot plot of {words.count('dots', total)} dots that stand for sets of {size} inside one of {areas} without "
        "the programme, each put in the place of the schools studied: as drawn, each measured by its own spread, they "
        "run from "
        f"{words.number('lowest placebo', values['on_this_scale'].min(), unit)} to "
        f"{words.number('highest placebo', values['on_this_scale'].max(), unit)} {unit_heading(unit)}. The schools "
        f"studied stand at {words.number('estimate', result.estimate, unit)}; about "
        f"{words.count('as far from 0', far)} of every {words.count('dots', total)} sets lie at least as far from 0."
    )
    return canvas.block(f"{finding.id}-placebo", alt, values, words, (finding.id,), phone=phone)


def placebos(shown: PlaceboAreas, spread: float) -> pd.DataFrame:
    """Return the placebo areas on the outcome's scale, each as far out as it is in its own predicted spread."""
    table = shown.table
    return pd.DataFrame(
        {
            "area": table["area_name"],
            "schools": table["schools"],
            "estimate": table["estimate"],
            "standardised": table["standardised"],
            "on_this_scale": table["standardised"] * spread,
        }
    ).sort_values(["on_this_scale", "area"], ignore_index=True)


def draw_placebo(
    result: Estimate, values: pd.DataFrame, spread: float, heading: FigureHeading, width: float = WIDE
) -> Canvas:
    """Return the drawing of what was put in the programme's place."""
    look = theme()
    canvas = Canvas(heading, height=3.0, width=width)
    axes = canvas.axes(left=0.3, right=0.3, bottom=0.68, top=0.3)
    across = values["on_this_scale"].to_numpy(dtype=float)
    columns, heights = stacked(across, PHONE_COLUMNS if canvas.narrow else COLUMNS)
    size = min(look.figure["point"] + 1 - canvas.narrow, 135.0 / max(heights.max() + 1, 1))
    outside = np.abs(values["standardised"].to_numpy(dtype=float)) >= abs(result.estimate) / spread
    for chosen, colour in ((~outside, "faint"), (outside, "accent")):
        axes.plot(columns[chosen], heights[chosen], "o", markersize=size, color=look.colour[colour], markeredgewidth=0)
    axes.axvline(0, color=look.colour["muted"], linewidth=look.figure["thin"], zorder=0)
    axes.axvline(result.estimate, color=look.colour["programme"], linewidth=look.figure["line"], zorder=1)
    axes.plot(
        result.estimate,
        0.0,
        "D",
        markersize=size + 4,
        color=look.colour["programme"],
        markeredgecolor=look.colour["background"],
    )
    _placebo_scale(axes, result, across, heights, narrow=canvas.narrow)
    named_above(
        axes, result.estimate, f"{_these(result)}: {signed(result.estimate, result.unit.decimals)}", "programme"
    )
    return canvas


def stacked(across: np.ndarray, count: int) -> tuple[np.ndarray, np.ndarray]:
    """Return dots put in so many columns and piled from the ground, none on another."""
    reach = max(float(np.abs(across).max()), 1e-9)
    width = 2 * reach / count
    columns = np.round(across / width) * width
    heights = np.zeros(len(across))
    seen: dict[float, int] = {}
    for place, column in enumerate(columns):
        heights[place] = seen.get(float(column), 0)
        seen[float(column)] = int(heights[place]) + 1
    return columns, heights


def _placebo_scale(axes: Axes, result: Estimate, across: np.ndarray, heights: np.ndarray, *, narrow: bool) -> None:
    look = theme()
    reach = 1.1 * max(float(np.abs(across).max()), abs(result.estimate))
    axes.set_xlim(-reach, reach)
    axes.set_ylim(-HALF_STACK, max(float(heights.max()), 6.0) + 1.0)
    axes.set_yticks([])
    axes.xaxis.set_major_formatter(lambda value, _: signed(value, result.unit.decimals))
    axes.locator_params(axis="x", nbins=5 if narrow else 7)
    like = kind_of(result).like
    axes.set_xlabel(
        f"fell more than  |  rose more than\n{like}"
        if narrow
        else f"fell relative to {like}  |  rose relative to {like}",
        color=look.colour["muted"],
        fontsize=look.size("small"),
    )


def _interval(result: Estimate, identifier: str, reading: Reading, finding: Finding | None) -> Block:
    words = Words()
    sure = reading.inference
    asked = "" if finding is None else _asked(words, finding)
    canvas = draw_interval(result, reading, words, asked)
    phone = partial(draw_interval, result, reading, words, asked, NARROW)
    unit = result.unit.difference()
    shown = words.number("estimate", result.estimate, unit)
    span = "no interval can be given"
    if sure is not None:
        low, high = (
            words.number("interval low", sure.conf_low, unit),
            words.number("interval high", sure.conf_high, unit),
        )
        span = f"the {words.percent('confidence level', sure.conf_level)} interval runs from {low} to {high}"
    alt = (
        f"Interval chart of the change in {brief(result.outcome)} relative to {kind_of(result).like}, in "
        f"{unit_heading(unit)}: the best single estimate is {shown} and {span}{other_ends(words, result)}."
    )
    drawn = {
        "estimate": result.estimate,
        "conf_low": sure.conf_low if sure else math.nan,
        "conf_high": sure.conf_high if sure else math.nan,
    }
    if isinstance(other := result.if_chosen_low, LessRise):
        drawn |= {f"if_chosen_low {name}": getattr(other, name) for name in ("estimate", "conf_low", "conf_high")}
    values = pd.DataFrame({"what": list(drawn), "value": list(drawn.values())})
    return canvas.block(identifier, alt, values, words, () if finding is None else (finding.id,), phone=phone)


def draw_interval(result: Estimate, reading: Reading, words: Words, asked: str = "", width: float = WIDE) -> Canvas:
    """Return the drawing of one interval."""
    sure, look, like = reading.inference, theme(), kind_of(result).like
    other = result.if_chosen_low if isinstance(result.if_chosen_low, LessRise) else None
    level = f"; the bar is the {words.percent('confidence level', sure.conf_level)} interval" if sure else ""
    heading = FigureHeading(
        _interval_message(reading, like),
        f"{opened(brief(result.outcome))}: difference from {like} in {unit_heading(result.unit)}{level}{asked}",
    )
    note = wrapped(_allowing(other, result.unit), letters(width - 0.6, "small")) if other else ""
    under = SECOND + tall(note.count("\n") + 1, "small") if other else 0.0
    depth = FIRST + 0.2 + under
    narrow = width < WIDE
    canvas = Canvas(heading, depth + (0.72 if narrow else 0.58), width=width)
    axes = canvas.axes(left=0.3, right=0.3, bottom=0.7 if narrow else 0.56, top=0.02)
    axes.set_ylim(-depth, 0)
    axes.set_yticks([])
    low, high = (sure.conf_low, sure.conf_high) if sure else (math.nan, math.nan)
    interval_mark(axes, (low, high, -FIRST), colour=look.colour["programme"], heavy=True)
    axes.plot(
        result.estimate,
        -FIRST,
        "o",
        markersize=look.figure["point"] * 2,
        color=look.colour["programme"],
        markeredgecolor=look.colour["background"],
        zorder=4,
    )
    tenth = TENTH if result.unit.name == GRADES.name else 0.0
    known = [low, high, result.estimate, 0.0, *_second(axes, other, note)]
    span = _span([end for end in known if math.isfinite(end)], tenth)
    axes.set_xlim(*span)
    _uprights(axes, tenth, depth - under)
    _value_labels(axes, result.unit, (low, result.estimate, high), 0.2 if narrow else 0.13)
    _scale_labels(axes, tenth, span, like, narrow=narrow)
    return canvas


def _allowing(other: LessRise, unit: Unit) -> str:
    shown = with_ends(other.estimate, other.conf_low, other.conf_high, unit.decimals)
    return f"{shown} once allowing for how the area stood before the start"


def _second(axes: Axes, other: LessRise | None, note: str) -> list[float]:
    """Draw the interval of the other answer below, say what it is, and return its ends; nothing where there is none."""
    if other is None:
        return []
    look, height = theme(), -FIRST - SECOND
    interval_mark(axes, (other.conf_low, other.conf_high, height), colour=look.colour["comparison"])
    axes.plot(other.estimate, height, "o", markersize=look.figure["point"], color=look.colour["comparison"])
    axes.annotate(
        note,
        (0.5, height),
        xycoords=("axes fraction", "data"),
        xytext=(0, -6),
        textcoords="offset points",
        ha="center",
        va="top",
        color=look.colour["comparison"],
        fontsize=look.size("small"),
    )
    return [other.estimate, other.conf_low, other.conf_high]


def _span(ends: list[float], tenth: float) -> tuple[float, float]:
    """Return a scale that holds every end, nought, and a tenth of a grade on either side."""
    low, high = min(*ends, -1.2 * tenth), max(*ends, 1.2 * tenth)
    room = 0.1 * (high - low) or 1.0
    return low - room, high + room


def _uprights(axes: Axes, tenth: float, depth: float) -> None:
    """Draw nought and a tenth of a grade through the bars, below the words above them and above those below."""
    look, ends = theme(), (-FIRST + 0.13, -depth)
    axes.vlines(0, *ends, color=look.colour["muted"], linewidth=look.figure["line"] / 2, zorder=1)
    if tenth:
        axes.vlines(
            [-tenth, tenth],
            *ends,
            color=look.colour["muted"],
            linewidth=look.figure["thin"],
            linestyle=(0, (4, 3)),
            zorder=1,
        )


def _value_labels(axes: Axes, unit: Unit, values: tuple[float, float, float], apart: float) -> None:
    look = theme()
    low, high = axes.get_xlim()
    known = [(value, place == 1) for place, value in enumerate(values) if math.isfinite(value)]
    moved = kept_apart([value for value, _ in known], apart * (high - low))
    for (value, best), across in zip(known, moved, strict=True):
        axes.annotate(
            signed(value, unit.decimals),
            (across, -FIRST),
            xytext=(0, 11),
            textcoords="offset points",
            ha="center",
            va="bottom",
            color=look.colour["programme"],
            fontsize=look.size("title" if best else "label"),
            fontweight="bold" if best else "normal",
        )


def _scale_labels(axes: Axes, tenth: float, span: tuple[float, float], like: str, *, narrow: bool) -> None:
    look = theme()
    marks = (-tenth, 0.0, tenth) if tenth > CLOSEST_MARK * (span[1] - span[0]) else (0.0,)
    axes.set_xticks(marks, [signed(mark, 1) for mark in marks])
    dashed = "dashed: a tenth of a grade" if tenth else ""
    told = [f"0: no difference from {like}", *([dashed] if dashed else [])]
    text = ("\n" if narrow else "; ").join(told)
    axes.set_xlabel(text, fontsize=look.size("small"), color=look.colour["muted"])


def _asked(words: Words, finding: Finding) -> str:
    return f"; {asked}" if (asked := one_of(words, finding)) else ""


def _interval_message(reading: Reading, like: str) -> str:
    if reading.inference is None:
        return "An estimate without an interval: it describes and does not judge"
    if reading.untold is not None:
        return f"We cannot tell a rise from a fall: {reading.untold.value}"
    moved = "a rise" if reading.direction == "up" else "a fall"
    return f"The results point to {moved} beside {like}, if the comparison is fair"


def _these(result: Estimate) -> str:
    kind, number = kind_of(result), result.counts.units_treated
    return kind.these if kind is AUTHORITIES else f"these {number} {kind.many}"


def _studied(kind: Kind) -> str:
    return kind.these if kind is AUTHORITIES else f"the {kind.many} studied"


def _stands(kind: Kind) -> str:
    return "stands" if kind is AUTHORITIES else "stand"


def _as_far(result: Estimate, values: pd.DataFrame, sure: Inference) -> int:
    limit = abs(result.estimate) / sure.std_error
    return int((values["standardised"].abs() >= limit).sum())
