"""A finding in standard deviations of pupils, where the tables tell how far pupils are spread."""

from __future__ import annotations

import math
from dataclasses import dataclass

from evalkit.core.quantity import Unit
from evalkit.findings.finding import Finding
from evalkit.records.standing import LessRise
from evalkit.report.sentences.parts.estimate_words import read_estimate

NARROWER = "pupils differ less in progress than in grades, so a trial would call the same difference smaller"
PUPIL_SD = Unit("standard deviations of pupils", 2, signed=True)


@dataclass(frozen=True, slots=True)
class SizeRange:
    """An estimate and its interval.

    Attributes
    ----------
    size, low, high : float
        In standard deviations of pupils.
    """

    size: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class EffectSize:
    """A finding in standard deviations of pupils.

    Attributes
    ----------
    own : SizeRange
        The plan's answer.
    if_chosen_low : SizeRange or None
        The other answer; None where none stands beside it.
    sd : float
        The standard deviation it is divided by: of all pupils in England, in the outcome's own unit.
    """

    own: SizeRange
    if_chosen_low: SizeRange | None
    sd: float


def effect_size(finding: Finding) -> EffectSize | None:
    """Return the finding in standard deviations of pupils; None without an interval, or where their spread is unknown.

    The size is the adjusted difference over the standard deviation of the outcome between pupils. Limits are published
    of progress alone, which is what earlier results leave unexplained, so pupils differ less in it than in the grades
    and marks by which trials report: `NARROWER` must stand wherever a size does.
    """
    result, sd = finding.estimate, finding.beside.pupil_sd
    sure = read_estimate(result).inference
    if sure is None or not math.isfinite(sd) or sd <= 0.0:
        return None
    if not (math.isfinite(sure.conf_low) and math.isfinite(sure.conf_high)):
        return None
    other = result.if_chosen_low
    low = None
    if isinstance(other, LessRise):
        low = SizeRange(other.estimate / sd, other.conf_low / sd, other.conf_high / sd)
    return EffectSize(SizeRange(result.estimate / sd, sure.conf_low / sd, sure.conf_high / sd), low, sd)
