"""Every question with all its answers, drawn for teachers and for pupils."""

from __future__ import annotations

from functools import partial

import pandas as pd

from evalkit.core.small_groups import FEWEST_PEOPLE
from evalkit.records.delivery.survey_items import ItemAnswers, SurveyItems
from evalkit.report.block import Block
from evalkit.report.figures.parts.canvas import NARROW, FigureHeading
from evalkit.report.figures.parts.stacked_answers import AnswerBar, stacked_answers
from evalkit.report.words import Words

PARTS = ("survey_items", "pupils")
# A share that moved by fewer points hardly moved.
CLEARLY = 0.05


def survey_items(result: SurveyItems) -> Block:
    """All answers of teachers to each question, each time."""
    return _drawn("survey-items", result, "teachers")


def pupils(result: SurveyItems) -> Block:
    """All answers of pupils to each question, each time."""
    return _drawn("survey-items-pupils", result, "pupils")


def _drawn(identifier: str, result: SurveyItems, who: str) -> Block:
    words = Words()
    asked = [one for one in result.surveys if one.who == who]
    # Times that other people answered are no first and last time.
    asked = [one for one in asked if one.followed] or asked[:1]
    every = [item for one in asked for item in one.items if item.ordered]
    items = [item for item in every if item.answers == every[0].answers]
    if not items:
        return words.block(identifier, "")
    twice = any(len(item.waves) > 1 for item in items)
    which = "not all of them the same people" if twice else "in the words they chose"
    heading = FigureHeading(
        _message(words, items, who),
        f"Per cent of the {who} who answered each time, {which}; right: when, and how many",
    )
    bars = [
        AnswerBar(_asked(item) if place == 0 else "", f"{wave.wave} ({wave.people})", wave)
        for item in items
        for place, wave in enumerate(item.waves)
    ]
    draw = partial(stacked_answers, heading, bars, items[0].answers, {})
    alt = f"Stacked bars of all answers of {who} to each question, each time. {heading.title}."
    values = pd.DataFrame(
        [
            {"question": item.asks, "wave": wave.wave, "answer": answer, "people": count}
            for item in items
            for wave in item.waves
            for answer, count in zip(item.answers, wave.counts, strict=True)
        ]
    )
    return draw().block(identifier, alt, values, words, phone=partial(draw, NARROW))


def _asked(item: ItemAnswers) -> str:
    return f"{item.asks} (agreeing counts as less)" if item.turned else item.asks


def _message(words: Words, items: list[ItemAnswers], who: str) -> str:
    """Return in how many questions clearly more or fewer people stood above the middle the last time."""
    twice = [
        item
        for item in items
        if len(item.waves) > 1 and min(item.waves[0].people, item.waves[-1].people) >= FEWEST_PEOPLE
    ]
    if not twice:
        return f"What {who} answered"
    moves = [item.waves[-1].above - item.waves[0].above for item in twice]
    up, down = (sum(sign * move >= CLEARLY for move in moves) for sign in (1, -1))
    of, points = words.count("questions", len(twice), "question"), words.count("points", 100 * CLEARLY, "point")
    if not up and not down:
        return f"On none of {of} the share of {who} above the middle moved by {points} or more"
    ways = [f"{way} on {words.count(way, number)}" for way, number in (("rose", up), ("fell", down)) if number]
    return f"Of {of}, the share of {who} above the middle {' and '.join(ways)} by {points} or more"
