"""All answers to one question, wave by wave."""

from __future__ import annotations

import numpy as np
import pandas as pd

from evalkit.delivery.parts.questionnaires import AnsweredQuestionnaire, mean_of_enough
from evalkit.records.delivery.survey_items import ItemAnswers, ItemWave
from evalkit.study.surveys import SurveyItem, SurveyWave

ORDERED, CHOSEN, SEVERAL = KINDS = ("scale", "choice", "ticks")


def distributions(one: AnsweredQuestionnaire) -> tuple[ItemAnswers, ...]:
    """Return every question that anybody answered in words of a list: no free text, no numbers, no orders."""
    seen = set(one.rows["item"])
    return tuple(_item(one, item) for item in one.survey.items if item.id in seen and item.kind in KINDS)


def _item(one: AnsweredQuestionnaire, item: SurveyItem) -> ItemAnswers:
    names = {scale.id: scale.name for scale in one.survey.scales}
    waves = [wave for wave in one.waves if item.is_asked(wave.id)]
    return ItemAnswers(
        item=item.id,
        asks=item.asks,
        scale=names.get(item.scale or "", ""),
        turned=any(item.turned(wave.id) for wave in waves),
        answers=one.survey.scale_of(item),
        ordered=item.kind == ORDERED,
        waves=tuple(
            _of_ordered(one, item, wave) if item.kind == ORDERED else _of_chosen(one, item, wave) for wave in waves
        ),
    )


def _of_ordered(one: AnsweredQuestionnaire, item: SurveyItem, wave: SurveyWave) -> ItemWave:
    labels = one.survey.scale_of(item)
    values = _rows(one.rows, item, wave)["value"].to_numpy(dtype=float)
    known = values[np.isfinite(values)]
    # What people said stands in their own words; only the mean is turned round.
    places = (len(labels) + 1 - known if item.turned(wave.id) else known).round().astype(int)
    counts = tuple(int((places == place).sum()) for place in range(1, len(labels) + 1))
    above = mean_of_enough((known > (len(labels) + 1) / 2).astype(float))
    return ItemWave(wave.name, len(known), counts, len(values) - len(known), mean_of_enough(known), above)


def _of_chosen(one: AnsweredQuestionnaire, item: SurveyItem, wave: SurveyWave) -> ItemWave:
    people = _rows(one.rows, item, wave)
    options = _rows(one.chosen, item, wave)["option"] if item.kind == SEVERAL else people["given"]
    counts = tuple(int((options == option).sum()) for option in one.survey.scale_of(item))
    return ItemWave(wave.name, people["person"].nunique(), counts, 0, np.nan, np.nan)


def _rows(rows: pd.DataFrame, item: SurveyItem, wave: SurveyWave) -> pd.DataFrame:
    return rows[(rows["item"] == item.id) & (rows["wave"] == wave.id)]
