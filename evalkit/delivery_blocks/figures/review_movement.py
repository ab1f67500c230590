"""Where ratings rose between the first and the last review, and each area of each school."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import partial

import pandas as pd
from matplotlib.axes import Axes

from evalkit.records.delivery.review_movement import MovedArea, MovedCell, ReviewMovement
from evalkit.report.block import Block
from evalkit.report.figures.parts.canvas import NARROW, POINTS, WIDE, Canvas, FigureHeading
from evalkit.report.figures.parts.rows import LETTER, NamedRow, NamedRows, tall
from evalkit.report.figures.parts.stacked_counts import LOOKS, CountedBars, CountedRow, stacked_counts
from evalkit.report.theme import theme
from evalkit.report.words import Words, listed, opened

PARTS = ("review_movement", "schools")
KEYS = ("rose", "stayed", "fell")
# More areas than this that rose equally often are not named in the title.
NAMED = 2
# Inches: height of a cell, and room around the names of schools below the cells.
CELL, BELOW = 0.3, 0.2
# A cell narrower than this holds no level, and its colour alone speaks.
LEAST = 0.15


def review_movement(result: ReviewMovement) -> Block:
    """One bar for each area: in how many schools it rose, stayed and fell."""
    words = Words()
    rows = _ordered(result)
    told = [
        f"{words.repeat('area', opened(row.area))}: {words.count('rose', row.rose)} rose, "
        f"{words.count('stayed', row.stayed)} stayed, {words.count('fell', row.fell)} fell"
        for row in rows
    ]
    alt = f"Bars of schools by how each area moved between the first and the last review. {'. '.join(told)}."
    values = pd.DataFrame(
        [{"area": row.area, "rose": row.rose, "stayed": row.stayed, "fell": row.fell} for row in rows]
    )
    canvas, phone = _bars(result, rows, words, WIDE), partial(_bars, result, rows, words, NARROW)
    return canvas.block("review-movement", alt, values, words, phone=phone)


def schools(result: ReviewMovement) -> Block:
    """A cell for each area of each school: its last level, coloured by whether it rose, stayed or fell."""
    words = Words()
    columns = list(dict.fromkeys(cell.school for cell in result.cells))
    alt = (
        f"Grid of {words.count('areas', len(result.areas), 'area')} by "
        f"{words.count('schools', len(columns), 'school')}; each cell is the level at the last review, coloured by "
        "whether it rose, stayed or fell since the first. Every cell is in the table of schools by area."
    )
    values = pd.DataFrame(
        [
            {
                "area": cell.area,
                "school": cell.school,
                "first": result.levels[cell.first],
                "last": result.levels[cell.last],
            }
            for cell in result.cells
        ]
    )
    canvas, phone = _grid(result, columns, words, WIDE), partial(_grid, result, columns, words, NARROW)
    return canvas.block("review-movement-schools", alt, values, words, phone=phone)


def _bars(result: ReviewMovement, rows: list[MovedArea], words: Words, width: float) -> Canvas:
    bars = tuple(
        CountedRow(opened(row.area), (row.rose, row.stayed, row.fell), f"{row.rose} of {row.schools}") for row in rows
    )
    heading = FigureHeading(
        _message(result, rows, words),
        "Schools whose area was judged twice by outsiders of one kind, first review to last; right: how many rose",
    )
    return stacked_counts(CountedBars(bars, KEYS, {}), heading, width)


def _message(result: ReviewMovement, rows: list[MovedArea], words: Words) -> str:
    if not rows:
        return "No area was judged at two reviews by outsiders of one kind"
    if not result.rose:
        return "No area of any school was rated higher at the last review than at the first"
    share = rows[0].rose / rows[0].schools
    most = [row.area for row in rows if row.rose / row.schools == share]
    more = sum(row.rose > row.fell for row in rows)
    where = f", most often in {words.repeat('area', listed(most))}" if len(most) <= NAMED else ""
    return (
        f"Ratings rose more often than they fell in {words.count('areas', more)} of "
        f"{words.count('areas', len(rows), 'area')}{where}"
    )


def _grid(result: ReviewMovement, columns: list[str], words: Words, width: float) -> Canvas:
    rows, rose = _ordered(result), sum(cell.last > cell.first for cell in result.cells)
    below = LETTER * theme().size("small") / POINTS * max(map(len, columns), default=1) + BELOW
    places = NamedRows([NamedRow(opened(row.area)) for row in rows], width, names=2.2, values=0.1, mark=CELL)
    heading = FigureHeading(
        f"The darkest cells rose: {words.count('rose', rose)} of {words.count('cells', len(result.cells))} did"
        if result.cells
        else "No area of a school that may be shown was judged twice",
        "Level at the last review, where it fits; dark blue: higher than at the first, pale: the same, grey: lower; "
        "blank: not judged twice",
    )
    canvas = Canvas(heading, places.depth + below, width=width)
    axes = places.axes(canvas, below)
    axes.set_xlim(-0.5, max(len(columns), 1) - 0.5)
    heights = {row.area: height for row, height in zip(rows, places.centres, strict=True)}
    # More than a letter does not fit a cell; the table beside has the levels in full.
    initials = tuple(level[:1] for level in result.levels)
    room = (width - places.left - places.right) / max(len(columns), 1)
    told = room > LEAST and len(set(initials)) == len(initials)
    cells = [(cell, columns.index(cell.school), heights[cell.area]) for cell in result.cells]
    _cells(axes, cells)
    _levels(axes, cells if told else (), initials)
    # Where names of neighbours would touch, every second or third stands.
    step = math.ceil(tall(1, "small") / room)
    axes.set_xticks(range(0, len(columns), step), columns[::step], rotation=90)
    axes.tick_params(axis="x", labelsize=theme().size("small"))
    axes.spines["bottom"].set_visible(False)
    return canvas


def _cells(axes: Axes, cells: Sequence[tuple[MovedCell, int, float]]) -> None:
    look = theme()
    lefts, heights = [across - 0.47 for _, across, _ in cells], [height for _, _, height in cells]
    colours = [look.colour[_look(cell)[0]] for cell, _, _ in cells]
    axes.barh(heights, 0.94, left=lefts, height=CELL, color=colours, linewidth=0)


def _levels(axes: Axes, cells: Sequence[tuple[MovedCell, int, float]], marks: Sequence[str]) -> None:
    look = theme()
    for cell, across, height in cells:
        ink = look.colour[_look(cell)[1]]
        axes.text(across, height, marks[cell.last], ha="center", va="center", color=ink, fontsize=look.size("small"))


def _look(cell: MovedCell) -> tuple[str, str]:
    """Return the colour of a cell and of the letter in it."""
    return LOOKS[0 if cell.last > cell.first else 2 if cell.last < cell.first else 1]


def _ordered(result: ReviewMovement) -> list[MovedArea]:
    return sorted(result.areas, key=lambda row: (-row.rose / row.schools, row.fell / row.schools))
