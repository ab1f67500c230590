"""Weeks in which a school met one provider, and in which it met several."""

from __future__ import annotations

from functools import partial

import pandas as pd

from evalkit.records.delivery.one_plan import OnePlan
from evalkit.report.block import Block
from evalkit.report.figures.parts.canvas import NARROW, WIDE, Canvas, FigureHeading
from evalkit.report.figures.parts.stacked_counts import CountedBars, CountedRow, stacked_counts
from evalkit.report.words import Words

PARTS = ("one_plan",)
KEYS = ("two or more providers", "one provider")


def one_plan(result: OnePlan) -> Block:
    """One bar for each school year."""
    words = Words()
    told = [
        f"{words.repeat('year', row.year)}: {words.count('several', row.several)} of "
        f"{words.count('weeks', row.one + row.several, 'school-week')}"
        for row in result.years
    ]
    alt = f"Bars of weeks of schools by how many providers they met; two or more in these. {'. '.join(told)}."
    values = pd.DataFrame([{"year": row.year, "several": row.several, "one": row.one} for row in result.years])
    canvas, phone = _drawn(result, words, WIDE), partial(_drawn, result, words, NARROW)
    return canvas.block("one-plan", alt, values, words, phone=phone)


def _drawn(result: OnePlan, words: Words, width: float) -> Canvas:
    bars = tuple(
        CountedRow(row.year, (row.several, row.one), f"{row.several} of {row.one + row.several}")
        for row in result.years
    )
    heading = FigureHeading(
        f"Schools met two or more providers at once in {words.count('several', result.weeks_several)} of "
        f"{words.count('weeks', result.weeks, 'school-week')} with any"
        if result.weeks
        else "No activity that a school met names its provider",
        "Weeks of single schools in which anybody came to an activity; right: weeks with two or more providers",
    )
    return stacked_counts(CountedBars(bars, KEYS, {}, names=1.0), heading, width)
