"""What the scales of the questionnaires say, how well they measure, and how those who answered twice moved."""

from __future__ import annotations

from evalkit.delivery.parts.account import Account, DeliveryInputs
from evalkit.delivery.parts.questionnaires import answered, nobody_answered
from evalkit.delivery.parts.scale_values import measured
from evalkit.records.delivery.record import NotKept
from evalkit.records.delivery.survey_scales import SurveyScales

SUMMARY = "what the scales of the questionnaires say, and how well they measure"
LOOKED_AT = ("survey", "pupil_voice")


def run(inputs: DeliveryInputs) -> SurveyScales | NotKept:
    """Return each scale by wave with its reliability, and the change of the same people."""
    found = [one for one in answered(inputs, "teachers", "pupils") if one.scales()]
    if not found:
        return nobody_answered("survey_scales", SUMMARY, *LOOKED_AT)
    return SurveyScales(
        surveys=tuple(measured(one, inputs.study.seed) for one in found), invented=inputs.kept.invented(*LOOKED_AT)
    )


ACCOUNT = Account(
    summary=SUMMARY,
    called="survey answers",
    run=run,
    needs=("schools",),
    uses=LOOKED_AT,
    checked_against=(
        "tests/golden/test_reliability.py::test_alpha_omega_and_loadings_are_those_of_psych",
        "tests/golden/test_paired_change.py::test_the_change_of_the_same_people_is_that_of_r",
    ),
)
