"""What became of the actions agreed, area by area."""

from __future__ import annotations

from functools import partial

import pandas as pd

from evalkit.records.delivery.actions import ActionArea, ActionPlans
from evalkit.report.block import Block
from evalkit.report.figures.parts.canvas import NARROW, WIDE, Canvas, FigureHeading
from evalkit.report.figures.parts.stacked_counts import CountedBars, CountedRow, stacked_counts
from evalkit.report.words import Words, opened

PARTS = ("actions",)
KEYS = ("done in time", "done late or undated", "not done")


def actions(result: ActionPlans) -> Block:
    """One bar for each area: actions done in time, done later, and not done."""
    words = Words()
    rows = sorted(result.areas, key=lambda row: (-row.agreed, -row.in_time))
    told = [
        f"{words.repeat('area', opened(row.area))}: {words.count('agreed', row.agreed)} agreed, "
        f"{words.count('in time', row.in_time)} done in time, {words.count('later', row.late + row.undated)} late or "
        f"on a day not recorded, {words.count('not done', row.agreed - row.complete)} not done"
        for row in rows
    ]
    alt = f"Bars of actions agreed after reviews, by area. {'. '.join(told)}."
    values = pd.DataFrame(
        [
            {
                "area": row.area,
                "in_time": row.in_time,
                "late": row.late,
                "undated": row.undated,
                "not_done": row.agreed - row.complete,
            }
            for row in rows
        ]
    )
    canvas, phone = _drawn(result, rows, words, WIDE), partial(_drawn, result, rows, words, NARROW)
    return canvas.block("actions", alt, values, words, phone=phone)


def _drawn(result: ActionPlans, rows: list[ActionArea], words: Words, width: float) -> Canvas:
    bars = tuple(
        CountedRow(
            opened(row.area),
            (row.in_time, row.late + row.undated, row.agreed - row.complete),
            f"{row.complete} of {row.agreed}",
        )
        for row in rows
    )
    every = result.overall
    heading = FigureHeading(
        f"{words.count('complete', every.complete)} of {words.count('agreed', every.agreed, 'action')} agreed were "
        f"done, {words.count('in time', every.in_time)} of them in time",
        "Actions by the area of the review that they answer; right: how many were done",
    )
    return stacked_counts(CountedBars(bars, KEYS, {}), heading, width)
