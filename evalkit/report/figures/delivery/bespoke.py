"""Where support of a school's own went, beside the needs that reviews had found."""

from __future__ import annotations

from functools import partial

import pandas as pd

from evalkit.records.delivery.bespoke import AreaNeeds, BespokeSupport
from evalkit.report.block import Block
from evalkit.report.figures.parts.canvas import NARROW, WIDE, Canvas, FigureHeading
from evalkit.report.figures.parts.stacked_counts import CountedBars, CountedRow, stacked_counts
from evalkit.report.words import Words, opened

PARTS = ("bespoke",)
KEYS = ("got support in the area", "got none")
NEED, NO_NEED = "The review found a need", "The review found none"


def bespoke(result: BespokeSupport) -> Block:
    """Bars of schools with and without a need, by whether support in that area reached them."""
    words = Words()
    rows = [row for row in result.areas if row.met + row.unmet + row.unasked]
    rows = sorted(rows, key=lambda row: (-row.needs, -row.met))
    told = [
        f"{words.repeat('area', opened(row.area))}: {words.count('met', row.met)} of {words.count('needs', row.needs)} "
        f"with a need, and {words.count('unasked', row.unasked)} of "
        f"{words.count('no need', row.unasked + row.neither)} without"
        for row in rows
    ]
    alt = f"Bars of schools that got support in an area, with a need there and without. {'. '.join(told)}."
    values = pd.DataFrame(
        [
            {
                "area": row.area,
                "need_met": row.met,
                "need_unmet": row.unmet,
                "support_without_need": row.unasked,
                "neither": row.neither,
            }
            for row in rows
        ]
    )
    canvas, phone = _drawn(result, rows, words, WIDE), partial(_drawn, result, rows, words, NARROW)
    return canvas.block("bespoke", alt, values, words, phone=phone)


def _drawn(result: BespokeSupport, rows: list[AreaNeeds], words: Words, width: float) -> Canvas:
    needed = [CountedRow(opened(row.area), (row.met, row.unmet), f"{row.met} of {row.needs}") for row in rows]
    others = [
        CountedRow(opened(row.area), (row.unasked, row.neither), f"{row.unasked} of {row.unasked + row.neither}")
        for row in rows
    ]
    every = result.overall
    heading = FigureHeading(
        f"Support reached {words.count('met', every.met)} of {words.count('needs', every.needs, 'need')} found, and "
        f"{words.count('unasked', every.unasked)} of {words.count('no need', every.unasked + every.neither)} areas "
        "without one"
        if rows
        else "No need was found, and no support of a school's own given",
        "Schools by area of the review; right: how many got support of their own in that area",
    )
    heads = {0: NEED, len(needed): NO_NEED} if rows else {}
    return stacked_counts(CountedBars((*needed, *others), KEYS, heads), heading, width)
