"""Whom the programme reached: schools by strands, with the number of people in each cell."""

from __future__ import annotations

import math
from functools import partial

import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap, to_hex

from evalkit.records.delivery.reach import ProgrammeReach, StrandCell
from evalkit.report.block import Block
from evalkit.report.figures.parts.canvas import NARROW, WIDE, Canvas, FigureHeading
from evalkit.report.figures.parts.marks import wrapped
from evalkit.report.figures.parts.rows import inches, tall
from evalkit.report.theme import readable_on, theme
from evalkit.report.words import Words

PARTS = ("reach",)
STEPS = ("background", "band", "range_wide", "range_inner")
# Inches: one row, the room for names of schools, and what lies between names and cells.
ROW, NAMES, GAP = 0.24, 1.05, 0.14
LETTERS, LETTERS_NARROW = 14, 24
NOT_OFFERED = "–"


def reach(result: ProgrammeReach) -> Block:
    """People who came, by school and strand, with the number in each cell."""
    words = Words()
    if not result.cells or not _strands(result):
        return words.block("reach", "")
    canvas, phone = _drawn(result, words), partial(_drawn, result, words, NARROW)
    shown = [one for one in result.cells if one.strand in _strands(result)]
    told = [
        f"{words.repeat('strand', one.strand)}: {words.count('schools', one.schools)} of "
        f"{words.count('offered', one.offered, 'school')}, {words.count('people', one.people, 'person', 'people')}"
        for one in result.strands
        if one.registered
    ]
    alt = (
        "Grid of schools and strands with the number of people who came. Schools from which anybody came: "
        f"{'; '.join(told)}."
    )
    values = pd.DataFrame(
        [
            {
                "school": one.school,
                "strand": one.strand,
                "offered": one.offered,
                "people": one.people,
                "hours_per_teacher": one.per_teacher,
            }
            for one in shown
        ],
        columns=["school", "strand", "offered", "people", "hours_per_teacher"],
    )
    return canvas.block("reach", alt, values, words, phone=phone)


def _strands(result: ProgrammeReach) -> list[str]:
    return [one.strand for one in result.strands if one.registered]


def _drawn(result: ProgrammeReach, words: Words, width: float = WIDE) -> Canvas:
    strands = _strands(result)
    schools = list(dict.fromkeys(one.school for one in result.cells))
    narrow = width < WIDE
    named = [wrapped(name, LETTERS_NARROW if narrow else LETTERS) for name in strands]
    heads = _room(named, narrow=narrow)
    heading = FigureHeading(
        _message(result, words),
        f"People of any role who came at least once; {NOT_OFFERED} not offered to the school",
    )
    canvas = Canvas(heading, heads + ROW * max(1, len(schools)) + 0.08, width=width)
    axes = canvas.axes(left=NAMES, right=0.1, bottom=0.06, top=heads)
    _cells(axes, result, schools, strands)
    look = theme()
    axes.xaxis.tick_top()
    axes.set_xticks(
        [place + 0.5 for place in range(len(strands))],
        named,
        rotation=90 if narrow else 0,
        color=look.colour["text"],
        fontsize=look.size("small"),
    )
    axes.set_yticks(
        [place + 0.5 for place in range(len(schools))],
        schools,
        rotation=0,
        color=look.colour["text"],
        fontsize=look.size("small"),
    )
    axes.tick_params(length=0, pad=4)
    return canvas


def _room(named: list[str], *, narrow: bool) -> float:
    """Return the height in inches of names above the columns, which stand upright on a phone."""
    if narrow:
        return inches(max((len(line) for name in named for line in name.split("\n")), default=1), "small") + GAP
    return tall(max((name.count("\n") + 1 for name in named), default=1), "small") + GAP


def _cells(axes: Axes, result: ProgrammeReach, schools: list[str], strands: list[str]) -> None:
    look = theme()
    found = {(one.school, one.strand): one for one in result.cells}
    people = pd.DataFrame(
        [[_people(found[school, strand]) for strand in strands] for school in schools],
        index=schools,
        columns=strands,
        dtype="float64",
    )
    # Four steps and none between: on each of them a number can be read, by day and by night.
    shades = ListedColormap([look.colour[name] for name in STEPS])
    # NaN where nothing was offered to any school shown; then one is the most.
    most = max(1.0, float(people.max().max()))
    sns.heatmap(
        people,
        ax=axes,
        cmap=shades,
        vmin=0.0,
        vmax=most,
        cbar=False,
        linewidths=1.2,
        linecolor=look.colour["rule"],
    )
    for (row, column), value in np.ndenumerate(people.to_numpy()):
        at = column + 0.5, row + 0.5
        if math.isnan(value):
            _put(axes, at, NOT_OFFERED, "muted")
        else:
            _put(axes, at, f"{value:.0f}", readable_on(to_hex(shades(value / most))))
    axes.set_xlabel("")
    axes.set_ylabel("")


def _put(axes: Axes, at: tuple[float, float], text: str, colour: str) -> None:
    look = theme()
    axes.text(*at, text, ha="center", va="center", color=look.colour[colour], fontsize=look.size("small"))


def _people(one: StrandCell) -> float:
    return math.nan if not one.offered and not one.people else float(one.people)


def _message(result: ProgrammeReach, words: Words) -> str:
    known = [one for one in result.strands if one.registered and one.offered]
    schools = words.count("schools", result.schools, "school")
    every = result.reached == result.schools
    share = "all" if every else f"{words.count('reached', result.reached)} of"
    came = f"People came from {share} {schools}"
    if not known:
        return came
    least = min(known, key=lambda one: one.schools / one.offered)
    if least.schools == least.offered:
        return f"{came}, and each took up every strand offered to it"
    fewest = f"{words.count('fewest', least.schools)} of {words.count('offered', least.offered)}"
    return f"{came}; the strand that fewest took up was {words.repeat('strand', least.strand)}, {fewest}"
