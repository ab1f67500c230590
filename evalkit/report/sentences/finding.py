"""What a finding says: interval and comparison in every sentence, judgement last, association only."""

from __future__ import annotations

import math
from dataclasses import dataclass

from evalkit.core.quantity import GRADES
from evalkit.findings.finding import Finding
from evalkit.records.estimate import Estimate, Inference
from evalkit.report.block import Block
from evalkit.report.words import LARGE_IN_GRADES, Words, brief, holds_nought, named, opened, plain, stopped, way

# What clustering by school cannot see.
WIDER_THAN_A_SCHOOL = ("area-year shocks",)


@dataclass(frozen=True, slots=True)
class Reading:
    """How a reader should take an estimate.

    Attributes
    ----------
    inference : Inference or None
        The one shown.
    direction : str
        ``up``, ``down``, or empty when the interval shown holds 0 or cannot be given.
    """

    inference: Inference | None
    direction: str


def headline(finding: Finding) -> Block:
    """Estimate, comparison, interval, then what can and cannot be told from it."""
    words = Words()
    text = headline_text(words, finding.estimate, read(finding))
    return words.block(f"{finding.id}-headline", text, (finding.id,))


def caution(finding: Finding) -> Block:
    """What to keep in mind when quoting the estimate."""
    words = Words()
    reading, estimate = read(finding), finding.estimate
    parts = [_interval_caution(words, estimate, reading)]
    if reading.inference is not None and reading.inference.ignores:
        parts.append(stopped(f"It leaves out {_ignored(words, reading.inference)}"))
    if large(estimate):
        parts.append(
            f"The estimate, {words.size('estimate', estimate.estimate, estimate.unit)}, is larger than almost any "
            "secondary maths trial has found: check how schools were selected, and regression to the mean."
        )
    if finding.status == "exploratory":
        parts.append("The question is exploratory: it was not fixed before the results could be seen.")
    return words.block(f"{finding.id}-caution", " ".join(parts), (finding.id,))


def direction(finding: Finding) -> Block:
    """Which way it went, as far as that can be told."""
    words = Words()
    tail = "" if read(finding).direction else ": we cannot tell which"
    others, treated = comparison_words(words, finding.estimate), treated_words(words, finding.estimate)
    text = (
        f"Relative to {others}, {brief(finding.estimate.outcome)} in {treated} {direction_words(finding)}{tail}. "
        f"{_interval_sentence(words, finding)}"
    )
    return words.block(f"{finding.id}-direction", text, (finding.id,))


def estimand(finding: Finding) -> Block:
    """What is estimated, before the estimate."""
    words = Words()
    what, estimate = finding.estimate.estimand, finding.estimate
    if not what.baseline:
        text = f"What is estimated: the difference in {estimate.outcome} between the two groups of schools."
    else:
        each = "each school counting once" if what.weighting == "schools" else "schools counting by their pupils"
        text = (
            f"What is estimated: by how much more or less {words.repeat('plan', estimate.outcome)}, for "
            f"{words.repeat('plan', what.population)}, changed {_period(words, estimate)} in "
            f"{treated_words(words, estimate)} than in similar schools, {each}."
        )
    return words.block(f"{finding.id}-estimand", text, (finding.id,))


def primary(finding: Finding) -> Block:
    """How certainty is judged, what that assumes, why this way comes first, and what stands beside it.

    Everything in it follows from the design; no outcome after the baseline can change it.
    """
    words = Words()
    sure = read(finding).inference
    parts: list[str] = []
    if sure is not None:
        parts.append(
            f"How sure: the {words.percent('confidence level', sure.conf_level)} interval rests on {way(sure.name)}."
        )
        parts += [stopped(f"It assumes that {_lowered(words.repeat('method', sure.assumes))}")] if sure.assumes else []
        parts += [stopped(f"It leaves out {_ignored(words, sure)}")] if sure.ignores else []
    else:
        parts.append("How sure: no interval can be given, so the estimate describes and does not judge.")
    parts += [_rule(words, finding)] if finding.rule_reason else []
    if finding.departs:
        parts.append(stopped(words.repeat("plan", finding.departs)))
    parts += _beside(words, finding.estimate, sure)
    return words.block(f"{finding.id}-primary", " ".join(parts), (finding.id,))


def limits(finding: Finding) -> Block:
    """What the finding does not show, with every caveat it carries."""
    words = Words()
    parts = [
        "What this does not show: the schools were not drawn by lot, so other things that changed in these schools "
        "and not in the others could be behind the difference.",
        "It says nothing about single schools or single pupils.",
    ]
    sure = read(finding).inference
    spoken = (*finding.caveats, *finding.estimate.caveats, *(sure.caveats if sure else ()))
    parts += [stopped(words.repeat("caveat", caveat)) for caveat in dict.fromkeys(spoken)]
    return words.block(f"{finding.id}-limits", " ".join(parts), (finding.id,))


def estimate(result: Estimate) -> Block:
    """The headline of an estimate that belongs to no study."""
    words = Words()
    return words.block("estimate", headline_text(words, result, read_estimate(result)))


def quoted(finding: Finding) -> str:
    """Return the finding as a phrase for running text: interval first, then the best single estimate."""
    words = Words()
    reading, result = read(finding), finding.estimate
    best = f"best single estimate {_signed(words, result.estimate, result)}"
    if reading.inference is None:
        return f"{best}; no interval can be given"
    low, high = reading.inference.conf_low, reading.inference.conf_high
    return f"between {_signed(words, low, result)} and {_signed(words, high, result)}, {best}"


def direction_words(finding: Finding) -> str:
    """Return the verb that the interval supports."""
    return {"up": "rose", "down": "fell"}.get(read(finding).direction, "may have risen or fallen")


def read(finding: Finding) -> Reading:
    """Return how the finding should be taken."""
    return read_estimate(finding.estimate)


def read_estimate(result: Estimate) -> Reading:
    """Return how an estimate should be taken by its primary inference; without one it only describes."""
    if result.primary not in [inference.name for inference in result.inferences]:
        return Reading(None, direction="")
    sure = result.inference()
    holds = holds_nought(sure.conf_low, sure.conf_high, result.unit)
    return Reading(sure, direction="" if holds else ("up" if sure.conf_low > 0 else "down"))


def large(result: Estimate) -> bool:
    """Say whether an estimate is larger than trials lead one to expect."""
    return result.unit.name == GRADES.name and abs(result.estimate) > LARGE_IN_GRADES


def headline_text(words: Words, result: Estimate, reading: Reading) -> str:
    """Return the headline, quoting its numbers through ``words``."""
    opening = _opening(words, result)
    if reading.inference is None:
        return f"{opening}; no interval can be given, so we cannot tell how far chance is behind it."
    span = f"{opening}; the data fit anything from {_span(words, reading.inference, result)}"
    if not reading.direction:
        return f"{span}, so we cannot tell whether it {_either(result)}."
    which = ("a rise" if reading.direction == "up" else "a fall") if result.estimand.baseline else "a difference"
    return (
        f"{span}, which points to {which} relative to them. This is an association: other things that set these "
        "schools apart could be behind it."
    )


def treated_words(words: Words, result: Estimate) -> str:
    """Return the schools studied, counted."""
    counts = result.counts
    return f"the {words.count('schools treated', counts.schools_treated, 'school')}"


def comparison_words(words: Words, result: Estimate) -> str:
    """Return the comparison, counted."""
    kind = "similar" if result.design == "matched" else "comparison"
    elsewhere = " elsewhere" if result.design == "matched" else ""
    count = words.count("comparison schools", result.counts.schools_comparison)
    return f"{count} {kind} school{'' if result.counts.schools_comparison == 1 else 's'}{elsewhere}"


def _opening(words: Words, result: Estimate) -> str:
    treated, others = treated_words(words, result), comparison_words(words, result)
    shown = words.size("estimate", result.estimate, result.unit)
    rounded = round(result.estimate, result.unit.decimals)
    if not result.estimand.baseline:
        what = f"{opened(brief(result.outcome))} in {treated}"
        if not rounded:
            return f"{what} differed by {shown} from {others}"
        return f"{what} was {shown} {'higher' if rounded > 0 else 'lower'} than in {others}"
    when = opened(_period(words, result))
    if not rounded:
        return f"{when}, {brief(result.outcome)} in {treated} changed as much as in {others} (a difference of {shown})"
    side = "more" if rounded > 0 else "less"
    return f"{when}, {brief(result.outcome)} in {treated} changed by {shown} {side} than in {others}"


def _period(words: Words, result: Estimate) -> str:
    what = result.estimand
    if len(what.baseline) == 1:
        return f"between {words.year(what.baseline[0])} and {words.year(what.cohort)}"
    return f"from the average of {words.years(what.baseline)} to {words.year(what.cohort)}"


def _span(words: Words, sure: Inference, result: Estimate) -> str:
    low, high, unit = sure.conf_low, sure.conf_high, result.unit
    if math.isnan(low) or math.isnan(high):
        return "a large fall to a large rise (no interval could be worked out)"
    if round(low, unit.decimals) < 0 < round(high, unit.decimals):
        return f"{words.size('interval low', low, unit)} less to {words.bare('interval high', high, unit)} more"
    side = "more" if low + high > 0 else "less"
    near, far = sorted((("interval low", low), ("interval high", high)), key=lambda end: abs(end[1]))
    return f"{words.bare(*near, unit)} to {words.size(*far, unit)} {side}"


def _signed(words: Words, value: float, result: Estimate) -> str:
    rounded = round(value, result.unit.decimals)
    return words.size("value", value, result.unit) + (f" {'more' if rounded > 0 else 'less'}" if rounded else "")


def _either(result: Estimate) -> str:
    return "rose or fell relative to them" if result.estimand.baseline else "was truly higher or lower"


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
    others = []
    for one in result.inferences:
        if one is sure or not one.ignores:
            continue
        least = ", so it shows the least doubt there can be" if one.ignores in WIDER_THAN_A_SCHOOL else ""
        others.append(f"{named(one.name)} leaves out {_ignored(words, one)}{least}")
    said = [stopped(f"Beside it, {'; '.join(others)}")] if others else []
    return said + [
        stopped(f"{named(refusal.name)} cannot be computed: {words.repeat('method', refusal.reason)}")
        for refusal in result.refused
    ]


def _ignored(words: Words, sure: Inference) -> str:
    return words.repeat("method", plain(sure.ignores)).rstrip(".")


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:] if text[1:2].islower() or text[1:2] == " " else text


def _interval_caution(words: Words, result: Estimate, reading: Reading) -> str:
    if reading.inference is None:
        return "No interval can be given, so the estimate describes and does not judge."
    span = _span(words, reading.inference, result)
    if reading.direction:
        return f"The data fit anything from {span}. This is an association: other things could be behind it."
    return f"The data fit anything from {span}: with so wide an interval we cannot tell a rise from a fall."


def _interval_sentence(words: Words, finding: Finding) -> str:
    reading = read(finding)
    if reading.inference is None:
        return "No interval can be given."
    return f"The data fit anything from {_span(words, reading.inference, finding.estimate)}."
