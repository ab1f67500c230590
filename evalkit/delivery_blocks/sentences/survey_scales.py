"""How the answers of teachers moved, in sentences."""

from __future__ import annotations

from evalkit.records.delivery.survey_scales import SurveyScales
from evalkit.report.block import Block
from evalkit.report.sentences.parts.scale_words import counted, ends, has_range, looking_back, moved_scales, told
from evalkit.report.words import Words, listed

PARTS = ("survey_scales",)
NO_RANGE = "Chance is not ruled out: answers of so few schools give no range."
NO_TEACHERS = "No scale was answered twice by ten teachers or more."


def survey_scales(result: SurveyScales) -> Block:
    """On how many scales answers of the same teachers rose or fell, and which; pupils have an account of their own."""
    words, teachers = Words(), [one for one in result.surveys if one.who == "teachers"]
    scales = moved_scales(teachers)
    if not scales:
        return words.block("teachers-said", NO_TEACHERS)
    said = [f"{counted(words, scales, 'teachers')}: {listed(told(words, scale) for scale in scales)}."]
    on = f", {ends(words, scales)}" if ends(words, scales) else ""
    said += filter(None, [looking_back(teachers)])
    if not all(map(has_range, scales)):
        said.append(NO_RANGE)
    said.append(f"It is their own word{on}, and no teachers outside the programme were asked.")
    return words.block("teachers-said", " ".join(said))
