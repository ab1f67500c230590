"""How an estimate is read: by its primary inference, beside its comparison, with both ends of its interval."""

from __future__ import annotations

from dataclasses import dataclass, replace

from evalkit.core.quantity import GRADES
from evalkit.design import DESIGNS
from evalkit.findings.finding import Finding
from evalkit.records.estimate import Estimate, Inference
from evalkit.report.sentences.parts.assumed_range import bears_out
from evalkit.report.sentences.parts.ends_words import direction_of, ends_words, other_ends, taken_off
from evalkit.report.sentences.parts.several_words import direction_among
from evalkit.report.words import LARGE_IN_GRADES, Words, brief, opened


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


SCHOOLS = Kind("school", "schools", "these schools", "similar schools")
AUTHORITIES = Kind("authority", "authorities", "this authority", "similar authorities")
# By what counts of a record call a unit.
KINDS = {kind.one: kind for kind in (SCHOOLS, AUTHORITIES)}


def side_of(kind: str, group: str, number: float) -> str:
    """Return what one side of a comparison is called, so many of a kind: ``schools studied``, ``similar schools``."""
    if group != "programme":
        return KINDS[kind].like
    return f"{KINDS[kind].one if round(number) == 1 and kind != SCHOOLS.one else KINDS[kind].many} studied"


@dataclass(frozen=True, slots=True)
class Reading:
    """How a reader should take an estimate.

    Attributes
    ----------
    inference : Inference or None
        The one shown.
    direction : str
        ``up``, ``down``, or empty when the interval shown, or the other answer beside it, holds 0 or cannot be given.
    withheld : bool
        Whether the intervals leave out 0 and no direction is told all the same, because of other questions asked.
    """

    inference: Inference | None
    direction: str
    withheld: bool = False


def read(finding: Finding) -> Reading:
    """Return how the finding should be taken: a direction only where nothing known of the study takes it back."""
    alone = read_estimate(finding.estimate)
    if alone.direction and not bears_out(finding, alone.direction):
        return replace(alone, direction="")
    told = direction_among(finding, alone.direction)
    return replace(alone, direction=told, withheld=told != alone.direction)


def read_estimate(result: Estimate) -> Reading:
    """Return how an estimate should be taken by its primary inference; without one it only describes."""
    if result.primary not in [inference.name for inference in result.inferences]:
        return Reading(None, direction="")
    sure = result.inference()
    return Reading(sure, direction_of(result, (sure.conf_low, sure.conf_high)))


def large(result: Estimate) -> bool:
    """Say whether an estimate is larger than trials lead one to expect."""
    return result.unit.name == GRADES.name and abs(result.estimate) > LARGE_IN_GRADES


def kind_of(result: Estimate) -> Kind:
    """Return whether an estimate is about schools or about a whole authority, in words."""
    return AUTHORITIES if result.estimand.level == "area" else SCHOOLS


def headline_text(words: Words, result: Estimate, reading: Reading) -> str:
    """Return the headline, quoting its numbers through ``words``."""
    opening = f"{_opening(words, result)}{taken_off(words, result)}"
    if reading.inference is None:
        return f"{opening}; no interval can be given, so we cannot tell how far chance is behind it."
    said = f"{opening}; the data fit anything from {span(words, reading.inference, result)}"
    if reading.withheld:
        return f"{said}."
    if not reading.direction:
        return f"{said}, so we cannot tell whether it {_either(result)}."
    which = ("a rise" if reading.direction == "up" else "a fall") if result.estimand.baseline else "a difference"
    return (
        f"{said}, which points to {which} relative to them. This is an association: other things that set "
        f"{kind_of(result).these} apart could be behind it."
    )


def treated_words(words: Words, result: Estimate) -> str:
    """Return the schools or authorities studied, counted."""
    kind, number = kind_of(result), result.counts.units_treated
    if kind is AUTHORITIES and number == 1:
        return "the authority studied"
    return f"the {words.count('schools treated', number, kind.one, kind.many)}"


def comparison_words(words: Words, result: Estimate) -> str:
    """Return the comparison, counted."""
    called = DESIGNS.get(result.design).called if result.design in DESIGNS.names() else ""
    number, unit = result.counts.units_comparison, kind_of(result)
    count, noun = words.count("comparison schools", number), unit.one if number == 1 else unit.many
    return f"{count} {called} {noun} elsewhere" if called else f"{count} comparison {noun}"


def _opening(words: Words, result: Estimate) -> str:
    treated, others = treated_words(words, result), comparison_words(words, result)
    shown = words.size("estimate", result.estimate, result.unit)
    rounded = round(result.estimate, result.unit.decimals)
    if not result.estimand.baseline:
        what = f"{opened(brief(result.outcome))} in {treated}"
        if not rounded:
            return f"{what} differed by {shown} from {others}"
        return f"{what} was {shown} {'higher' if rounded > 0 else 'lower'} than in {others}"
    when = opened(period(words, result))
    if not rounded:
        return f"{when}, {brief(result.outcome)} in {treated} changed as much as in {others} (a difference of {shown})"
    side = "more" if rounded > 0 else "less"
    return f"{when}, {brief(result.outcome)} in {treated} changed by {shown} {side} than in {others}"


def period(words: Words, result: Estimate) -> str:
    """Return the years compared."""
    what = result.estimand
    after = f"the average of {words.years(what.after())}" if what.averaged else words.year(what.cohort)
    if len(what.baseline) == 1 and not what.averaged:
        return f"between {words.year(what.baseline[0])} and {after}"
    before = f"the average of {words.years(what.baseline)}" if len(what.baseline) > 1 else words.year(what.baseline[0])
    return f"from {before} to {after}"


def span(words: Words, sure: Inference, result: Estimate) -> str:
    """Return both ends of the interval in words, and of the other answer where one stands beside it."""
    return f"{ends_words(words, (sure.conf_low, sure.conf_high), result.unit)}{other_ends(words, result)}"


def _either(result: Estimate) -> str:
    return "rose or fell relative to them" if result.estimand.baseline else "was truly higher or lower"
