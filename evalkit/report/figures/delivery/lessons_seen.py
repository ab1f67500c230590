"""In how many lessons each feature was clear, in the first term and in the last."""

from __future__ import annotations

from functools import partial

import pandas as pd

from evalkit.records.delivery.lessons_seen import LessonsSeen, SeenFeature
from evalkit.report.block import Block
from evalkit.report.figures.parts.canvas import NARROW, WIDE, Canvas, FigureHeading
from evalkit.report.figures.parts.stacked_counts import CountedBars, CountedRow, stacked_counts
from evalkit.report.words import Words

PARTS = ("lessons_seen",)
KEYS = ("clearly seen", "partly", "not seen")


def lessons_seen(result: LessonsSeen) -> Block:
    """Two bars for each feature: lessons of the first term and of the last."""
    words = Words()
    ends = dict.fromkeys((result.terms[0], result.terms[-1]))
    rows = [row for row in result.by_term if row.where in ends and row.lessons]
    told = [
        f"{words.repeat('feature', row.feature)} in {words.repeat('term', row.where)}: "
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
        CountedRow(row.where, (row.clearly, row.partly, row.unseen), f"{row.clearly} of {row.lessons}") for row in rows
    )
    heads: dict[int, str] = {}
    for place, row in enumerate(rows):
        if row.feature not in heads.values():
            heads[place] = row.feature
    heading = FigureHeading(
        _message(result, words),
        "Lessons seen in the first and in the last term; right: in how many the feature was clearly seen",
    )
    return stacked_counts(CountedBars(bars, KEYS, heads, names=1.3), heading, width)


def _message(result: LessonsSeen, words: Words) -> str:
    first, last = (
        {row.feature: row for row in result.by_term if row.where == term and row.lessons}
        for term in (result.terms[0], result.terms[-1])
    )
    both = [name for name in first if name in last]
    if len(result.terms) < 2 or not both:
        return f"What was seen in {words.count('lessons', result.lessons, 'lesson')}"
    more = sum(last[name].clearly * first[name].lessons > first[name].clearly * last[name].lessons for name in both)
    return (
        f"{words.count('features', more)} of {words.count('of features', len(both), 'feature')} looked for were clear "
        f"in more of the lessons seen in {words.repeat('term', result.terms[-1])} than in "
        f"{words.repeat('term', result.terms[0])}"
    )
