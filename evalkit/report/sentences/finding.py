"""What a finding says: whether a difference can be told, beside its comparison and interval; association only."""

from __future__ import annotations

from dataclasses import replace

from evalkit.findings.finding import Finding
from evalkit.records.estimate import Estimate, Inference
from evalkit.report.block import Block
from evalkit.report.sentences.assumed import need_words
from evalkit.report.sentences.base_year import counted_from_two_years
from evalkit.report.sentences.benchmarks import benchmarks as benchmarks
from evalkit.report.sentences.claims import listed_claims
from evalkit.report.sentences.front.answer import front_answer as answer_on_front
from evalkit.report.sentences.front.certainty import front_noticed as noticed_on_front
from evalkit.report.sentences.front.certainty import front_plans as plans_on_front
from evalkit.report.sentences.front.certainty import front_sure as sure_on_front
from evalkit.report.sentences.front.programme import front_counted as counted_on_front
from evalkit.report.sentences.in_numbers import in_numbers as in_numbers
from evalkit.report.sentences.parts.beside_words import alternatives, before_start, dose, noticed, of_interest
from evalkit.report.sentences.parts.ends_words import other_ends
from evalkit.report.sentences.parts.estimate_words import (
    NEITHER,
    Reading,
    answer_sentences,
    association,
    comparison_words,
    compatible,
    gone,
    headline_text,
    kind_of,
    large,
    like_words,
    period,
    read,
    read_estimate,
    treated_words,
)
from evalkit.report.sentences.parts.likeness import compared_of
from evalkit.report.sentences.parts.several_words import among_others, one_of
from evalkit.report.sentences.plan_stamp import stamped
from evalkit.report.sentences.quotable import you_can_say as you_can_say
from evalkit.report.sentences.quotable import you_cannot_say as you_cannot_say
from evalkit.report.sentences.robustness import robustness as robustness
from evalkit.report.sentences.security import security as security
from evalkit.report.sentences.standing import compared_of_asked, departing
from evalkit.report.sentences.standings import checks_counted as checks_counted
from evalkit.report.words import Words, brief, listed, named, opened, plain, stopped, way


def headline(finding: Finding) -> Block:
    """The answer with what it is compatible with, then what must stand beside it, a point each."""
    words = Words()
    result, compared = finding.estimate, compared_of(finding)
    answer = [*answer_sentences(words, result, read(finding), compared), *among_others(words, finding)]
    two_years = finding.base_year
    said = [
        *filter(None, [need_words(words, finding)]),
        *before_start(words, result, compared),
        *([counted_from_two_years(words, two_years, result)] if two_years is not None else []),
        *alternatives(words, finding),
        *noticed(words, result, finding.beside),
        *of_interest(words, result, finding.beside.margin),
        *_larger_than_trials(words, result),
    ]
    text = "\n\n".join(part for part in (" ".join(answer), "\n".join(f"- {one}" for one in said)) if part)
    return words.block(f"{finding.id}-headline", text, (finding.id,))


def answer(finding: Finding) -> Block:
    """Whether a difference can be told, in one short line without a number of its own: what a reader remembers."""
    words, reading = Words(), read(finding)
    result, compared = finding.estimate, compared_of(finding)
    others, asked = like_words(result, compared), one_of(words, finding)
    several = f" ({asked})" if asked else ""
    beside = gone(result, reading.direction, f"beside {others}" if result.estimand.baseline else f"than in {others}")
    if reading.direction:
        text = f"{opened(brief(result.outcome))} {beside}{several}, if the comparison is fair: an association."
    else:
        text = f"We cannot tell whether {brief(result.outcome)} {beside}{several}."
    return words.block(f"{finding.id}-answer", text, (finding.id,))


def meaning(finding: Finding) -> Block:
    """What the answer does not mean: the sentence that follows it."""
    result = finding.estimate
    text = association(result) if read(finding).direction else NEITHER
    return Words().block(f"{finding.id}-meaning", text, (finding.id,))


def stamp(finding: Finding) -> Block:
    """How the question stands to the plan: fixed beforehand, changed since, or exploratory."""
    return stamped(finding)


def caution(finding: Finding) -> Block:
    """What to keep in mind when quoting the estimate."""
    words = Words()
    reading, estimate = read(finding), finding.estimate
    parts = [_interval_caution(words, reading), *among_others(words, finding)]
    if reading.inference is not None:
        parts.append(stopped(f"It leaves out {_ignored(words, reading.inference)}"))
    parts += _larger_than_trials(words, estimate)
    if finding.status == "exploratory":
        parts.append("The question is exploratory: it was not fixed before the results could be seen.")
    return words.block(f"{finding.id}-caution", " ".join(parts), (finding.id,))


def direction(finding: Finding) -> Block:
    """Which way it went, as far as that can be told."""
    words = Words()
    tail = "" if read(finding).direction else ": we cannot tell which"
    compared = compared_of(finding)
    others = comparison_words(words, finding.estimate, compared)
    treated = treated_words(words, finding.estimate, compared)
    text = (
        f"Relative to {others}, {brief(finding.estimate.outcome)} in {treated} {direction_words(finding)}{tail}. "
        f"{_interval_sentence(words, finding)}"
    )
    text = " ".join([text, *among_others(words, finding)])
    return words.block(f"{finding.id}-direction", text, (finding.id,))


def estimand(finding: Finding) -> Block:
    """What is estimated, before the estimate."""
    words = Words()
    what, estimate, compared = finding.estimate.estimand, finding.estimate, compared_of(finding)
    if not what.baseline:
        text = f"What is estimated: the difference in {estimate.outcome} between the two groups of schools."
    else:
        each = ", each school counting once" if what.weighting == "schools" else ", schools counting by their pupils"
        each = "" if what.level == "area" else each
        text = (
            f"What is estimated: by how much more or less {words.repeat('plan', estimate.outcome)}, for "
            f"{words.repeat('plan', what.population)}, changed {period(words, estimate)} in "
            f"{treated_words(words, estimate, compared)} than in {like_words(estimate, compared)}{each}."
        )
        text = " ".join([text, *dose(words, finding)])
    return words.block(f"{finding.id}-estimand", text, (finding.id,))


def primary(finding: Finding) -> Block:
    """How certainty is judged, what that assumes, why this way comes first, and what stands beside it.

    Everything in it follows from the design; no outcome after the baseline can change it.
    """
    words = Words()
    sure = read(finding).inference
    parts = _way_and_assumption(words, sure)
    parts += [stopped(f"It leaves out {_ignored(words, sure)}")] if sure is not None else []
    parts += [_rule(words, finding)] if finding.rule_reason else []
    if finding.departs:
        parts.append(stopped(words.repeat("plan", finding.departs)))
    parts += _beside(words, finding.estimate, sure)
    return words.block(f"{finding.id}-primary", " ".join(parts), (finding.id,))


def how_sure(finding: Finding) -> Block:
    """How certainty is judged and what that assumes, and no more: for the front page."""
    words = Words()
    return words.block(
        f"{finding.id}-how-sure", " ".join(_way_and_assumption(words, read(finding).inference)), (finding.id,)
    )


def limits(finding: Finding) -> Block:
    """What the finding does not show, with every caveat it carries."""
    words, kind = Words(), kind_of(finding.estimate)
    was = "was" if kind.these.startswith("this") else "were"
    parts = [
        f"What this does not show: {kind.these} {was} not drawn by lot, so other things that changed there and not in "
        "the others could be behind the difference.",
        "It says nothing about single schools or single pupils.",
    ]
    sure = read(finding).inference
    spoken = (*finding.caveats, *finding.estimate.caveats, *(sure.caveats if sure else ()))
    parts += [stopped(words.repeat("caveat", caveat)) for caveat in dict.fromkeys(spoken)]
    return words.block(f"{finding.id}-limits", " ".join(parts), (finding.id,))


def standing(finding: Finding) -> Block:
    """How many of the schools asked about have a comparison, and why others have none."""
    return compared_of_asked(finding)


def departure(finding: Finding) -> Block:
    """Whether the way of judging certainty that comes first is the design's own, and why not."""
    return departing(finding)


def front_answer(finding: Finding) -> Block:
    """Which range fits and the best single figure, in the words of the front page."""
    return answer_on_front(finding)


def front_counted(finding: Finding) -> Block:
    """How many of the schools asked about are compared, in the words of the front page."""
    return counted_on_front(finding)


def front_sure(finding: Finding) -> Block:
    """How sure the answer is and why, in the words of the front page."""
    return sure_on_front(finding)


def front_noticed(finding: Finding) -> Block:
    """What would be noticed, in the words of the front page."""
    return noticed_on_front(finding)


def front_plans(finding: Finding) -> Block:
    """What other plans give and where the plan's figure stands among them, in the words of the front page."""
    return plans_on_front(finding)


def may_be_said(finding: Finding) -> Block:
    """Ten sentences that the finding bears out."""
    words = Words()
    text = listed_claims(words, finding, holding=True)
    return replace(words.block(f"{finding.id}-may-be-said", text, (finding.id,)), title="What may be said")


def may_not_be_said(finding: Finding) -> Block:
    """Ten sentences that the finding does not bear out, and what is wrong with each."""
    words = Words()
    text = listed_claims(words, finding, holding=False)
    return replace(words.block(f"{finding.id}-may-not-be-said", text, (finding.id,)), title="What may not be said")


def estimate(result: Estimate) -> Block:
    """The headline of an estimate that belongs to no study."""
    words = Words()
    return words.block("estimate", headline_text(words, result, read_estimate(result)))


def quoted(finding: Finding) -> Block:
    """Return the finding as a phrase for running text: interval first, then the best single estimate."""
    words = Words()
    return words.block(f"{finding.id}-quoted", quoted_in(words, finding), (finding.id,))


def quoted_in(words: Words, finding: Finding) -> str:
    """Return the same, quoting its numbers through ``words``."""
    reading, result = read(finding), finding.estimate
    best = f"best single estimate {_signed(words, result.estimate, result)}"
    if reading.inference is None:
        return f"{best}; no interval can be given"
    low, high = reading.inference.conf_low, reading.inference.conf_high
    both = f"between {_signed(words, low, result)} and {_signed(words, high, result)}"
    several = f", {one}" if (one := one_of(words, finding)) else ""
    return f"{both}{other_ends(words, result)}, {best}{several}"


def direction_words(finding: Finding) -> str:
    """Return the verb that the interval supports."""
    return {"up": "rose", "down": "fell"}.get(read(finding).direction, "may have risen or fallen")


def _larger_than_trials(words: Words, result: Estimate) -> list[str]:
    """Return the warning that goes with an estimate larger than trials find; none with any other."""
    if not large(result):
        return []
    return [
        f"The estimate, {words.size('estimate', result.estimate, result.unit)}, is larger than almost any secondary "
        "maths trial has found: check how schools were selected, and regression to the mean."
    ]


def _way_and_assumption(words: Words, sure: Inference | None) -> list[str]:
    if sure is None:
        return ["How sure: no interval can be given, so the estimate describes and does not judge."]
    level = words.percent("confidence level", sure.conf_level)
    assumed = [stopped(f"It assumes that {_lowered(words.repeat('method', sure.assumes))}")] if sure.assumes else []
    return [f"How sure: the {level} interval rests on {way(sure.name)}.", *assumed]


def _signed(words: Words, value: float, result: Estimate) -> str:
    rounded = round(value, result.unit.decimals)
    return words.size("value", value, result.unit) + (f" {'more' if rounded > 0 else 'less'}" if rounded else "")


def _rule(words: Words, finding: Finding) -> str:
    """Return which way the design itself puts first, and why."""
    reason = _lowered(words.repeat("rule", finding.rule_reason))
    if not finding.rule_primary:
        return stopped(reason)
    if finding.departs:
        return stopped(f"The design itself would put {named(finding.rule_primary)} first: {reason}")
    return stopped(f"The design calls for it: {reason}")


def _beside(words: Words, result: Estimate, sure: Inference | None) -> list[str]:
    """Return what to think of every other way, and why one that was asked for is missing."""
    blind: dict[str, list[str]] = {}
    for one in result.inferences:
        if one is not sure:
            blind.setdefault(_ignored(words, one), []).append(named(one.name))
    others = [f"{listed(ways)} {'leaves' if len(ways) == 1 else 'leave'} out {what}" for what, ways in blind.items()]
    said = [stopped(f"Beside it, {'; '.join(others)}")] if others else []
    return said + [
        stopped(f"{named(refusal.name)} cannot be computed: {words.repeat('method', refusal.reason)}")
        for refusal in result.refused
    ]


def _ignored(words: Words, sure: Inference) -> str:
    return words.repeat("method", plain(sure.ignores)).rstrip(".")


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:] if text[1:2].islower() or text[1:2] == " " else text


def _interval_caution(words: Words, reading: Reading) -> str:
    """Return what the interval rests on and whether it tells a direction; its ends stand with the estimate."""
    sure = reading.inference
    if sure is None:
        return "No interval can be given, so the estimate describes and does not judge."
    opening = (
        f"The {words.percent('confidence level', sure.conf_level)} interval holds only if the assumption of this "
        "comparison does"
    )
    if reading.direction:
        return f"{opening}, and what it shows is an association: other things could be behind it."
    if reading.withheld:
        return f"{opening}."
    assert reading.untold is not None
    return f"{opening}. We cannot tell a rise from a fall: {reading.untold.value}."


def _interval_sentence(words: Words, finding: Finding) -> str:
    reading = read(finding)
    if reading.inference is None:
        return "No interval can be given."
    return " ".join(compatible(words, reading.inference, finding.estimate))
