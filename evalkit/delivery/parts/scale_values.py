"""What one scale says: each wave, the change of those who answered twice, and schools that are large enough."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from evalkit.core.small_groups import FEWEST_PEOPLE
from evalkit.core.streams import stream
from evalkit.delivery.parts.questionnaires import (
    AnsweredQuestionnaire,
    mean_of_enough,
    spread_of_enough,
)
from evalkit.delivery.parts.shown_schools import in_order_of_labels
from evalkit.numeric.paired_change import PairedChange, paired_change
from evalkit.numeric.reliability import Reliability, reliability
from evalkit.records.delivery.survey_scales import MeasuredScale, MeasuredSurvey, ScaleWave, SchoolDot
from evalkit.study.surveys import SurveyScale

# Means of whole numbers reach an end of their scale but for rounding.
AT_THE_END = 1e-9
# One or two schools alone would be singled out.
FEWEST_DOTS = 3


def measured(one: AnsweredQuestionnaire, seed: int) -> MeasuredSurvey:
    """Return every scale of a questionnaire; ``seed`` of the study is for the draws of schools."""
    return MeasuredSurvey(
        survey=one.survey.id,
        name=one.survey.name,
        who=one.survey.who,
        retrospective=one.survey.retrospective,
        scales=tuple(_scale(one, scale, seed) for scale in one.scales()),
    )


def both_values(one: AnsweredQuestionnaire, scale: str) -> pd.DataFrame:
    """Return ``school``, ``first`` and ``last`` for each person who answered all of a scale at both ends."""
    values = one.values(scale)
    waves = one.waves_of(scale)
    ends = {"school": values["school"], "first": values[waves[0].id], "last": values[waves[-1].id]}
    return pd.DataFrame(ends).dropna(subset=["first", "last"])


def change_of_enough(both: pd.DataFrame) -> PairedChange | None:
    """Return the change of people who answered twice; None for fewer than ten."""
    if len(both) < FEWEST_PEOPLE:
        return None
    first, last = both["first"].to_numpy(dtype=float), both["last"].to_numpy(dtype=float)
    return paired_change(first, last, both["school"].to_numpy(dtype=str))


def _scale(one: AnsweredQuestionnaire, scale: SurveyScale, seed: int) -> MeasuredScale:
    (low, high), waves = one.scale_ends(scale.id), one.waves_of(scale.id)
    words = {one.survey.scale_of(item) for item in one.items(scale.id)}
    both = both_values(one, scale.id).iloc[: None if len(waves) > 1 else 0]
    return MeasuredScale(
        name=scale.name,
        level=scale.level,
        items=len(one.items(scale.id)),
        low=low,
        high=high,
        worded=words.pop() if len(words) == 1 else (),
        waves=tuple(_wave(one, scale, wave.id, seed) for wave in waves),
        matched=len(both),
        change=change_of_enough(both),
        first=mean_of_enough(both["first"].to_numpy(dtype=float)),
        last=mean_of_enough(both["last"].to_numpy(dtype=float)),
        schools=_dots(one, both),
    )


def _wave(one: AnsweredQuestionnaire, scale: SurveyScale, wave: str, seed: int) -> ScaleWave:
    matrix, (low, high) = one.matrix(scale.id, wave), one.scale_ends(scale.id)
    whole = matrix.dropna()
    values = whole.mean(axis=1).to_numpy(dtype=float)
    return ScaleWave(
        wave=next(each.name for each in one.waves if each.id == wave),
        people=len(whole),
        partly=len(matrix) - len(whole),
        mean=mean_of_enough(values),
        sd=spread_of_enough(values),
        floor=_share(values <= low + AT_THE_END, low),
        ceiling=_share(values >= high - AT_THE_END, high),
        reliability=_hangs_together(whole, stream(seed, "reliability", one.survey.id, scale.id, wave)),
    )


def _share(there: NDArray[np.bool_], end: float) -> float:
    """Return the share of people at an end of the scale; NaN where the study declares none."""
    return mean_of_enough(there.astype(float)) if np.isfinite(end) else np.nan


def _hangs_together(whole: pd.DataFrame, rng: np.random.Generator) -> Reliability | None:
    if len(whole) < FEWEST_PEOPLE or whole.shape[1] < 2:
        return None
    schools: NDArray[np.str_] = whole.index.get_level_values("school").to_numpy(dtype=str)
    return reliability(whole.to_numpy(dtype=float), schools, rng)


def _dots(one: AnsweredQuestionnaire, both: pd.DataFrame) -> tuple[SchoolDot, ...]:
    dots = []
    for name in in_order_of_labels(one.labels, set(both["school"])):
        own = both[both["school"] == name]
        if len(own) >= FEWEST_PEOPLE:
            dots.append(SchoolDot(one.labels[name], len(own), float(own["first"].mean()), float(own["last"].mean())))
    return tuple(dots) if len(dots) >= FEWEST_DOTS else ()
