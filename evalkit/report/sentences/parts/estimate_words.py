"""How an estimate is read: by its primary inference, beside its comparison, with both ends of its interval."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from enum import Enum

from evalkit.core.quantity import GRADES, holds_nought
from evalkit.design import DESIGNS
from evalkit.findings.finding import Finding
from evalkit.records.estimate import Estimate, Inference
from evalkit.records.standing import LessRise
from evalkit.report.sentences.parts.assumed_range import bears_out
from evalkit.report.sentences.parts.ends_words import allowing, direction_of, taken_off
from evalkit.report.sentences.parts.likeness import SIMILAR, Likeness
from evalkit.report.sentences.parts.several_words import direction_among
from evalkit.report.words import LARGE_IN_GRADES, NO_EFFECT_NOR_AVERAGE, Words, brief


@dataclass(frozen=True, slots=True)
class Kind:
    """What an estimate is about, in words.

    Attributes
    ----------
    one, many : str
        One of them, and several.
    these : str
        Those studied.
    like : str
        Those they are compared with.
    """

    one: str
    many: str
    these: str
    like: str


SCHOOLS = Kind("school", "schools", "these schools", "comparison schools")
AUTHORITIES = Kind("authority", "authorities", "this authority", "comparison authorities")
IF_IT_HOLDS = "If the assumption of this comparison holds"
# What an answer that tells no direction does not mean; performance tables write "average" where it may mean nothing.
NEITHER = f"That means {NO_EFFECT_NOR_AVERAGE}, as performance tables call a school whose interval includes 0."
BEST = "The best single figure"
A_MOVE = {"up": "a rise", "down": "a fall"}
MOVED = {"up": "rose", "down": "fell"}
HIGHER = {"up": "higher", "down": "lower"}
# By what counts of a record call a unit.
KINDS = {kind.one: kind for kind in (SCHOOLS, AUTHORITIES)}


def side_of(kind: str, group: str, number: float) -> str:
    """Return what one side is called, so many of a kind: ``schools studied``, ``comparison schools``."""
    if group != "programme":
        return KINDS[kind].like
    return f"{KINDS[kind].one if round(number) == 1 and kind != SCHOOLS.one else KINDS[kind].many} studied"


class Untold(Enum):
    """Why no direction is told."""

    NO_INTERVAL = "no interval can be given"
    HOLDS_NOUGHT = "both fit these results"
    HOW_IT_STOOD = "allowing for how the area stood, the interval does not point the same way"
    NOT_WORKED_OUT = "how much came by itself cannot be worked out"
    UNSEEN_NEED = "the need on which the schools were chosen may account for it"
    OTHERS_ASKED = "with so many questions asked, one interval without 0 is not enough"


@dataclass(frozen=True, slots=True)
class Reading:
    """How a reader should take an estimate.

    Attributes
    ----------
    inference : Inference or None
        The one shown.
    direction : str
        ``up``, ``down``, or empty when the interval shown, or the other answer beside it, holds 0 or cannot be given.
    untold : Untold or None
        Why no direction is told; None where one is.
    """

    inference: Inference | None
    direction: str
    untold: Untold | None = None

    @property
    def withheld(self) -> bool:
        """Whether the intervals leave out 0 and no direction is told all the same, because of other questions asked."""
        return self.untold is Untold.OTHERS_ASKED


def read(finding: Finding) -> Reading:
    """Return how the finding should be taken: a direction only where nothing known of the study takes it back."""
    alone = read_estimate(finding.estimate)
    if alone.direction and not bears_out(finding, alone.direction):
        return replace(alone, direction="", untold=Untold.UNSEEN_NEED)
    told = direction_among(finding, alone.direction)
    return alone if told == alone.direction else replace(alone, direction=told, untold=Untold.OTHERS_ASKED)


def read_estimate(result: Estimate) -> Reading:
    """Return how an estimate should be taken by its primary inference; without one it only describes."""
    if result.primary not in [inference.name for inference in result.inferences]:
        return Reading(None, direction="", untold=Untold.NO_INTERVAL)
    sure = result.inference()
    direction = direction_of(result, (sure.conf_low, sure.conf_high))
    return Reading(sure, direction, None if direction else _untold(result, sure))


def large(result: Estimate) -> bool:
    """Say whether an estimate is larger than trials lead one to expect."""
    return result.unit.name == GRADES.name and abs(result.estimate) > LARGE_IN_GRADES


def kind_of(result: Estimate) -> Kind:
    """Return whether an estimate is about schools or about a whole authority, in words."""
    return AUTHORITIES if result.estimand.level == "area" else SCHOOLS


def studied(result: Estimate) -> str:
    """Return those studied, without a number: ``the schools studied``, ``the authority studied``."""
    kind = kind_of(result)
    return f"the {kind.one if kind is AUTHORITIES and result.counts.units_treated == 1 else kind.many} studied"


def was_or_were(result: Estimate) -> str:
    """Return the verb that goes with those studied."""
    return "was" if studied(result).startswith(f"the {AUTHORITIES.one} ") else "were"


def headline_text(words: Words, result: Estimate, reading: Reading, compared: Likeness | None = None) -> str:
    """Return the answer and what it is compatible with, in short sentences, quoting its numbers through ``words``."""
    return " ".join(answer_sentences(words, result, reading, compared or Likeness()))


def answer_sentences(words: Words, result: Estimate, reading: Reading, compared: Likeness) -> list[str]:
    """Return whether a difference can be told, what the interval allows, the best single figure, and what it is not."""
    said = [told_or_not(words, result, reading, compared)]
    said += [] if reading.direction else [NEITHER]
    if reading.inference is None:
        said.append("No interval can be given, so nothing shows how far chance is behind the figure.")
    else:
        said += compatible(words, reading.inference, result)
    said.append(best_single(words, result))
    if reading.direction:
        said.append(association(result))
    return said


def association(result: Estimate) -> str:
    """Return what a direction that is told does not mean."""
    return f"It is an association: other things that set {kind_of(result).these} apart could be behind it."


def told_or_not(words: Words, result: Estimate, reading: Reading, compared: Likeness) -> str:
    """Return the sentence that opens a headline: its first ten words say whether a difference can be told."""
    what = moved_beside(words, result, reading.direction, compared, treated_words(words, result, compared))
    when = f", {period(words, result)}" if result.estimand.baseline else ""
    if not reading.direction:
        return f"We cannot tell whether {what}{when}."
    which = A_MOVE[reading.direction] if result.estimand.baseline else "a difference"
    return f"The results point to {which}: {what}{when}."


def moved_beside(words: Words, result: Estimate, direction: str, compared: Likeness, treated: str = "") -> str:
    """Return which way an outcome went beside its comparison; both ways where no direction is told.

    Parameters
    ----------
    words : Words
        Through which numbers are quoted.
    result : Estimate
        Of which it is said.
    direction : str
        ``up``, ``down`` or empty.
    compared : Likeness
        Who stands beside whom.
    treated : str
        Those studied, in words; left out where empty.
    """
    what = f"{brief(result.outcome)} in {treated}" if treated else brief(result.outcome)
    others = comparison_words(words, result, compared)
    beside = f"relative to {others}" if result.estimand.baseline else f"than in {others}"
    return f"{what} {gone(result, direction, beside)}"


def gone(result: Estimate, direction: str, beside: str) -> str:
    """Return which way it went beside its comparison, in words; both ways where ``direction`` is empty."""
    if not result.estimand.baseline:
        return f"was {HIGHER.get(direction, 'truly higher or lower')} {beside}"
    return f"{MOVED.get(direction, 'rose or fell')} {beside}"


def best_single(words: Words, result: Estimate) -> str:
    """Return the estimate, last, with what was taken off it; a reader keeps a number better than its range."""
    return f"{BEST} is {best_so(words, result)}{taken_off(words, result)}."


def best_so(words: Words, result: Estimate) -> str:
    """Return the estimate with its side in words."""
    rounded = round(result.estimate, result.unit.decimals)
    side = f" {'more' if rounded > 0 else 'less'}" if rounded else ""
    return f"{words.size('estimate', result.estimate, result.unit)}{side}"


def compatible(words: Words, sure: Inference, result: Estimate) -> list[str]:
    """Return what the results are compatible with, on which condition and at which level, and the other answer."""
    level = words.percent("confidence level", sure.conf_level)
    ends = between(words, sure, result)
    return [f"{IF_IT_HOLDS}, {ends} is compatible with these results ({level} interval).", *allowing(words, result)]


def treated_words(words: Words, result: Estimate, compared: Likeness | None = None) -> str:
    """Return the schools or authorities studied, counted, of as many as the programme has where that is known."""
    kind, number = kind_of(result), result.counts.units_treated
    if kind is AUTHORITIES and number == 1:
        return "the authority studied"
    whole = compared.asked if compared else 0
    if not whole or kind is AUTHORITIES:
        return f"the {words.count('schools treated', number, kind.one, kind.many)}"
    sought = "targeted " if compared and compared.targeted else ""
    every = words.count("schools of the programme", whole, f"{sought}{kind.one}", f"{sought}{kind.many}")
    own = f"the programme's {every}"
    return own if number == whole else f"{words.count('schools treated', number)} of {own}"


def comparison_words(words: Words, result: Estimate, compared: Likeness | None = None) -> str:
    """Return the comparison, counted; ``similar`` only where balance bears it out."""
    called = _called(result)
    alike = compared is None or compared.similar
    called = called if alike or called != SIMILAR else "comparison"
    number, unit = result.counts.units_comparison, kind_of(result)
    count, noun = words.count("comparison schools", number), unit.one if number == 1 else unit.many
    return f"{count} {called} {noun} elsewhere" if called else f"{count} comparison {noun}"


def like_words(result: Estimate, compared: Likeness) -> str:
    """Return the comparison without a number; ``similar`` only where balance bears it out."""
    kind = kind_of(result)
    return f"{SIMILAR} {kind.many}" if compared.similar and _called(result) == SIMILAR else kind.like


def _called(result: Estimate) -> str:
    return DESIGNS.get(result.design).called if result.design in DESIGNS.names() else ""


def period(words: Words, result: Estimate) -> str:
    """Return the years compared."""
    what = result.estimand
    after = f"the average of {words.years(what.after())}" if what.averaged else words.year(what.cohort)
    if len(what.baseline) == 1 and not what.averaged:
        return f"between {words.year(what.baseline[0])} and {after}"
    before = f"the average of {words.years(what.baseline)}" if len(what.baseline) > 1 else words.year(what.baseline[0])
    return f"from {before} to {after}"


def between(words: Words, sure: Inference, result: Estimate) -> str:
    """Return a difference between both ends of the interval, in words."""
    low, high, unit = sure.conf_low, sure.conf_high, result.unit
    if math.isnan(low) or math.isnan(high) or math.isinf(low) or math.isinf(high):
        return "any difference, however large (no interval could be worked out),"
    if round(low, unit.decimals) < 0 < round(high, unit.decimals):
        less, more = words.size("interval low", low, unit), words.bare("interval high", high, unit)
        return f"a difference between {less} less and {more} more"
    side = "more" if low + high > 0 else "less"
    near, far = sorted((("interval low", low), ("interval high", high)), key=lambda end: abs(end[1]))
    return f"a difference between {words.bare(*near, unit)} and {words.size(*far, unit)} {side}"


def _untold(result: Estimate, sure: Inference) -> Untold:
    """Return why a direction is not told by an estimate alone."""
    if math.isnan(sure.conf_low) or math.isnan(sure.conf_high):
        return Untold.NO_INTERVAL
    if holds_nought(sure.conf_low, sure.conf_high, result.unit):
        return Untold.HOLDS_NOUGHT
    return Untold.HOW_IT_STOOD if isinstance(result.if_chosen_low, LessRise) else Untold.NOT_WORKED_OUT
