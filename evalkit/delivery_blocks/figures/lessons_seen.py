"""In how many lessons each feature was clear, in schools' first term and in their last."""

from __future__ import annotations

from functools import partial

import pandas as pd

from evalkit.records.delivery.lessons_seen import LessonsSeen, SeenFeature
from evalkit.report.block import Block
from evalkit.report.figures.parts.canvas import NARROW, WIDE, Canvas, FigureHeading
from evalkit.report.figures.parts.stacked_counts import CountedBars, CountedRow, heads_above, stacked_counts
from evalkit.report.words import Words, opened

PARTS = ("lessons_seen",)
KEYS = ("clearly seen", "partly", "not seen")


def lessons_seen(result: LessonsSeen) -> Block:
    """Two bars for each feature: lessons of the first term of each school and of its last."""
    words = Words()
    rows = [row for row in result.ends if row.lessons]
    told = [
        f"{words.repeat('feature', row.feature)} in the {row.where}: "
        f"{words.count('clearly', row.clearly)} of {words.count('lessons', row.lessons, 'lesson')}"
        for row in rows
    ]
    alt = f"Bars of lessons by how clearly each feature was seen; clearly seen in these. {'. '.join(told)}."
    values = pd.DataFrame(
        [
            {
                "feature": row.feature,
                "term": row.where,
                "clearly": row.clearly,
                "partly": row.partly,
                "not_seen": row.unseen,
            }
            for row in rows
        ]
    )
    canvas, phone = _drawn(result, rows, words, WIDE), partial(_drawn, result, rows, words, NARROW)
    return canvas.block("lessons-seen", alt, values, words, phone=phone)


def _drawn(result: LessonsSeen, rows: list[SeenFeature], words: Words, width: float) -> Canvas:
    bars = tuple(
        CountedRow(opened(row.where), (row.clearly, row.partly, row.unseen), f"{row.clearly} of {row.lessons}")
        for row in rows
    )
    heads = heads_above([row.feature for row in rows])
    heading = FigureHeading(
        _message(result, rows, words),
        "Lessons of each school's own first and last term; right: in how many the feature was clearly seen",
    )
    return stacked_counts(CountedBars(bars, KEYS, heads, names=1.3), heading, width)


def _message(result: LessonsSeen, rows: list[SeenFeature], words: Words) -> str:
    first, last = ({row.feature: row for row in rows if row.where == when} for when in ("first term", "last term"))
    both = [name for name in first if name in last]
    if not both:
        seen = words.count("lessons", result.lessons, "lesson")
        return f"{seen} seen, none in a second term of the same school"
    more = sum(last[name].clearly * first[name].lessons > first[name].clearly * last[name].lessons for name in both)
    return (
        f"{words.count('features', more)} of {words.count('of features', len(both), 'feature')} looked for were clear "
        "in more of the lessons seen in schools' last term than in their first"
    )
