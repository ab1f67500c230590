"""The answer on the front page: whether a difference can be told, what range fits, and the best single figure."""

from __future__ import annotations

from evalkit.findings.finding import Answer, Finding, Unanswered
from evalkit.records.estimate import Estimate, Refusal
from evalkit.report.block import Block
from evalkit.report.sentences.front.plain_units import amount, bare_span, span
from evalkit.report.sentences.parts.estimate_words import comparison_words, like_words, read
from evalkit.report.sentences.parts.likeness import compared_of
from evalkit.report.words import Words, brief

# Performance tables call a school whose range holds the national mean average; here that word would say too much.
NOT_MEANT = "That means neither “no effect” nor “average”."
NOT_ANSWERED = "We cannot tell: the main question could not be answered."
WHY_NOT = "The tables at hand and the rules of this study leave no fair answer. The report says what would help."
NO_RANGE = "No range can be given, so we cannot say how far luck is behind it."


def verdict(answer: Answer) -> str:
    """Return whether a difference can be told, as a heading without numbers: told within its first ten words."""
    if isinstance(answer, Unanswered):
        return NOT_ANSWERED
    reading, result = read(answer), answer.estimate
    like, what = like_words(result, compared_of(answer)), brief(result.outcome)
    if not result.estimand.baseline:
        if reading.direction:
            side = "higher" if reading.direction == "up" else "lower"
            return f"We can tell a difference: {what} was {side} than in {like}."
        return f"We cannot tell if {what} was higher or lower than in {like}."
    if reading.direction:
        side = "rose" if reading.direction == "up" else "fell"
        return f"We can tell a difference: {what} {side} against {like}."
    return f"We cannot tell if {what} rose or fell against {like}."


def front_answer(finding: Finding) -> Block:
    """Say which range fits the results, on which condition, then the best single figure and beside whom."""
    words, result = Words(), finding.estimate
    sure = read(finding).inference
    said = [] if sure is None else [_fits(words, (sure.conf_low, sure.conf_high), result), *_other(words, result)]
    said += [_best(words, finding), *_taken_off(result), *([NO_RANGE] if sure is None else [])]
    return words.block(f"{finding.id}-front-answer", " ".join(said), (finding.id,))


def _fits(words: Words, ends: tuple[float, float], result: Estimate) -> str:
    # Who changed by more may still stand lower.
    what = "any change" if result.estimand.baseline else "anything"
    return f"If the comparison is fair, {what} from {span(words, 'interval', ends, result.unit)} fits the results."


def _other(words: Words, result: Estimate) -> list[str]:
    """Return the range of the other answer, where one stands beside the first."""
    other = result.if_chosen_low
    if other is None:
        return []
    if isinstance(other, Refusal):
        return ["If the area was picked for standing low, we cannot work out what is left of it."]
    stood = "low" if other.gap < 0 else "high"
    ends = bare_span(words, "interval if picked for how it stood", (other.conf_low, other.conf_high), result.unit)
    return [f"If the area was picked for standing {stood}, {ends} fits."]


def _taken_off(result: Estimate) -> list[str]:
    """Return that something was taken off because of how the area was picked, where it shows in the figure."""
    less = result.less_rise
    if less is None or not round(less.taken_off, result.unit.decimals):
        return []
    return [f"What such areas {'rise' if less.taken_off > 0 else 'fall'} by themselves is left out."]


def _best(words: Words, finding: Finding) -> str:
    result, compared = finding.estimate, compared_of(finding)
    others = comparison_words(words, result, compared).removesuffix(" elsewhere")
    rounded = round(result.estimate, result.unit.decimals)
    if not rounded:
        return f"The best single figure is no difference from {others}."
    size = amount(words, "estimate", result.estimate, result.unit)
    if not result.estimand.baseline:
        return f"The best single figure is {size} {'higher' if rounded > 0 else 'lower'} than in {others}."
    # A change is no level: schools that rose more may still stand lower.
    return f"The best single figure is a {'rise' if rounded > 0 else 'fall'} of {size} against {others}."
