"""A finding's range beside what other programmes made, on one scale of standard deviations of pupils."""

from __future__ import annotations

import math
from dataclasses import replace

from evalkit.findings.finding import Finding
from evalkit.report.benchmarks import Benchmarks, KnownEffect
from evalkit.report.benchmarks import benchmarks as known_benchmarks
from evalkit.report.block import Block
from evalkit.report.figures.parts.canvas import FigureHeading
from evalkit.report.figures.parts.scale import Scale, draw_scale, values_of
from evalkit.report.sentences.benchmarks import BesideUsual, overlap
from evalkit.report.sentences.parts.effect_size import PUPIL_SD, EffectSize, SizeRange, effect_size
from evalkit.report.sentences.parts.robustness_rows import RowGroup, ScaleRow
from evalkit.report.words import Words

NOT_DRAWN = "Without an effect size nothing is drawn beside other programmes."
OURS, THEIRS = "This study", "Other programmes and trials"
USUAL = "what a programme of one or two years usually makes, a planning range"
MESSAGES = {
    BesideUsual.ABOVE: "This study's whole range lies above what is usual",
    BesideUsual.BELOW: "This study's whole range lies below what is usual",
    BesideUsual.INSIDE: "This study's range lies within what is usual",
    BesideUsual.WHOLE: "This study's range holds all that is usual, and more",
    BesideUsual.PART: "This study's range holds part of what is usual",
}


def benchmarks(finding: Finding) -> Block:
    """The finding's range above what is known of others; a sentence where it cannot be set beside them."""
    size = effect_size(finding)
    known, words, identifier = known_benchmarks(), Words(), f"{finding.id}-benchmarks"
    if size is None:
        return words.block(identifier, NOT_DRAWN, (finding.id,))
    scale = Scale((RowGroup(OURS, _ours(size)), RowGroup(THEIRS, _theirs(known))), PUPIL_SD)
    heading = FigureHeading(MESSAGES[overlap(size)], f"Effect in {PUPIL_SD.name}", _source(known, words))
    low, high = (words.number(f"interval {end} in SDs", value, PUPIL_SD) for end, value in _ends(size.own))
    best, others = words.number("estimate in SDs", size.own.size, PUPIL_SD), len(known.effects) + 1
    usual = f"{words.repeat('benchmarks', f'{known.low:g}')} to {words.repeat('benchmarks', f'{known.high:g}')}"
    alt = (
        f"Interval plot of this study beside {words.count('other results', others, 'other result')}. It gives {best} "
        f"{PUPIL_SD.name}, with a range from {low} to {high}; such programmes usually make {usual}."
    )
    values = values_of(scale)
    wide, small = (draw_scale(scale, heading, phone=phone) for phone in (False, True))
    return wide.block(identifier, alt, values, words, (finding.id,), phone=small)


def _ours(size: EffectSize) -> tuple[ScaleRow, ...]:
    rows = [replace(_row("as planned", size.own), planned=True)]
    if size.if_chosen_low is not None:
        rows.append(_row("if the area was picked for how it stood", size.if_chosen_low))
    return tuple(rows)


def _theirs(known: Benchmarks) -> tuple[ScaleRow, ...]:
    usual = ScaleRow(USUAL, math.nan, known.low, known.high, "range")
    return (usual, *(_known(one) for one in known.effects))


def _known(one: KnownEffect) -> ScaleRow:
    return _row(f"{one.label}, {one.year}", SizeRange(one.effect, one.low, one.high))


def _row(label: str, size: SizeRange) -> ScaleRow:
    judged = math.isfinite(size.low) and math.isfinite(size.high)
    return ScaleRow(label, size.size, size.low, size.high, "interval" if judged else "dot")


def _source(known: Benchmarks, words: Words) -> str:
    cited = "; ".join(words.repeat("benchmarks", one.cited) for one in known.effects)
    unsized = "; ".join(words.repeat("benchmarks", f"{one.label} ({one.year}): {one.found}") for one in known.unsized)
    return f"{cited}. Not drawn, because no size was read at its source: {unsized}."


def _ends(size: SizeRange) -> tuple[tuple[str, float], tuple[str, float]]:
    return ("low", size.low), ("high", size.high)
