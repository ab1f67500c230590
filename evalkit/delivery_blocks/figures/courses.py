"""Each course as one bar: people who completed it, came to less, and never came."""

from __future__ import annotations

from functools import partial

import pandas as pd
from matplotlib.axes import Axes

from evalkit.delivery_blocks.sentences.courses import completion
from evalkit.records.delivery.courses import Course, Courses
from evalkit.report.block import Block
from evalkit.report.figures.parts.canvas import NARROW, WIDE, Canvas, FigureHeading
from evalkit.report.figures.parts.rows import NamedRow, NamedRows
from evalkit.report.theme import theme
from evalkit.report.words import Words

PARTS = ("courses",)
BAR, BOTTOM = 0.3, 0.34
# What each piece of a bar stands for, and how it is filled; the last is hollow.
PIECES = (
    ("completed", "programme", "background"),
    ("came to less", "range_wide", "text"),
    ("never came", "background", "text"),
)
# A piece narrower than this share of the axes has no room for its number.
ROOM = 0.04


def courses(result: Courses) -> Block:
    """People with a place at each course, by how much they came to."""
    words = Words()
    canvas, phone = draw(result, words), partial(draw, result, words, NARROW)
    told = [
        f"{words.repeat('strands', one.name)}: "
        + ", ".join(
            f"{words.count(name, count)} {name}" for (name, _, _), count in zip(PIECES, completion(one), strict=True)
        )
        for one in _drawn(result)
    ]
    alt = f"One bar a course, of people with a place. {'. '.join(told)}."
    rows = [
        {"course": one.name, **dict(zip((name for name, _, _ in PIECES), completion(one), strict=True))}
        for one in _drawn(result)
    ]
    return canvas.block("courses", alt, pd.DataFrame(rows), words, phone=phone)


def draw(result: Courses, words: Words, width: float = WIDE) -> Canvas:
    """Return the drawing."""
    shown = _drawn(result)
    rows = [NamedRow(one.name, f"{one.places} people" if one.places != 1 else "1 person") for one in shown]
    places = NamedRows(rows, width, values=0.95, mark=BAR)
    heading = FigureHeading(
        _message(result, words),
        f"People with a place. Dark: came to at least {words.percent('attended share', result.share)} of their "
        "hours; light: came to less; hollow: never came",
    )
    canvas = Canvas(heading, places.depth + BOTTOM, width=width)
    axes = places.axes(canvas, BOTTOM)
    most = max([one.places for one in shown] or [1])
    # The outline of the longest bar is drawn whole.
    axes.set_xlim(0, 1.01 * most)
    for one, height in zip(shown, places.centres, strict=True):
        _bar(axes, one, height, most)
    axes.set_xticks([0, most], ["0", f"{most}"])
    return canvas


def _bar(axes: Axes, one: Course, height: float, most: int) -> None:
    look, begins = theme(), 0
    for (_, fill, ink), count in zip(PIECES, completion(one), strict=True):
        axes.barh(
            height,
            count,
            left=begins,
            height=BAR,
            color=look.colour[fill],
            edgecolor=look.colour["programme"],
            linewidth=look.figure["thin"],
            zorder=2,
        )
        if count > ROOM * most:
            axes.text(
                begins + count / 2,
                height,
                f"{count}",
                ha="center",
                va="center",
                color=look.colour[ink],
                fontsize=look.size("label"),
                zorder=3,
            )
        begins += count


def _drawn(result: Courses) -> list[Course]:
    return [one for one in result.courses if one.places]


def _message(result: Courses, words: Words) -> str:
    if not result.people:
        return "Nobody is recorded with a place at a course"
    return (
        f"{words.count('completed', result.completed)} of {words.count('places', result.people, 'person', 'people')} "
        "with a place completed a course"
    )
