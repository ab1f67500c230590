"""What pupils said, drawn."""

from __future__ import annotations

from functools import partial

import pandas as pd

from evalkit.core.small_groups import FEWEST_PEOPLE
from evalkit.records.delivery.pupil_views import OccasionFeedback, PupilViews
from evalkit.records.delivery.survey_items import ItemAnswers
from evalkit.report.block import Block
from evalkit.report.figures.parts.canvas import NARROW, FigureHeading
from evalkit.report.figures.parts.paired_scales import paired_scales
from evalkit.report.figures.parts.stacked_answers import AnswerBar, stacked_answers
from evalkit.report.sentences.delivery.pupil_views import above_words
from evalkit.report.sentences.parts.scale_words import counted, looking_back, moved_scales
from evalkit.report.words import Words

PARTS = ("pupil_views", "feedback")


def pupil_views(result: PupilViews) -> Block:
    """Both times of each scale; without any, nothing."""
    words, scales = Words(), moved_scales(result.surveys)
    if not scales:
        return words.block("pupil-views", "")
    title = counted(words, scales, "pupils")
    return paired_scales("pupil-views", title, scales, words, source=looking_back(result.surveys))


def feedback(result: PupilViews) -> Block:
    """All answers to each statement after each occasion, as bars of one length."""
    words, asked = Words(), _alike(result)
    if not asked:
        return words.block("pupil-views-feedback", "")
    enough = [item for _, item in asked if item.waves[0].people >= FEWEST_PEOPLE]
    heading = FigureHeading(
        _message(words, enough),
        "Per cent of the pupils who answered after each occasion",
    )
    bars = [AnswerBar(item.asks, f"{item.waves[0].people} pupils", item.waves[0]) for _, item in asked]
    names = [one.name for one, _ in asked]
    heads = {place: name for place, name in enumerate(names) if place == 0 or names[place - 1] != name}
    draw = partial(stacked_answers, heading, bars, asked[0][1].answers, heads)
    said = [
        f"{words.repeat('occasions', one.name)}, {words.repeat('questions', item.asks)}: "
        f"{words.percent('above the middle', item.waves[0].above)} {above_words(item)}"
        for one, item in asked
        if item.waves[0].people >= FEWEST_PEOPLE
    ]
    alt = f"Stacked bars of all answers to each statement. {'; '.join(said)}."
    values = pd.DataFrame(
        [
            {"occasion": one.name, "statement": item.asks, "answer": answer, "people": count}
            for one, item in asked
            for answer, count in zip(item.answers, item.waves[0].counts, strict=True)
        ]
    )
    return draw().block("pupil-views-feedback", alt, values, words, phone=partial(draw, NARROW))


def _message(words: Words, items: list[ItemAnswers]) -> str:
    """Return with how many statements more than half agreed."""
    if not items:
        return "Fewer than ten pupils answered each statement"
    over = sum(item.waves[0].above > 0.5 for item in items)
    of = words.count("statements", len(items), "statement")
    if not over:
        return f"Fewer than half of the pupils {above_words(items[0])} any of {of}"
    return f"More than half of the pupils {above_words(items[0])} {words.count('by more than half', over)} of {of}"


def _alike(result: PupilViews) -> list[tuple[OccasionFeedback, ItemAnswers]]:
    """Return the statements that are answered in the same words as the first one; others stand in the table."""
    every = [(one, item) for one in result.feedback for item in one.items if item.ordered]
    return [(one, item) for one, item in every if item.answers == every[0][1].answers]
