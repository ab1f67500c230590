"""A finding beside what other programmes made, in one sentence."""

from __future__ import annotations

from enum import Enum

from evalkit.core.quantity import Unit
from evalkit.findings.finding import Finding
from evalkit.report.benchmarks import benchmarks as known_benchmarks
from evalkit.report.block import Block
from evalkit.report.sentences.parts.effect_size import PUPIL_SD, EffectSize, effect_size
from evalkit.report.words import Words

NOT_BESIDE = (
    "This result cannot be set beside those of other programmes: the tables do not tell how far pupils are spread, or "
    "no range can be given."
)


class BesideUsual(Enum):
    """How the range of a finding lies to what such programmes usually make, in words."""

    ABOVE = "lies wholly above what such programmes usually make, {usual}; check first how schools were chosen"
    BELOW = "lies wholly below what such programmes usually make, {usual}"
    INSIDE = "lies within what such programmes usually make, {usual}"
    WHOLE = "holds all that such programmes usually make, {usual}, and more, so it may be like them"
    PART = "holds part of what such programmes usually make, {usual}"


def benchmarks(finding: Finding) -> Block:
    """Where the finding's range lies to what such programmes usually make."""
    words, size = Words(), effect_size(finding)
    identifier = f"{finding.id}-benchmarks-said"
    if size is None:
        return words.block(identifier, NOT_BESIDE, (finding.id,))
    known = known_benchmarks()
    low, high = (words.number(f"interval {end} in SDs", value, PUPIL_SD) for end, value in ends(size))
    usual = f"{words.repeat('benchmarks', f'{known.low:g}')} to {words.repeat('benchmarks', f'{known.high:g}')}"
    text = f"The range of this study, {low} to {high} {PUPIL_SD.name}, {overlap(size).value.format(usual=usual)}."
    return words.block(identifier, text, (finding.id,))


def overlap(size: EffectSize) -> BesideUsual:
    """Return how the range, as a reader sees it, lies to what such programmes usually make."""
    known, decimals = known_benchmarks(), Unit("", PUPIL_SD.decimals).decimals
    low, high = (round(value, decimals) for _, value in ends(size))
    if low > known.high:
        return BesideUsual.ABOVE
    if high < known.low:
        return BesideUsual.BELOW
    if low >= known.low and high <= known.high:
        return BesideUsual.INSIDE
    return BesideUsual.WHOLE if low <= known.low and high >= known.high else BesideUsual.PART


def ends(size: EffectSize) -> tuple[tuple[str, float], tuple[str, float]]:
    """Return both ends of the plan's range, by name."""
    return ("low", size.own.low), ("high", size.own.high)
