"""Schools on a circle, one picture a term: a line joins two that worked together, and no school ever moves."""

from __future__ import annotations

import math
import re
from functools import partial

import pandas as pd
from matplotlib.axes import Axes

from evalkit.records.delivery.working_together import TermNetwork, WorkingTogether
from evalkit.report.block import Block
from evalkit.report.figures.parts.canvas import NARROW, WIDE, Canvas, FigureHeading
from evalkit.report.theme import theme
from evalkit.report.words import Words

PARTS = ("working_together",)
# Pictures beside each other on a wide sheet and on a phone.
BESIDE, BESIDE_FOUR, BESIDE_NARROW = 3, 4, 2
# Inches above a picture for its term and its count.
HEAD = 0.42
GAP = 0.12
# Where numbers stand, in radii of the circle; beyond so many schools there is no room for them.
NUMBERS, EDGE, MOST_NUMBERED = 1.2, 1.34, 26
CODE = re.compile(r"School (\d+)")
Places = dict[str, tuple[float, float]]


def working_together(result: WorkingTogether) -> Block:
    """Small multiples of the network of schools by term."""
    words = Words()
    canvas, phone = draw(result, words), partial(draw, result, words, NARROW)
    told = [
        f"{words.repeat('term', one.term)}: {_counted(words, one)}, {words.count('pairs', one.pairs, 'pair')}, "
        f"{words.count('outside', one.outside)} with no other"
        for one in result.terms
    ]
    alt = f"Schools as points on a circle, one circle a term, lines join those that worked together. {'. '.join(told)}."
    rows = [{"term": one.term, "school": a, "worked_with": b} for one in result.terms for a, b in one.drawn]
    values = pd.DataFrame(rows, columns=["term", "school", "worked_with"])
    return canvas.block("working-together", alt, values, words, phone=phone)


def draw(result: WorkingTogether, words: Words, width: float = WIDE) -> Canvas:
    """Return the drawing."""
    wide = BESIDE_FOUR if len(result.terms) == BESIDE_FOUR else BESIDE
    beside = wide if width >= WIDE else BESIDE_NARROW
    across = (width - GAP * (beside - 1)) / beside
    rows = math.ceil(len(result.terms) / beside)
    heading = FigureHeading(
        _message(result, words),
        "Each point is a school, at the same place in each term; a line joins two that worked together. Filled: worked "
        f"with another; hollow: with none{_marks(result)}{_numbered(result)}",
    )
    canvas = Canvas(heading, max(1, rows) * (across + HEAD), width=width)
    places = _places(result)
    for number, term in enumerate(result.terms):
        row, column = divmod(number, beside)
        left = column * (across + GAP)
        top = row * (across + HEAD) + HEAD
        axes = canvas.axes(left, width - left - across, canvas.height - top - across, top)
        _picture(axes, term, places, words)
    return canvas


def _picture(axes: Axes, term: TermNetwork, places: Places, words: Words) -> None:
    look = theme()
    axes.set_xlim(-EDGE, EDGE)
    axes.set_ylim(-EDGE, EDGE)
    axes.set_axis_off()
    for one, other in term.drawn:
        (left, low), (right, high) = places[one], places[other]
        axes.plot(
            [left, right],
            [low, high],
            color=look.colour["programme"],
            linewidth=look.figure["line"] / 2,
            alpha=0.75,
            zorder=2,
        )
    for place, (name, (across, up)) in enumerate(places.items(), 1):
        _point(axes, (across, up), alone=name in term.alone, absent=name in term.absent)
        if len(places) <= MOST_NUMBERED:
            axes.text(
                NUMBERS * across,
                NUMBERS * up,
                _number(name, place),
                ha="center",
                va="center",
                fontsize=look.size("small") - 0.5,
                color=look.colour["muted"],
            )
    lines = ((term.term, "label", "text", "bold", 16.0), (_counted(words, term), "small", "muted", "normal", 3.0))
    for text, size, colour, weight, above in lines:
        axes.annotate(
            text,
            (0.5, 1.0),
            xycoords="axes fraction",
            xytext=(0, above),
            textcoords="offset points",
            ha="center",
            va="bottom",
            fontsize=look.size(size),
            color=look.colour[colour],
            fontweight=weight,
            annotation_clip=False,
        )


def _point(axes: Axes, at: tuple[float, float], *, alone: bool, absent: bool) -> None:
    look = theme()
    mark, size = ("x", look.figure["point"] * 0.7) if absent else ("o", look.figure["point"])
    colour = look.colour["comparison" if alone or absent else "programme"]
    fill = look.colour["background"] if alone else colour
    axes.plot(*at, mark, markersize=size, color=colour, markerfacecolor=fill, markeredgecolor=colour, zorder=3)


def _places(result: WorkingTogether) -> Places:
    """Return where each school stands in every term: round the circle, the first on top."""
    every = len(result.names)
    turns = [2 * math.pi * place / max(1, every) for place in range(every)]
    return {name: (math.sin(turn), math.cos(turn)) for name, turn in zip(result.names, turns, strict=True)}


def _number(name: str, place: int) -> str:
    code = CODE.fullmatch(name)
    return code.group(1) if code else str(place)


def _numbered(result: WorkingTogether) -> str:
    if len(result.names) > MOST_NUMBERED:
        return ""
    coded = all(CODE.fullmatch(name) for name in result.names)
    return "; numbers are codes" if coded else f"; clockwise from the top: {', '.join(result.names)}"


def _marks(result: WorkingTogether) -> str:
    cross = "; cross: not in the programme then" if any(term.absent for term in result.terms) else ""
    return f"{cross}{f'; {result.special} of them special schools' if result.special else ''}"


def _counted(words: Words, term: TermNetwork) -> str:
    working = words.count("schools working with another", term.schools - term.outside)
    return f"{working} of {words.count('schools', term.schools, 'school')}"


def _message(result: WorkingTogether, words: Words) -> str:
    if not result.terms:
        return "No school is recorded as working with another"
    first, last = result.terms[0], result.terms[-1]
    said = f"In {words.repeat('term', last.term)}, {_counted(words, last)} worked with another"
    if first is last:
        return said
    return f"{said}; in {words.repeat('term', first.term)} it was {_counted(words, first)}"
