"""Each course as one bar: people who completed it, came to less, and never came."""

from __future__ import annotations

from functools import partial

import pandas as pd

from evalkit.delivery_blocks.sentences.courses import completion
from evalkit.records.delivery.courses import Course, Courses
from evalkit.report.block import Block
from evalkit.report.figures.parts.canvas import NARROW, WIDE, Canvas, FigureHeading
from evalkit.report.figures.parts.stacked_counts import CountedBars, CountedRow, stacked_counts
from evalkit.report.words import Words

PARTS = ("courses",)
# What each piece of a bar stands for.
PIECES = ("completed", "came to less", "never came")


def courses(result: Courses) -> Block:
    """People with a place at each course, by how much they came to."""
    words = Words()
    canvas, phone = draw(result, words), partial(draw, result, words, NARROW)
    told = [
        f"{words.repeat('strands', one.name)}: "
        + ", ".join(f"{words.count(name, count)} {name}" for name, count in zip(PIECES, completion(one), strict=True))
        for one in _drawn(result)
    ]
    alt = f"One bar a course, of people with a place. {'. '.join(told)}."
    rows = [{"course": one.name, **dict(zip(PIECES, completion(one), strict=True))} for one in _drawn(result)]
    return canvas.block("courses", alt, pd.DataFrame(rows), words, phone=phone)


def draw(result: Courses, words: Words, width: float = WIDE) -> Canvas:
    """Return the drawing."""
    rows = tuple(
        CountedRow(one.name, completion(one), f"{one.places} people" if one.places != 1 else "1 person")
        for one in _drawn(result)
    )
    heading = FigureHeading(
        _message(result, words),
        f"People with a place; completed: came to at least {words.percent('attended share', result.share)} of the "
        "hours offered to them",
    )
    return stacked_counts(CountedBars(rows, PIECES, {}), heading, width)


def _drawn(result: Courses) -> list[Course]:
    return [one for one in result.courses if one.places]


def _message(result: Courses, words: Words) -> str:
    if not result.people:
        return "Nobody is recorded with a place at a course"
    return (
        f"{words.count('completed', result.completed)} of {words.count('places', result.people, 'person', 'people')} "
        "with a place completed a course"
    )
