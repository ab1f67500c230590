"""Every question of the questionnaires with all its answers, as a table."""

from __future__ import annotations

from collections.abc import Sequence

from evalkit.core.quantity import Unit
from evalkit.records.delivery.survey_items import ItemAnswers, ItemWave, SurveyItems
from evalkit.report.block import Block
from evalkit.report.table_cells import SUPPRESSED, Column, table_block
from evalkit.report.words import Words, listed

PARTS = ("survey_items",)
PEOPLE = Unit("people", 0)
STEPS = Unit("steps of the scale", 2)
SHARE = Unit("per cent", 0)


def survey_items(result: SurveyItems) -> Block:
    """How many gave each answer, wave by wave, with the mean and the share above the middle beside it."""
    return items_table(
        "survey-items",
        "Every question with all its answers",
        [(one.name, item) for one in result.surveys for item in one.items],
    )


def items_table(identifier: str, title: str, items: Sequence[tuple[str, ItemAnswers]]) -> Block:
    """Return one row for each question and time; ``items`` names the questionnaire of each."""
    if not items:
        return Words().block(identifier, "")
    usual = items[0][1].answers
    columns = (
        Column("survey", "Questionnaire"),
        Column("asks", "Question"),
        Column("wave", "When"),
        Column("people", "People", PEOPLE),
        Column("answers", "Answers, the lowest first"),
        Column("off", "Answers off the scale", PEOPLE),
        Column("mean", "Mean", STEPS, SUPPRESSED),
        Column("above", "Above the middle (%)", SHARE, SUPPRESSED),
    )
    rows = [
        {
            "survey": survey,
            "asks": f"{item.asks} (agreeing counts as less)" if item.turned else item.asks,
            "wave": wave.wave,
            "people": wave.people,
            "answers": _counts(item, wave, usual),
            "off": wave.off_scale,
            "mean": wave.mean if item.ordered else "",
            "above": 100 * wave.above if item.ordered else "",
        }
        for survey, item in items
        for wave in item.waves
    ]
    notes = (
        f"Where only numbers stand, they count, in this order: {listed(usual)}.",
        "Words as people chose them. Mean and share above the middle count so that higher is better.",
        "Each time stands for all who answered then: not all are the same people, and of few people one more or less "
        "moves a share by points.",
        "Where several things could be chosen, one person may be counted under more than one answer.",
    )
    return table_block(identifier, title, columns, rows, notes=notes)


def _counts(item: ItemAnswers, wave: ItemWave, usual: Sequence[str]) -> str:
    """Return how many gave each answer; answers in the usual words need not repeat them."""
    if item.answers == usual:
        return ", ".join(f"{count}" for count in wave.counts)
    return listed(f"{answer}: {count}" for answer, count in zip(item.answers, wave.counts, strict=True))
