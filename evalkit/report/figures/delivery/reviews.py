"""How departments' own ratings stand to those of outsiders, area by area."""

from __future__ import annotations

from functools import partial

import pandas as pd

from evalkit.records.delivery.reviews import DepartmentReviews, Leniency
from evalkit.report.block import Block
from evalkit.report.figures.parts.canvas import NARROW, WIDE, Canvas, FigureHeading
from evalkit.report.figures.parts.stacked_counts import CountedBars, CountedRow, stacked_counts
from evalkit.report.words import Words, opened

PARTS = ("reviews",)
KEYS = ("own rating higher", "the same", "own lower")


def reviews(result: DepartmentReviews) -> Block:
    """One bar for each area: own ratings above, equal to and below the outside one."""
    words = Words()
    rows = sorted((row for row in result.leniency if row.pairs), key=lambda row: (-row.above / row.pairs, row.below))
    told = [
        f"{words.repeat('area', opened(row.area))}: {words.count('above', row.above)} higher, "
        f"{words.count('equal', row.equal)} the same, {words.count('below', row.below)} lower"
        for row in rows
    ]
    alt = f"Bars of departments' own ratings beside the outside rating of the same visit. {'. '.join(told)}."
    values = pd.DataFrame(
        [{"area": row.area, "own_above": row.above, "equal": row.equal, "own_below": row.below} for row in rows]
    )
    canvas, phone = _drawn(result, rows, words, WIDE), partial(_drawn, result, rows, words, NARROW)
    return canvas.block("reviews", alt, values, words, phone=phone)


def _drawn(result: DepartmentReviews, rows: list[Leniency], words: Words, width: float) -> Canvas:
    bars = tuple(
        CountedRow(opened(row.area), (row.above, row.equal, row.below), f"{row.above} of {row.pairs}") for row in rows
    )
    every = result.overall
    heading = FigureHeading(
        f"Departments rated themselves higher than outsiders did in {words.count('above', every.above)} of "
        f"{words.count('pairs', every.pairs)} judgements, and lower in {words.count('below', every.below)}"
        if every.pairs
        else "No area was judged by its department and by an outsider at one visit",
        "Areas that the department and an outsider judged at one visit; right: how many own ratings were higher",
    )
    return stacked_counts(CountedBars(bars, KEYS, {}), heading, width)
