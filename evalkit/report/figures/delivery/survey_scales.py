"""How the answers of teachers moved, drawn."""

from __future__ import annotations

from evalkit.records.delivery.survey_scales import SurveyScales
from evalkit.report.block import Block
from evalkit.report.figures.parts.paired_scales import paired_scales
from evalkit.report.sentences.parts.scale_words import counted, looking_back, moved_scales
from evalkit.report.words import Words

PARTS = ("survey_scales",)


def survey_scales(result: SurveyScales) -> Block:
    """Both times of each scale of teachers; without any, nothing."""
    words = Words()
    teachers = [one for one in result.surveys if one.who == "teachers"]
    scales = moved_scales(teachers)
    if not scales:
        return words.block("teachers-said", "")
    return paired_scales(
        "teachers-said", counted(words, scales, "teachers"), scales, words, source=looking_back(teachers)
    )
