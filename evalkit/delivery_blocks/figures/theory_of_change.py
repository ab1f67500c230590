"""The theory of change as boxes from left to right; on a phone the same as a list from top to bottom."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import FancyBboxPatch

from evalkit.records.delivery.theory_of_change import ChangeArrow, ChangeStep, ChangeTheory
from evalkit.report.block import Block
from evalkit.report.figures.parts.canvas import NARROW, WIDE, Canvas, FigureHeading
from evalkit.report.figures.parts.marks import wrapped
from evalkit.report.figures.parts.rows import letters, tall
from evalkit.report.theme import theme
from evalkit.report.words import Words, listed, opened

PARTS = ("theory_of_change",)
# Inches: between columns, between boxes, inside a box, and for the names of the levels.
ACROSS, BETWEEN, INSIDE, HEAD = 0.26, 0.16, 0.06, 0.36
INDENT = 0.14
# By what is known of an arrow: its colour, and how its line is broken.
LOOKS = {"answered": ("programme", "-"), "unanswered": ("comparison", "--"), "untested": ("accent", ":")}
KEY = "Solid: tested, with an answer; dashed: to be tested, but nothing was recorded; dotted: nothing tests it"


class Box(NamedTuple):
    """A step on the sheet, in inches from the left and the bottom."""

    left: float
    low: float
    wide: float
    high: float
    text: str


@dataclass(frozen=True, slots=True)
class ListedLine:
    """One line of the list for phones."""

    text: str
    indent: float = 0.0
    weight: str = "normal"
    colour: str = "text"
    size: str = "small"


def theory_of_change(result: ChangeTheory) -> Block:
    """Steps by level with an arrow for each thing expected to follow."""
    words = Words()
    canvas, phone = draw(result, words), partial(_listed, result, words)
    told = [
        f"{opened(level)}: {listed(words.repeat('theory', step.says) for step in _at(result, level))}"
        for level in result.levels
    ]
    arrows = [
        f"{words.repeat('theory', result.step(one.start).says)} to {words.repeat('theory', result.step(one.end).says)} "
        f"({_told(one)})"
        for one in result.arrows
    ]
    alt = f"Boxes from left to right. {'. '.join(told)}. Arrows: {'; '.join(arrows)}."
    rows = [
        {"from": result.step(one.start).says, "to": result.step(one.end).says, "indicator": one.indicator}
        for one in result.arrows
    ]
    return canvas.block("theory-of-change", alt, pd.DataFrame(rows), words, phone=phone)


def draw(result: ChangeTheory, words: Words, width: float = WIDE) -> Canvas:
    """Return the drawing: columns of boxes on a wide sheet, a list on a phone."""
    if width < WIDE:
        return _listed(result, words)
    boxes, depth = _boxes(result, width)
    canvas = Canvas(FigureHeading(_message(result, words), KEY), depth, width=width)
    axes = _sheet(canvas)
    for one in result.arrows:
        _arrow(axes, boxes[one.start], boxes[one.end], _standing(one))
    for box in boxes.values():
        _box(axes, box)
    for number, level in enumerate(result.levels):
        centre = number * (_column(result, width) + ACROSS) + _column(result, width) / 2
        _write(axes, (centre, depth - 0.1), ListedLine(opened(level), weight="bold"), sides=("center", "top"))
    return canvas


def _boxes(result: ChangeTheory, width: float) -> tuple[dict[str, Box], float]:
    """Return where each step stands, and the height of the sheet; columns are centred on each other."""
    wide = _column(result, width)
    texts = {step.id: wrapped(step.says, letters(wide - INSIDE, "small")) for step in result.steps}
    highs = {name: tall(text.count("\n") + 1, "small") + 2 * INSIDE for name, text in texts.items()}
    columns = [[step.id for step in _at(result, level)] for level in result.levels]
    deep = [sum(highs[name] for name in column) + BETWEEN * (len(column) - 1) for column in columns]
    boxes = {}
    for number, column in enumerate(columns):
        top = (max(deep) + deep[number]) / 2 + 0.04
        for name in column:
            boxes[name] = Box(number * (wide + ACROSS), top - highs[name], wide, highs[name], texts[name])
            top -= highs[name] + BETWEEN
    return boxes, max(deep) + HEAD


def _column(result: ChangeTheory, width: float) -> float:
    every = len(result.levels)
    return (width - ACROSS * (every - 1)) / every


def _sheet(canvas: Canvas) -> Axes:
    axes = canvas.axes(0.0, 0.0, 0.0, 0.0)
    axes.set_xlim(0, canvas.width)
    axes.set_ylim(0, canvas.height)
    axes.set_axis_off()
    return axes


def _arrow(axes: Axes, start: Box, end: Box, standing: str) -> None:
    look, (colour, broken) = theme(), LOOKS[standing]
    axes.annotate(
        "",
        (end.left - 0.01, end.low + end.high / 2),
        xytext=(start.left + start.wide + 0.01, start.low + start.high / 2),
        arrowprops={
            "arrowstyle": "-|>",
            "color": look.colour[colour],
            "linestyle": broken,
            "linewidth": look.figure["line"] / 1.6,
            "shrinkA": 0,
            "shrinkB": 0,
        },
        zorder=1,
    )


def _box(axes: Axes, box: Box) -> None:
    look = theme()
    axes.add_patch(
        FancyBboxPatch(
            (box.left + 0.02, box.low),
            box.wide - 0.04,
            box.high,
            boxstyle="round,pad=0,rounding_size=0.05",
            facecolor=look.colour["band"],
            edgecolor=look.colour["programme"],
            linewidth=look.figure["thin"],
            zorder=2,
        )
    )
    _write(
        axes,
        (box.left + box.wide / 2, box.low + box.high / 2),
        ListedLine(box.text),
        sides=("center", "center"),
        smaller=0.5,
    )


def _listed(result: ChangeTheory, words: Words) -> Canvas:
    """Return the list: each level, its steps, and below each what should follow from it."""
    lines = [line for level in result.levels for line in _lines(result, level)]
    deep = sum(tall(line.text.count("\n") + 1, line.size) for line in lines)
    canvas = Canvas(FigureHeading(_message(result, words), ""), deep + 0.1, width=NARROW)
    axes, down = _sheet(canvas), canvas.height - 0.05
    for line in lines:
        _write(axes, (line.indent, down), line, sides=("left", "top"))
        down -= tall(line.text.count("\n") + 1, line.size)
    return canvas


def _lines(result: ChangeTheory, level: str) -> list[ListedLine]:
    lines = [ListedLine(opened(level), weight="bold", size="label")]
    for step in _at(result, level):
        lines.append(_line(step.says, INDENT))
        follows = [one for one in result.arrows if one.start == step.id]
        lines += [
            _line(f"→ {result.step(one.end).says} ({_told(one)})", 2 * INDENT, LOOKS[_standing(one)][0])
            for one in follows
        ]
    return lines


def _line(text: str, indent: float, colour: str = "text") -> ListedLine:
    return ListedLine(wrapped(text, letters(NARROW - indent - 0.05, "small")), indent, colour=colour)


def _write(
    axes: Axes, at: tuple[float, float], line: ListedLine, *, sides: tuple[str, str], smaller: float = 0.0
) -> None:
    look = theme()
    axes.text(
        *at,
        line.text,
        ha=sides[0],
        va=sides[1],
        fontsize=look.size(line.size) - smaller,
        fontweight=line.weight,
        color=look.colour[line.colour],
        zorder=3,
    )


def _at(result: ChangeTheory, level: str) -> list[ChangeStep]:
    return [step for step in result.steps if step.level == level]


def _standing(one: ChangeArrow) -> str:
    return "answered" if one.recorded else "unanswered" if one.indicator else "untested"


def _told(one: ChangeArrow) -> str:
    said = {"answered": "tested", "unanswered": "not recorded", "untested": "nothing tests it"}
    return said[_standing(one)]


def _message(result: ChangeTheory, words: Words) -> str:
    tested = words.count("answered", sum(one.recorded for one in result.arrows))
    steps = words.count("arrows", len(result.arrows), "expected step")
    return f"{tested} of {steps} from what went in to what pupils reach were looked at"
