"""How sure, and why, on the front page: what is known to be untrue or departs comes first."""

from __future__ import annotations

import math

from evalkit.findings.finding import Finding
from evalkit.records.estimate import Estimate
from evalkit.records.standing import LessRise
from evalkit.report.block import Block
from evalkit.report.sentences.front.plain_units import amount, bare_span
from evalkit.report.sentences.parts.assumed_range import range_of
from evalkit.report.sentences.parts.beside_words import often
from evalkit.report.sentences.parts.estimate_words import Reading, Untold, kind_of, large, read
from evalkit.report.sentences.parts.likeness import compared_of
from evalkit.report.sentences.parts.other_plans import PlanPlace, other_plans, place_among_plans
from evalkit.report.sentences.parts.several_words import how_many
from evalkit.report.sentences.robustness import NO_OTHER_PLAN
from evalkit.report.words import Words

DEPARTS = "The plan leaves its own rule for how sure we are; the report says why."
NOT_ALIKE = "Before the start the two sides were not all alike."
OF_SUCH = {0.95: "nineteen in twenty", 0.9: "nine in ten", 0.8: "four in five"}
RARE = "So large a difference is rare in trials."
FLATTERING = {
    ("dip", "up"): "The year we count from stood low here, so a rise can look too large.",
    ("peak", "down"): "The year we count from stood high here, so a fall can look too large.",
}
NOT_FORETOLD = "How small a difference would be noticed cannot be said here."
STOOD = "Areas that stand {} tend to {} by themselves, and that alone could be behind it."
OTHER = "estimate under another plan"
NOT_KNOWN = "Part of it may have come by itself, and nobody can say how much."


def front_sure(finding: Finding) -> Block:
    """Say how sure the answer is in two or three sentences, an untrue assumption or a departure first."""
    words, reading = Words(), read(finding)
    said = [*_untrue(words, finding), *([DEPARTS] if finding.departs else []), *_why_untold(words, finding, reading)]
    said += [*_too_good(finding, reading), *_not_alike(words, finding)]
    said.append(_cause(finding))
    if reading.inference is not None:
        said.append(f"With a fair comparison, {_level(words, reading)} such ranges are right.")
    return words.block(f"{finding.id}-front-sure", " ".join(said), (finding.id,))


def front_noticed(finding: Finding) -> Block:
    """Say the smallest difference that would be noticed."""
    words, text = Words(), NOT_FORETOLD
    if not math.isnan(finding.beside.smallest):
        size = amount(words, "smallest noticed", finding.beside.smallest, finding.estimate.unit)
        text = f"We would notice {size} {often(words, finding.beside.power)}."
    return words.block(f"{finding.id}-front-noticed", text, (finding.id,))


def front_plans(finding: Finding) -> Block:
    """Say what other plans give, and that the plan's figure is among their highest or lowest."""
    words = Words()
    text = _others(words, finding) if other_plans(finding) else NO_OTHER_PLAN
    return words.block(f"{finding.id}-front-plans", text, (finding.id,))


def _others(words: Words, finding: Finding) -> str:
    """Return what other plans give, once where they all give the same, and where the plan stands among them."""
    others, unit = [plan.estimate for plan in other_plans(finding)], finding.estimate.unit
    ends = (min(others), max(others))
    low, high = (round(end, unit.decimals) for end in ends)
    if low == high:
        opening = "Another plan gives" if len(others) == 1 else "Other plans all give"
        side = "more" if low > 0 else "less"
        return f"{opening} {f'{words.bare(OTHER, low, unit)} {side}' if low else 'no difference'}."
    place = place_among_plans(finding)
    among = f"; ours is in their {place}" if place in (PlanPlace.HIGHEST, PlanPlace.LOWEST) else ""
    return f"Other plans give {bare_span(words, OTHER, ends, unit)}{among}."


def _untrue(words: Words, finding: Finding) -> list[str]:
    """Return that an assumption is known to be untrue, and the range that follows, where schools were so chosen."""
    if not finding.unobserved_need or read(finding).inference is None:
        return []
    ends = range_of(finding)
    said = "We know that one thing we assume is untrue: these schools were chosen on a need that no table shows."
    if ends is None:
        return [said, "How far that moves the answer cannot be worked out."]
    return [said, f"With that in mind, it is anything from {bare_span(words, 'range', ends, finding.estimate.unit)}."]


def _why_untold(words: Words, finding: Finding, reading: Reading) -> list[str]:
    """Return what takes a direction back that the range alone would give."""
    other = finding.estimate.if_chosen_low
    if reading.untold is Untold.HOW_IT_STOOD and isinstance(other, LessRise):
        return [STOOD.format(*(("low", "rise") if other.gap < 0 else ("high", "fall")))]
    if reading.untold is Untold.NOT_WORKED_OUT:
        return [NOT_KNOWN]
    if reading.untold is Untold.OTHERS_ASKED:
        return [f"This is {how_many(words, finding)} questions; with so many, luck alone could give such a range."]
    return []


def _too_good(finding: Finding, reading: Reading) -> list[str]:
    """Return what makes a direction that is told look larger than it is."""
    base, told = finding.base_year, reading.direction
    said = [RARE] if large(finding.estimate) else []
    if base is not None and (base.kind, told) in FLATTERING:
        said.append(FLATTERING[base.kind, told])
    return said


def _not_alike(words: Words, finding: Finding) -> list[str]:
    compared, result = compared_of(finding), finding.estimate
    if compared.similar:
        return []
    if math.isnan(compared.apart):
        return [NOT_ALIKE]
    size = amount(words, "difference before the start", compared.apart, result.unit)
    side = "higher" if compared.apart > 0 else "lower"
    return [f"{_these(result)[0].capitalize()} started {size} {side}."]


def _cause(finding: Finding) -> str:
    result = finding.estimate
    these, verb = _these(result)
    who = these if verb == "was" else kind_of(result).many
    return f"{who.capitalize()} {verb} not picked by lot: other things could be the cause."


def _these(result: Estimate) -> tuple[str, str]:
    """Return what is studied and its verb: one authority, one school or several."""
    kind = kind_of(result)
    return (f"this {kind.one}", "was") if result.counts.units_treated == 1 else (kind.these, "were")


def _level(words: Words, reading: Reading) -> str:
    assert reading.inference is not None
    level = reading.inference.conf_level
    return OF_SUCH.get(level) or f"{words.percent('confidence level', level)} of"
