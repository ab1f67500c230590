"""What may be said of a finding and what may not: ten sentences of each, judged by the finding's own interval.

What may be said of a size is said on the condition under which the interval was made. No size is said to be ruled out
unless the study declared beforehand which difference is of interest, and both one-sided tests of it say so.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from evalkit.core.quantity import GRADES, PERCENT
from evalkit.findings.finding import Finding
from evalkit.records.estimate import Estimate
from evalkit.records.margin import Margin
from evalkit.report.sentences.parts.assumed_range import range_of
from evalkit.report.sentences.parts.ends_words import widest
from evalkit.report.sentences.parts.estimate_words import (
    IF_IT_HOLDS,
    answer_sentences,
    comparison_words,
    kind_of,
    period,
    read,
    studied,
    treated_words,
    was_or_were,
)
from evalkit.report.sentences.parts.likeness import Likeness, compared_of
from evalkit.report.sentences.parts.several_words import among_others
from evalkit.report.sentences.standings import counted
from evalkit.report.words import Words, brief, opened

SHOWN = 10
# Steps in which a reader thinks: a tenth of a grade, two percentage points, a tenth of anything else.
STEPS = {GRADES.name: 0.1, PERCENT.name: 2.0}
OTHER_STEP = 0.1
FITS = "is compatible with these results"
NOT_KNOWN = "Not being able to tell a difference is not the same as there being none."
NONE_DECLARED = (
    "The study declared no smallest difference of interest before results could be seen, and none may be read off the "
    "interval afterwards."
)
NOT_BOTH = "It was declared beforehand, and not both one-sided tests of it say so."
ONLY_THE_DECLARED = "Only the margin that was declared beforehand may be said to be ruled out."


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence that somebody might say.

    Attributes
    ----------
    text : str
        The sentence.
    holds : bool
        Whether the finding bears it out.
    why : str
        What is wrong with it; empty for one that holds.
    """

    text: str
    holds: bool
    why: str = ""


ANOTHER_STUDY = Claim("Another study, of other schools or other years, may find another difference.", holds=True)
NOT_WHY = Claim("The answer says how results changed beside others, and not why.", holds=True)


def listed_claims(words: Words, finding: Finding, *, holding: bool) -> str:
    """Return ten claims that hold, or ten that do not with what is wrong with each, one to a line."""
    chosen = [claim for claim in claims(words, finding) if claim.holds == holding][:SHOWN]
    if holding:
        return "\n".join(f"- {claim.text}" for claim in chosen)
    return "\n".join(f"- “{claim.text}” {claim.why}" for claim in chosen)


def claims(words: Words, finding: Finding) -> Iterator[Claim]:
    """Yield claims about a finding, the most likely to be made first, each with whether it holds.

    Whether a claim about a size holds is worked out from the interval as the reader sees it: both ends rounded.
    """
    result, compared = finding.estimate, compared_of(finding)
    answer = answer_sentences(words, result, read(finding), compared)
    yield Claim(" ".join([*answer, *among_others(words, finding)]), holds=True)
    yield from _of_cause(words, result)
    yield from _of_certainty(words, finding, withheld=read(finding).withheld)
    yield from _of_size(words, finding)
    yield from _of_reach(words, result, compared)
    yield from _of_the_question(words, finding)


def of_cause(words: Words, result: Estimate) -> Claim:
    """Return what a reader says who takes the best single figure for the work of the programme."""
    bare, rounded = of_cause_alone(result), round(result.estimate, result.unit.decimals)
    by = f" by {words.size('estimate', result.estimate, result.unit)}" if rounded else ""
    why = f"{bare.why.removesuffix('.')}; and its size is not known so exactly."
    return Claim(f"{bare.text.removesuffix('.')}{by}.", holds=False, why=why)


def of_cause_alone(result: Estimate) -> Claim:
    """Return the same without its size."""
    rounded = round(result.estimate, result.unit.decimals)
    what = brief(result.outcome)
    did = f"{'raised' if rounded > 0 else 'lowered'} {what}" if rounded else f"kept {what} from falling"
    return Claim(
        f"The programme {did}.",
        holds=False,
        why=f"{opened(studied(result)).removesuffix(' studied')} {was_or_were(result)} not drawn by lot, so other "
        "things could be behind the difference.",
    )


def just_as(words: Words, finding: Finding) -> Claim:
    """Return what a reader says who takes a difference that cannot be told for none, or the one told for chance."""
    result, ends = finding.estimate, _ends(finding)
    many = kind_of(result).many
    did = "changed just as" if result.estimand.baseline else "did just as well as"
    text = f"{opened(studied(result))} {did} the comparison {many}{' did' if result.estimand.baseline else ''}."
    if ends is None or read(finding).withheld or ends[0] <= 0 <= ends[1]:
        return Claim(text, holds=False, why=NOT_KNOWN)
    return Claim(text, holds=False, why=_out(words.percent("confidence level", result.inference().conf_level)))


def of_others(result: Estimate) -> Claim:
    """Return what a reader says who takes the answer to other schools."""
    return Claim(
        f"The same programme would do the same in other {kind_of(result).many}.",
        holds=False,
        why="Those studied were not a random draw of any others.",
    )


def of_months(result: Estimate) -> Claim:
    """Return what a reader says who takes a difference between averages for time."""
    return Claim(
        "Pupils are some months ahead in their learning." if _upward(result) else "Pupils have fallen months behind.",
        holds=False,
        why="A difference between averages is not time gained or lost by a pupil.",
    )


def _of_cause(words: Words, result: Estimate) -> Iterator[Claim]:
    """Yield what would have to be known about causes."""
    yield of_cause(words, result)
    yield Claim(
        f"{opened(studied(result))} {was_or_were(result)} not drawn by lot, so other things that set "
        f"{kind_of(result).these} apart could be behind the difference.",
        holds=True,
    )


def _of_certainty(words: Words, finding: Finding, *, withheld: bool) -> Iterator[Claim]:
    """Yield how sure one may be of the number; with others asked beside it, an interval without 0 may not be enough."""
    result = finding.estimate
    ends, many = _ends(finding), kind_of(result).many
    if ends is None:
        yield Claim(f"The estimate describes these {many}; it does not judge.", holds=True)
        yield Claim("The difference is certain.", holds=False, why="No interval can be given for it.")
        yield just_as(words, finding)
        return
    share = words.percent("confidence level", result.inference().conf_level)
    alike = withheld or ends[0] <= 0 <= ends[1]
    by = "the other questions counted in" if withheld else _by(finding, share)
    yield Claim(
        f"{IF_IT_HOLDS}, a change no different from that of the comparison {many} {FITS} ({by}).",
        alike,
        _out(share),
    )
    yield just_as(words, finding)
    yield Claim(
        f"If its assumptions hold, an interval made in this way holds the true difference in {share} of studies.",
        holds=True,
    )
    yield Claim(
        f"With a probability of {share} the true difference lies in this interval.",
        holds=False,
        why="That share belongs to the way of making intervals, not to this one interval.",
    )


def _of_size(words: Words, finding: Finding) -> Iterator[Claim]:
    """Yield which sizes the interval allows; that one is ruled out is said of a declared margin alone."""
    result, margin, ends = finding.estimate, finding.beside.margin, _ends(finding)
    if ends is None:
        return
    low, high = ends
    unit, step = result.unit, STEPS.get(result.unit.name, OTHER_STEP)
    size = words.size("a size to compare with", step, unit)
    share = words.percent("confidence level", result.inference().conf_level)
    relative = f"relative to the comparison {kind_of(result).many}"
    for side, signed in (("rise", step), ("fall", -step)):
        holds = low <= signed <= high
        yield Claim(
            f"{IF_IT_HOLDS}, a {side} of {size} {relative} {FITS} ({_by(finding, share)}).",
            holds,
            "" if holds else _out(share),
        )
    yield from _of_interest(words, result, margin)
    for side, end in (("rise", high), ("fall", -low)):
        if math.isinf(end):
            continue
        far = words.size("a size beyond the interval", _beyond(end, step), unit)
        yield Claim(
            f"A {side} of {far} or more {relative} is ruled out.",
            holds=False,
            why=NONE_DECLARED if margin is None else ONLY_THE_DECLARED,
        )


def _of_interest(words: Words, result: Estimate, margin: Margin | None) -> Iterator[Claim]:
    """Yield whether the declared margin is ruled out, on the condition under which it was tested."""
    if margin is None:
        return
    size = words.size("smallest difference of interest", margin.size, result.unit)
    text = f"{IF_IT_HOLDS}, a difference of {size} or more, either way, is ruled out."
    yield Claim(text, margin.ruled_out, "" if margin.ruled_out else NOT_BOTH)


def _of_reach(words: Words, result: Estimate, compared: Likeness) -> Iterator[Claim]:
    """Yield whom the answer is about and whom it is not about."""
    treated, others = treated_words(words, result, compared), comparison_words(words, result, compared)
    better = "better" if _upward(result) else "worse"
    if kind_of(result).one == "school":
        yield Claim(
            f"{opened(treated)} all did {better} than the comparison schools.",
            holds=False,
            why="The answer is about an average; single schools lie on both sides of it.",
        )
    yield Claim("The answer is about an average and says nothing of single schools or pupils.", holds=True)
    yield Claim(f"{opened(treated)} were compared with {others}, not with the country as a whole.", holds=True)
    yield Claim(
        f"{opened(treated)} did {better} than the country as a whole.",
        holds=False,
        why=f"The comparison is with {others}.",
    )
    yield of_others(result)
    yield of_months(result)
    if result.counts.pupils_treated and result.estimand.baseline and kind_of(result).one == "school":
        pupils = words.count("pupils treated", result.counts.pupils_treated, "pupil")
        year = words.year(max(result.estimand.baseline))
        where = f"{opened(treated)} had {pupils} in the exam cohort of {year}"
        yield Claim(f"{where}; the question is about {words.repeat('plan', result.estimand.population)}.", holds=True)
    yield Claim(
        "Every group of pupils shared in it alike.",
        holds=False,
        why=f"The question is about {words.repeat('plan', result.estimand.population)} taken together.",
    )


def _of_the_question(words: Words, finding: Finding) -> Iterator[Claim]:
    """Yield how the question came about, and how long its answer holds."""
    result = finding.estimate
    yield Claim(
        "The question and its method stand in the study file as planned."
        if finding.status == "planned"
        else "The question is exploratory: it was not fixed before the results could be seen.",
        holds=True,
    )
    yield Claim(counted(words, finding.checks), holds=True)
    yield Claim(
        f"The true difference is {words.size('estimate', result.estimate, result.unit)}.",
        holds=False,
        why="That is the best single estimate; other sizes fit the data too.",
    )
    when = f" {period(words, result)}" if result.estimand.baseline else ""
    yield Claim(f"The answer is about the change{when}; later cohorts may differ.", holds=True)
    yield ANOTHER_STUDY
    yield NOT_WHY
    yield Claim("The question is settled.", holds=False, why="Another comparison or another year may answer otherwise.")
    yield Claim("Later cohorts will do the same.", holds=False, why="No later cohort is part of the answer.")


def _upward(result: Estimate) -> bool:
    return round(result.estimate, result.unit.decimals) >= 0


def _out(share: str) -> str:
    return f"The interval, at {share}, does not include that."


def _ends(finding: Finding) -> tuple[float, float] | None:
    """Return both ends of all that the headline shows, or None where a reader is given none."""
    result = finding.estimate
    if result.primary not in [inference.name for inference in result.inferences]:
        return None
    sure, decimals = result.inference(), result.unit.decimals
    if not (math.isfinite(sure.conf_low) and math.isfinite(sure.conf_high)):
        return None
    low, high = widest(result, (sure.conf_low, sure.conf_high))
    if finding.unobserved_need:
        # Where the range could not be worked out, nothing is ruled out.
        first, last = range_of(finding) or (-math.inf, math.inf)
        low, high = min(low, first), max(high, last)
    return round(low, decimals), round(high, decimals)


def _by(finding: Finding, share: str) -> str:
    """Return by what a size fits: by the interval, or by all that the headline shows beside it."""
    beside = finding.estimate.if_chosen_low is not None or finding.unobserved_need
    return f"{share} interval and what stands beside it" if beside else f"{share} interval"


def _beyond(end: float, step: float) -> float:
    """Return the first whole number of steps that lies clearly past an end of the interval."""
    return step * max(1, math.floor(end / step + 0.5) + 1)
