"""Every question of the questionnaires with all its answers, wave by wave."""

from __future__ import annotations

from evalkit.delivery.parts.account import Account, DeliveryInputs
from evalkit.delivery.parts.distributions import distributions
from evalkit.delivery.parts.questionnaires import answered, nobody_answered
from evalkit.records.delivery.record import NotKept
from evalkit.records.delivery.survey_items import AnsweredSurvey, SurveyItems

SUMMARY = "every question of the questionnaires with all its answers"
LOOKED_AT = ("survey", "pupil_voice")


def run(inputs: DeliveryInputs) -> SurveyItems | NotKept:
    """Return the distribution of the answers to each question in each wave."""
    found = answered(inputs, "teachers", "pupils")
    if not found:
        return nobody_answered("survey_items", SUMMARY, *LOOKED_AT)
    return SurveyItems(
        surveys=tuple(
            AnsweredSurvey(one.survey.id, one.survey.name, one.survey.who, one.follows_people(), distributions(one))
            for one in found
        ),
        invented=inputs.kept.invented(*LOOKED_AT),
    )


ACCOUNT = Account(summary=SUMMARY, called="single answers", run=run, needs=("schools",), uses=LOOKED_AT)
