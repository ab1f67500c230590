"""Mechanisms by strand: how clearly each was there, told by how full its mark is so that it holds in grey."""

from __future__ import annotations

import math
from functools import partial
from string import ascii_uppercase
from typing import Literal

import pandas as pd
from matplotlib.axes import Axes

from evalkit.records.delivery.mechanisms import Mechanisms
from evalkit.report.block import Block
from evalkit.report.figures.parts.canvas import NARROW, WIDE, Canvas, FigureHeading
from evalkit.report.figures.parts.marks import wrapped
from evalkit.report.figures.parts.rows import NamedRow, NamedRows, letters, tall
from evalkit.report.theme import theme
from evalkit.report.words import Words, listed, opened, without_remarks

PARTS = ("mechanisms",)
NAMES, VALUES, BOTTOM, MARK = 2.75, 0.1, 0.08, 0.24
# By how clearly it was there: mark, size in points, how much of it is full, and its edge.
LOOKS: tuple[tuple[str, float, Literal["none", "bottom", "full"], str], ...] = (
    ("o", 4.0, "none", "comparison"),
    ("s", 12.0, "bottom", "programme"),
    ("s", 12.0, "full", "programme"),
)


def mechanisms(result: Mechanisms) -> Block:
    """The fourteen mechanisms in their groups, a column for each strand."""
    words = Words()
    canvas, phone = draw(result, words), partial(draw, result, words, NARROW)
    told = [
        f"{words.repeat('strands', one.strand)} clearly held "
        f"{words.count('clear', sum(value == len(LOOKS) - 1 for value in one.clear))} of "
        f"{words.count('mechanisms', len(one.clear))}, in {words.count('groups', len(one.groups))} of the groups"
        for one in result.strands
    ]
    alt = f"Grid of mechanisms of professional development by strand. {'; '.join(told)}."
    rows = [
        {"group": group, "mechanism": name, **{one.strand: one.clear[place] for one in result.strands}}
        for place, (group, name) in enumerate((group, name) for group, names in result.groups for name in names)
    ]
    return canvas.block("mechanisms", alt, pd.DataFrame(rows), words, phone=phone)


def draw(result: Mechanisms, words: Words, width: float = WIDE) -> Canvas:
    """Return the drawing."""
    narrow = width < WIDE
    starts = [sum(len(names) for _, names in result.groups[:place]) for place in range(len(result.groups))]
    heads = {start: opened(group) for start, (group, _) in zip(starts, result.groups, strict=True)}
    places = NamedRows(
        [NamedRow(opened(name)) for name in result.names], width, heads=heads, names=NAMES, values=VALUES, mark=MARK
    )
    room = (width - places.left - places.right) / max(1, len(result.strands))
    titles = [
        ascii_uppercase[place] if narrow else wrapped(without_remarks(one.strand), letters(room, "small"))
        for place, one in enumerate(result.strands)
    ]
    top = tall(max([title.count("\n") + 1 for title in titles] or [1]), "small") + 0.1
    canvas = Canvas(
        FigureHeading(_message(result, words), _key(result, narrow=narrow)), places.depth + BOTTOM + top, width=width
    )
    axes = places.axes(canvas, BOTTOM, top)
    axes.set_xlim(-0.5, max(1, len(result.strands)) - 0.5)
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)
    for across, one in enumerate(result.strands):
        _column(axes, across, titles[across])
        for value, height in zip(one.clear, places.centres, strict=True):
            if not math.isnan(value):
                _mark(axes, across, height, int(value))
    return canvas


def _column(axes: Axes, across: int, title: str) -> None:
    look = theme()
    axes.annotate(
        title,
        (across, 1.0),
        xycoords=("data", "axes fraction"),
        xytext=(0, 3),
        textcoords="offset points",
        ha="center",
        va="bottom",
        fontsize=look.size("small"),
        color=look.colour["text"],
        annotation_clip=False,
    )


def _mark(axes: Axes, across: int, height: float, clear: int) -> None:
    look = theme()
    mark, size, full, edge = LOOKS[clear]
    axes.plot(
        across,
        height,
        mark,
        markersize=size,
        fillstyle=full,
        markerfacecolor=look.colour["programme"],
        markerfacecoloralt=look.colour["background"],
        markeredgecolor=look.colour[edge],
        zorder=3,
    )


def _key(result: Mechanisms, *, narrow: bool) -> str:
    key = "Full square: clearly there; half full: partly; small ring: absent; nothing: not judged"
    if not narrow:
        return key
    strands = [f"{ascii_uppercase[place]}: {one.strand}" for place, one in enumerate(result.strands)]
    return f"{key}. {listed(strands)}"


def _message(result: Mechanisms, words: Words) -> str:
    every, held = len(result.strands), len(result.balanced())
    groups = words.count("groups", len(result.groups))
    if held == every:
        return f"Every strand clearly held mechanisms of all {groups} groups"
    return (
        f"{words.count('balanced strands', held)} of {words.count('strands', every, 'strand')} clearly held mechanisms "
        f"of all {groups} groups"
    )
