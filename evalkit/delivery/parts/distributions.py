"""All answers to one question, wave by wave."""

from __future__ import annotations

import numpy as np
import pandas as pd

from evalkit.delivery.parts.questionnaires import Answered, mean_of_enough
from evalkit.records.delivery.survey_items import ItemAnswers, ItemWave
from evalkit.study.surveys import SurveyItem, SurveyWave

SEVERAL = ("ticks", "choice")


def distributions(one: Answered) -> tuple[ItemAnswers, ...]:
    """Return every question that anybody answered with words of a list; free text and numbers are not listed."""
    seen = set(one.rows["item"])
    kinds = ("scale", *SEVERAL)
    return tuple(_item(one, item) for item in one.survey.items if item.id in seen and item.kind in kinds)


def _item(one: Answered, item: SurveyItem) -> ItemAnswers:
    names = {scale.id: scale.name for scale in one.survey.scales}
    rows = one.rows[one.rows["item"] == item.id]
    return ItemAnswers(
        item=item.id,
        asks=item.asks,
        scale=names.get(item.scale or "", ""),
        turned=item.reversed or bool(item.reversed_in),
        answers=one.labels_of(item),
        ordered=item.kind == "scale",
        waves=tuple(_wave(one, item, rows[rows["wave"] == wave.id], wave) for wave in one.waves),
    )


def _wave(one: Answered, item: SurveyItem, rows: pd.DataFrame, wave: SurveyWave) -> ItemWave:
    labels = one.labels_of(item)
    if item.kind in SEVERAL:
        counts = tuple(int((rows["given"] == label).sum()) for label in labels)
        return ItemWave(wave.name, rows["person"].nunique(), counts, 0, np.nan)
    values = rows["value"].to_numpy(dtype=float)
    known = values[np.isfinite(values)]
    turned = item.reversed or wave.id in item.reversed_in
    # What people said stands in their own words; only the mean is turned round.
    places = (len(labels) + 1 - known if turned else known).round().astype(int)
    counts = tuple(int((places == place).sum()) for place in range(1, len(labels) + 1))
    return ItemWave(wave.name, len(known), counts, len(values) - len(known), mean_of_enough(known))
