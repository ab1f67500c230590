"""Where the money went, strand by strand."""

from __future__ import annotations

from functools import partial

import pandas as pd

from evalkit.records.delivery.cost import WHOLE, Cost
from evalkit.report.block import Block
from evalkit.report.figures.parts.canvas import NARROW, WIDE, Canvas, FigureHeading
from evalkit.report.figures.parts.rows import NamedRow, NamedRows
from evalkit.report.theme import theme
from evalkit.report.words import Words

PARTS = ("cost",)
# Inches.
BAR, BOTTOM = 0.24, 0.1


def cost(result: Cost) -> Block:
    """One bar for each strand, the largest first; what belongs to no strand stands among them."""
    words = Words()
    shares = [one for one in result.strands if one.actual]
    if not shares:
        return words.block("cost-by-strand", "No cost is known yet.")
    if {one.name for one in shares} == {WHOLE}:
        return words.block("cost-by-strand", "No cost is set down beside a strand, so they cannot be told apart.")
    if result.cash <= 0 or shares[0].actual <= 0:
        return words.block("cost-by-strand", "As much money came back as was spent, or more.")
    told = "; ".join(f"{one.name}: £{words.pounds(one.name, one.actual)}" for one in shares)
    values = pd.DataFrame([{"strand": one.name, "planned": one.budget, "spent": one.actual} for one in shares])
    canvas, phone = _draw(result, words, WIDE), partial(_draw, result, words, NARROW)
    return canvas.block("cost-by-strand", f"Bar chart of the money spent. {told}.", values, words, phone=phone)


def _draw(result: Cost, words: Words, width: float) -> Canvas:
    look, shares = theme(), [one for one in result.strands if one.actual]
    first = shares[0]
    share = words.percent("largest share", first.actual / result.cash)
    rows = NamedRows(
        [NamedRow(one.name, f"£{words.pounds(one.name, one.actual)}") for one in shares],
        width,
        values=0.95,
        mark=BAR,
    )
    went = "is set down under no single strand" if first.name == WHOLE else f"went to one strand: {first.name}"
    heading = FigureHeading(f"{share} of the money {went}", "Pounds spent, by strand")
    canvas = Canvas(heading, rows.depth + BOTTOM, width=width)
    axes = rows.axes(canvas, BOTTOM)
    axes.set_xlim(min(0.0, *(one.actual for one in shares)), max(one.actual for one in shares))
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)
    for one, height in zip(shares, rows.centres, strict=True):
        axes.barh(height, one.actual, height=BAR, color=look.colour["programme"])
    return canvas
