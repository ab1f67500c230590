"""Two sentences that anybody may say of a finding, and two that nobody may, as a proud and a sceptical reader would.

Each of the first two can be quoted alone: it names the outcome, the comparison and the range. The range is the one
that decides whether a direction is told: the finding's own, or what the other questions, the way the area stood or a
need that no table shows make of it.
"""

from __future__ import annotations

import math
from dataclasses import replace

from evalkit.findings.finding import Finding
from evalkit.records.estimate import Estimate
from evalkit.records.family import FamilyMember
from evalkit.records.standing import LessRise
from evalkit.report.block import Block
from evalkit.report.sentences.claims import Claim, just_as, of_cause
from evalkit.report.sentences.parts.assumed_range import range_of
from evalkit.report.sentences.parts.ends_words import NOT_WORKED_OUT, ends_words, if_so
from evalkit.report.sentences.parts.estimate_words import Reading, Untold, best_so, comparison_words, moved_beside, read
from evalkit.report.sentences.parts.likeness import compared_of
from evalkit.report.sentences.parts.several_words import one_of
from evalkit.report.words import Words, brief, opened

FAIR = "if that comparison is fair"
NO_RANGE = "no range can be given"
Ends = tuple[float, float]


def you_can_say(finding: Finding) -> Block:
    """Two sentences that the finding bears out, each with its comparison and its range."""
    words = Words()
    reading = read(finding)
    asked = f"; {one_of(words, finding)}" if one_of(words, finding) else ""
    said = (f"{one(words, finding, reading)}{asked}." for one in (_first, _second))
    text = "\n".join(f"- {one}" for one in said)
    return replace(words.block(f"{finding.id}-you-can-say", text, (finding.id,)), title="You can say")


def you_cannot_say(finding: Finding) -> Block:
    """What a proud and what a sceptical reader would claim, and what is wrong with it."""
    words = Words()
    text = "\n".join(f"- “{claim.text}” {claim.why}" for claim in _wrong(words, finding))
    return replace(words.block(f"{finding.id}-you-cannot-say", text, (finding.id,)), title="You cannot say")


def _first(words: Words, finding: Finding, reading: Reading) -> str:
    """Return whether a direction can be told, and the range that decides it."""
    result = finding.estimate
    beside = moved_beside(words, result, reading.direction, compared_of(finding))
    told = "The results suggest that" if reading.direction else "We cannot tell whether"
    return f"{told} {beside}: {_deciding(words, finding, reading)}"


def _deciding(words: Words, finding: Finding, reading: Reading) -> str:
    result, sure = finding.estimate, reading.inference
    if sure is None or not _finite(own := (sure.conf_low, sure.conf_high)):
        return NO_RANGE
    level = words.percent("confidence level", sure.conf_level)
    if reading.untold is Untold.OTHERS_ASKED:
        return _counting_others(words, finding, own)
    if reading.untold is Untold.UNSEEN_NEED:
        return _with_need(words, finding)
    if reading.untold is Untold.HOW_IT_STOOD and isinstance(result.if_chosen_low, LessRise):
        return _as_it_stood(words, result, result.if_chosen_low)
    came = f", but {NOT_WORKED_OUT}" if reading.untold is Untold.NOT_WORKED_OUT else ""
    return f"{FAIR}, {_fits(words, own, result)} ({level} interval){came}"


def _counting_others(words: Words, finding: Finding, own: Ends) -> str:
    """Return the range of one of several questions once all are counted in."""
    result = finding.estimate
    assert finding.family is not None
    member = finding.family.member(finding.id)
    if not member.judged_by:
        return f"{FAIR}, {_fits(words, own, result)}, but nothing shows how often one of so many does so by chance"
    level = words.percent("confidence level", finding.family.level)
    fits = _fits(words, _joint(member), result, " counting the others")
    return f"{FAIR}, {fits} once all questions of its kind are counted in ({level} interval)"


def _joint(member: FamilyMember) -> Ends:
    if member.stands_out_among_others and not member.borne_out_by_the_other:
        return member.other_low, member.other_high
    return member.joint_low, member.joint_high


def _with_need(words: Words, finding: Finding) -> str:
    ends = range_of(finding)
    if ends is None:
        return "how far the need on which the schools were chosen moves it could not be worked out"
    fits = _fits(words, ends, finding.estimate, " of the range")
    return f"depending on how far the need on which the schools were chosen followed their earlier results, {fits}"


def _as_it_stood(words: Words, result: Estimate, other: LessRise) -> str:
    fits = _fits(words, (other.conf_low, other.conf_high), result, " if picked for how it stood")
    return f"{if_so(other)}, {fits} ({words.percent('confidence level', other.conf_level)} interval)"


def _second(words: Words, finding: Finding, reading: Reading) -> str:
    """Return what stands beside it: the other answer where there is one, else the best single figure in its range."""
    result, sure = finding.estimate, reading.inference
    others = comparison_words(words, result, compared_of(finding))
    what = brief(result.outcome)
    best = f"For {what}, the best single figure is a difference from {others} of {best_so(words, result)}"
    if sure is None or not _finite(own := (sure.conf_low, sure.conf_high)):
        return f"{best}, and {NO_RANGE}"
    if reading.direction:
        return (
            f"The difference in {what} beside {others}, {_range(words, own, result)}, is an association: other things "
            "than the programme could be behind it"
        )
    if reading.untold is Untold.HOLDS_NOUGHT and isinstance(result.if_chosen_low, LessRise):
        return opened(f"{_as_it_stood(words, result, result.if_chosen_low)} for {what} beside {others}")
    if reading.untold is Untold.HOLDS_NOUGHT and finding.unobserved_need:
        return opened(f"{_with_need(words, finding)} for {what} beside {others}")
    if reading.untold is Untold.HOLDS_NOUGHT:
        return f"{best}, one of many that fit: they run from {_range(words, own, result)}"
    return f"{best}; taken alone, {_fits(words, own, result)}"


def _fits(words: Words, ends: Ends, result: Estimate, which: str = "") -> str:
    return f"anything from {_range(words, ends, result, which)} fits the results"


def _range(words: Words, ends: Ends, result: Estimate, which: str = "") -> str:
    return ends_words(words, ends, result.unit, which)


def _finite(ends: Ends) -> bool:
    return all(map(math.isfinite, ends))


def _wrong(words: Words, finding: Finding) -> tuple[Claim, Claim]:
    """Return the proud claim, then the sceptical one: whoever likes the sign overrates it, and the other denies it."""
    made, none = of_cause(words, finding.estimate), just_as(words, finding)
    rounded = round(finding.estimate.estimate, finding.estimate.unit.decimals)
    return (none, made) if rounded < 0 else (made, none)
