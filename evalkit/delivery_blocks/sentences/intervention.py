"""Who had extra help, and whether it faded, in sentences."""

from __future__ import annotations

import math

from evalkit.numeric.fading import Fading
from evalkit.records.delivery.intervention import PupilIntervention
from evalkit.report.block import Block
from evalkit.report.sentences.parts.fading_words import MESSAGES, MINUTES, verdict
from evalkit.report.words import Words

PARTS = ("intervention", "who")
NO_REASON = "Less help is no sign by itself that pupils needed less."


def intervention(result: PupilIntervention) -> Block:
    """Whether it faded, by how many minutes a pupil each term, beside the plan."""
    words, fading = Words(), result.fading
    said = f"{MESSAGES[verdict(fading)]}."
    if fading.actual.schools:
        said = f"{MESSAGES[verdict(fading)]}: {_slope(words, fading)}"
        said = f"{said}\n\n{' '.join([*_still(words, fading), NO_REASON])}"
    return words.block("intervention-fading", said)


def who(result: PupilIntervention) -> Block:
    """How many pupils and hours there were in the first and in the last term."""
    words = Words()
    if not result.terms:
        return words.block("intervention-who", "No group is on record with its pupils, sessions and minutes.")
    ends = [result.terms[0], *([result.terms[-1]] if len(result.terms) > 1 else [])]
    told = [
        f"{words.count('pupils', one.pupils, 'pupil')} of {words.count('schools', one.schools, 'school')} had "
        f"{words.count('pupil-hours', one.hours)} pupil-hours of extra help in {words.repeat('terms', one.term)}"
        for one in ends
    ]
    return words.block("intervention-who", f"{', and '.join(told)}.")


def _slope(words: Words, fading: Fading) -> str:
    actual, planned = fading.actual, fading.planned
    way = "less" if actual.slope < 0 else "more"
    of = words.count("schools", actual.schools, "school")
    each = words.size("slope", actual.slope, MINUTES)
    said = f"each term a pupil who was helped had {each} {way} (mean of {of}"
    if not math.isnan(actual.conf_low):
        signed = MINUTES.difference()
        ends = f"{words.number('low', actual.conf_low, signed)} to {words.number('high', actual.conf_high, signed)}"
        said += f"; {words.percent('confidence level', actual.conf_level)} range {ends}"
    said += ")"
    if planned.schools:
        meant = "less" if planned.slope < 0 else "more"
        said += f", where {words.bare('planned', planned.slope, MINUTES)} {meant} were planned"
    return f"{said}."


def _still(words: Words, fading: Fading) -> list[str]:
    """Return in how many schools it did not fall."""
    stayed = fading.actual.schools - fading.actual.falling
    of = words.count("schools", fading.actual.schools, "school")
    return [f"In {words.count('schools', stayed)} of {of} it did not fall."] if stayed else []
