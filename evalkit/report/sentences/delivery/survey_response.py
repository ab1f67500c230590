"""Who answered the questionnaires, in sentences."""

from __future__ import annotations

from evalkit.records.delivery.survey_response import QuestionnaireResponse, SurveyResponse, WaveResponse
from evalkit.report.block import Block
from evalkit.report.words import Words, listed

PARTS = ("survey_response",)
ONE = {"teachers": "teacher", "pupils": "pupil"}


def survey_response(result: SurveyResponse) -> Block:
    """For each questionnaire, who answered when, and how many answered at both times."""
    words = Words()
    return words.block("survey-response", " ".join(_of(words, one) for one in result.surveys))


def _of(words: Words, one: QuestionnaireResponse) -> str:
    waves = listed(_wave(words, one, wave) for wave in one.waves)
    said = [f"{words.repeat('surveys', one.name)}: {waves}."]
    if len(one.waves) > 1:
        said.append(
            f"{words.count('answered twice', one.both, ONE[one.who])} answered both the first and the last time."
            if one.both
            else "Nobody can be matched between the first and the last time."
        )
    return " ".join(said)


def _wave(words: Words, one: QuestionnaireResponse, wave: WaveResponse) -> str:
    answered = words.count("answered", wave.answered)
    when = words.repeat("waves", wave.wave)
    if wave.invited is None:
        return f"{answered} {ONE[one.who]}{'' if wave.answered == 1 else 's'} answered ({when})"
    return f"{answered} of {words.count('asked', wave.invited, ONE[one.who])} answered ({when})"
