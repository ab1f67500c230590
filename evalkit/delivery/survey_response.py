"""Who was asked, who answered, who answered twice, and how those who did not differed."""

from __future__ import annotations

import numpy as np
import pandas as pd

from evalkit.delivery.parts.account import Account, DeliveryInputs
from evalkit.delivery.parts.questionnaires import (
    AnsweredQuestionnaire,
    answered,
    mean_of_enough,
    nobody_answered,
    spread_of_enough,
)
from evalkit.delivery.parts.shown_schools import in_order_of_labels
from evalkit.records.delivery.record import NotKept
from evalkit.records.delivery.survey_response import (
    GroupResponse,
    QuestionnaireResponse,
    StayedAndLeft,
    SurveyResponse,
    WaveResponse,
)

SUMMARY = "who was asked, who answered, and who answered twice"
LOOKED_AT = ("survey", "pupil_voice")


def run(inputs: DeliveryInputs) -> SurveyResponse | NotKept:
    """Return the response to each questionnaire by wave, school and role, and who was lost between waves."""
    found = answered(inputs, "teachers", "pupils")
    if not found:
        return nobody_answered("survey_response", SUMMARY, *LOOKED_AT)
    return SurveyResponse(surveys=tuple(_response(one) for one in found), invented=inputs.kept.invented(*LOOKED_AT))


def _response(one: AnsweredQuestionnaire) -> QuestionnaireResponse:
    people, waves = one.people(), one.waves
    by_wave = {wave.id: set(people.loc[people["wave"] == wave.id, "person"]) for wave in waves}
    first, last = by_wave[waves[0].id], by_wave[waves[-1].id]
    both = first & last if len(waves) > 1 else set()
    schools = in_order_of_labels(one.labels, set(people["school"]))
    return QuestionnaireResponse(
        survey=one.survey.id,
        name=one.survey.name,
        who=one.survey.who,
        waves=tuple(WaveResponse(wave.name, wave.invited, len(by_wave[wave.id])) for wave in waves),
        both=len(both),
        only_first=len(first - last) if len(waves) > 1 else 0,
        only_last=len(last - first) if len(waves) > 1 else 0,
        schools=tuple(_group(one, people, "school", name, both) for name in schools),
        roles=tuple(_group(one, people, "role", name, both) for name in sorted(set(people["role"]) - {""})),
        hidden=len(set(people["school"]) - set(one.labels) - {""}),
        compared=tuple(
            _compared(one, scale.id, scale.name)
            for scale in one.scales()
            if both and one.waves_of(scale.id)[0] == waves[0]
        ),
    )


def _group(one: AnsweredQuestionnaire, people: pd.DataFrame, column: str, name: str, both: set[str]) -> GroupResponse:
    own = people[people[column] == name]
    counts = tuple(int((own["wave"] == wave.id).sum()) for wave in one.waves)
    stayed = set(own.loc[own["wave"] == one.waves[0].id, "person"]) & both
    return GroupResponse(one.labels.get(name, name) if column == "school" else name, counts, len(stayed))


def _compared(one: AnsweredQuestionnaire, scale: str, name: str) -> StayedAndLeft:
    people = one.people()
    last = set(people.loc[people["wave"] == one.waves[-1].id, "person"])
    values = one.values(scale)[one.waves_of(scale)[0].id].dropna()
    stayed = values[values.index.isin(last)].to_numpy(dtype=float)
    left = values[~values.index.isin(last)].to_numpy(dtype=float)
    return StayedAndLeft(
        scale=name,
        stayed=len(stayed),
        left=len(left),
        mean_stayed=mean_of_enough(stayed),
        mean_left=mean_of_enough(left),
        sd=spread_of_enough(np.concatenate([stayed, left])),
    )


ACCOUNT = Account(
    summary=SUMMARY,
    called="who answered",
    run=run,
    needs=("schools",),
    uses=LOOKED_AT,
)
