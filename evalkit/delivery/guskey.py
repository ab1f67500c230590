"""The five levels of Guskey (2000), from what people thought of it to what pupils reached: what is known at each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple

import numpy as np
import pandas as pd

from evalkit.core.small_groups import FEWEST_PEOPLE
from evalkit.delivery.parts.account import Account, DeliveryInputs
from evalkit.delivery.parts.own_ends import FIRST, LAST, own_ends
from evalkit.delivery.parts.questionnaires import AnsweredQuestionnaire, answered, mean_of_enough
from evalkit.delivery.parts.scale_values import both_values, change_of_enough
from evalkit.programme.tables.observations import FEATURES
from evalkit.records.delivery.guskey import FiveLevels, KnownAtLevel, ShownAs
from evalkit.study.surveys import SurveyScale, SurveyWave

LOOKED_AT = ("survey", "pupil_voice", "departments", "observations")
SUPPORT, LESSONS = 3, 4
CLEARLY = 2.0


class _Indicator(NamedTuple):
    """Something of a department that shows support: its words, its value in a row, and how that is shown."""

    name: str
    value: Callable[[pd.DataFrame], pd.Series]
    shown_as: ShownAs


INDICATORS = (
    _Indicator(
        "share of maths teachers trained as teachers of maths, mean of schools",
        lambda rows: rows["specialists"] / rows["teachers"].where(rows["teachers"] > 0),
        "percent",
    ),
    _Indicator(
        "schools whose head of maths belongs to the leadership team",
        lambda rows: rows["head_on_leadership"].map({"yes": 1.0, "no": 0.0}).astype(float),
        "count",
    ),
    _Indicator(
        "hours of development in the timetable each half term, mean of schools",
        lambda rows: rows["timetabled_cpd"],
        "mean",
    ),
)


def run(inputs: DeliveryInputs) -> FiveLevels:
    """Return every scale with a level, what departments have in place, what was seen in lessons, and the estimate."""
    scales = [
        line
        for one in answered(inputs, "teachers", "pupils")
        for scale in one.scales()
        if scale.level is not None
        for line in _of_scale(one, scale, scale.level)
    ]
    lines = [*scales, *_of_departments(inputs.kept.rows("departments")), *_of_lessons(inputs.kept.rows("observations"))]
    return FiveLevels(
        lines=tuple(sorted(lines, key=lambda line: line.level)),
        estimate=inputs.estimate,
        invented=inputs.kept.invented(*LOOKED_AT),
    )


def _of_scale(one: AnsweredQuestionnaire, scale: SurveyScale, level: int) -> list[KnownAtLevel]:
    """Return a scale as those who answered twice answered it; where nobody can be followed, a line for each time."""
    waves, values = one.waves_of(scale.id), one.values(scale.id)
    if len(waves) > 1 and one.follows_people():
        both = both_values(one, scale.id)
        return [_asked(one, scale, level, both, (waves[0], waves[-1]))]
    each = [(wave, values[["school", wave.id]].dropna().rename(columns={wave.id: "last"})) for wave in waves]
    return [_asked(one, scale, level, own, (wave,)) for wave, own in each]


def _asked(
    one: AnsweredQuestionnaire, scale: SurveyScale, level: int, people: pd.DataFrame, waves: tuple[SurveyWave, ...]
) -> KnownAtLevel:
    (low, high), twice = one.scale_ends(scale.id), len(waves) > 1
    change = change_of_enough(people) if twice else None
    return KnownAtLevel(
        level=level,
        instrument="questionnaire",
        name=f"{one.survey.name}: {scale.name}",
        counted=one.survey.who,
        asked=waves[0].invited,
        answered=len(people),
        first=mean_of_enough(people["first"].to_numpy(dtype=float)) if twice else np.nan,
        last=mean_of_enough(people["last"].to_numpy(dtype=float)),
        conf_low=change.conf_low if change else np.nan,
        conf_high=change.conf_high if change else np.nan,
        low=low,
        high=high,
        shown_as="mean",
        times=len(waves),
        when=tuple(wave.name for wave in waves),
        looking_back=one.survey.retrospective,
    )


def _of_departments(rows: pd.DataFrame) -> list[KnownAtLevel]:
    """Return each indicator over schools that have it in two terms: in their own first term and in their last."""
    lines = []
    for one in INDICATORS:
        values = one.value(rows)
        ends = own_ends(rows[values.notna()])
        first, last = (values[ends[end].index].mean() for end in (FIRST, LAST))
        if ends[LAST].empty:
            continue
        if one.shown_as == "percent" and ends[LAST]["teachers"].sum() < FEWEST_PEOPLE:
            first = last = np.nan
        found = (float(first), float(last))
        lines.append(_counted(SUPPORT, "departments", one.name, len(ends[LAST]), found, one.shown_as))
    return lines


def _of_lessons(rows: pd.DataFrame) -> list[KnownAtLevel]:
    """Return the share of what could be judged in lessons that was clearly seen, in schools' first term and last."""
    names, ends = [name for name, _, _ in FEATURES], own_ends(rows)
    if ends[LAST].empty:
        return []
    shares = []
    for end in (FIRST, LAST):
        seen = ends[end][names].to_numpy(dtype=float)
        judged = seen[np.isfinite(seen)]
        shares.append(float((judged == CLEARLY).mean()) if len(judged) else np.nan)
    name = "share of the features looked for in lessons that were clearly seen"
    lessons = len(ends[FIRST]) + len(ends[LAST])
    return [_counted(LESSONS, "observations", name, lessons, (shares[0], shares[1]), "percent")]


def _counted(
    level: int,
    instrument: Literal["departments", "observations"],
    name: str,
    answered: int,
    ends: tuple[float, float],
    shown_as: ShownAs,
) -> KnownAtLevel:
    return KnownAtLevel(
        level=level,
        instrument=instrument,
        name=name,
        counted="schools" if instrument == "departments" else "lessons",
        asked=None,
        answered=answered,
        first=ends[0],
        last=ends[1],
        conf_low=np.nan,
        conf_high=np.nan,
        low=0.0,
        high=np.nan if shown_as == "mean" else 1.0,
        shown_as=shown_as,
        times=2,
        when=(FIRST, LAST),
    )


ACCOUNT = Account(
    summary="what is known at each of five levels, from what people thought of it to what pupils reached",
    called="five levels",
    run=run,
    needs=("schools",),
    uses=LOOKED_AT,
    rests_on=("estimate",),
)
