"""How easily a finding could be wrong, in words: other plans, whether any range settles it, what is off the scale."""

from __future__ import annotations

from dataclasses import replace
from functools import singledispatch

from evalkit.findings.finding import Finding
from evalkit.records.check import CheckResult
from evalkit.records.estimate import Estimate
from evalkit.records.shown import (
    GainsByBaseline,
    OutcomeShift,
    OutcomeShifts,
    SupportShares,
    YearContrast,
    YearContrasts,
)
from evalkit.report.block import Block
from evalkit.report.sentences.parts.estimate_words import Untold, read
from evalkit.report.sentences.parts.other_plans import PlanPlace, other_plans, place_among_plans
from evalkit.report.sentences.parts.robustness_rows import near_zero, on_the_scale, own_ranges, row_groups
from evalkit.report.sentences.standings import NONE_ASKED
from evalkit.report.words import Words, brief, listed, opened, stopped, unit_heading

NO_OTHER_PLAN = "No other plan was looked at."
WHERE = {
    PlanPlace.HIGHEST: "stands near the top of what they give",
    PlanPlace.LOWEST: "stands near the bottom of what they give",
    PlanPlace.MIDDLE: "stands among what they give",
    PlanPlace.NOT_KNOWN: "stands beside them; they are too few to say more",
}
ABOVE_ALL, BELOW_ALL = "stands above every one of them", "stands below every one of them"


def robustness(finding: Finding) -> Block:
    """The plan among other plans, then what no plan settles; at last what has no place on the scale."""
    words = Words()
    if not finding.checks:
        return words.block(f"{finding.id}-robustness-said", NONE_ASKED, (finding.id,))
    first = [_plans(words, finding), *_less_fair(words, finding), *_settled(words, finding), *_noughts(words, finding)]
    rest = _off_the_scale(words, finding)
    text = "\n\n".join([first[0], " ".join(first[1:]), *([rest] if rest else [])])
    return words.block(f"{finding.id}-robustness-said", text.replace("\n\n\n\n", "\n\n"), (finding.id,))


def _plans(words: Words, finding: Finding) -> str:
    """Return the lowest and the highest other plan, and where the plan's figure stands among them."""
    plans, unit = other_plans(finding), finding.estimate.unit.difference()
    if not plans:
        return NO_OTHER_PLAN
    own, shown = (
        round(finding.estimate.estimate, unit.decimals),
        [round(plan.estimate, unit.decimals) for plan in plans],
    )
    ends = (end(plan.estimate for plan in plans) for end in (min, max))
    low, high = (words.number("estimate under another plan", end, unit) for end in ends)
    grades = unit_heading(unit)
    if low == high:
        figure = words.number("estimate", finding.estimate.estimate, unit)
        same = "the same" if own == shown[0] else f"{low} {grades}"
        opening = "One other plan gives" if len(plans) == 1 else "Other plans all give"
        return f"{opening} {same}, beside the plan's {figure}{f' {grades}' if same == 'the same' else ''}."
    place = ABOVE_ALL if own > max(shown) else BELOW_ALL if own < min(shown) else WHERE[place_among_plans(finding)]
    return f"Other plans give {low} to {high} {grades}; the plan's own figure {place}."


def _less_fair(words: Words, finding: Finding) -> list[str]:
    plans = other_plans(finding)
    unfair = sum(plan.less_fair for plan in plans)
    if not unfair:
        return []
    some = words.count("other plans that are less fair", unfair)
    many = words.count("other plans", len(plans), "other plan")
    verb = "rests on a comparison" if unfair == 1 else "rest on comparisons"
    return [f"{opened(some)} of the {many} {verb} less fair than the plan allows."]


def _settled(words: Words, finding: Finding) -> list[str]:
    """Return whether any range of this very question tells a rise from a fall; ranges known to be too short do not."""
    every = own_ranges(finding)
    counted = [row for row in every if row.planned or not row.too_short]
    if not counted:
        return ["No range can be given, so nothing here tells a rise from a fall."]
    sides = [side for row in counted if (side := row.sided(finding.estimate.unit))]
    many = words.count("ranges", len(counted), "range")
    whose = f"the {many} for this question"
    short = len(every) - len(counted)
    if short:
        whose += f" that {'counts' if len(counted) == 1 else 'count'} what moves a whole area"
    what = _either(finding)
    if not sides:
        none = f"None of {whose} settles" if len(counted) > 1 else "The plan's range does not settle"
        return [f"{none} whether {what}."]
    if len(set(sides)) > 1:
        return [f"Ranges for this question contradict each other, so none settles whether {what}."]
    which = "a rise" if sides[0] == "up" else "a fall"
    if len(sides) < len(counted):
        verb = "points" if len(sides) == 1 else "point"
        rest = "the other does not" if len(counted) - len(sides) == 1 else "the others do not"
        told = words.count("ranges that settle", len(sides))
        return [f"{told} of {whose} {verb} to {which}; {rest}, so it is not settled whether {what}."]
    said = f"Every one of {whose} points to {which}" if len(counted) > 1 else f"The plan's range points to {which}"
    return [f"{said}{_all_the_same(finding)}."]


def _all_the_same(finding: Finding) -> str:
    """Return why a direction is not told all the same; nothing where it is."""
    untold = read(finding).untold
    if untold is Untold.OTHERS_ASKED:
        return ", but with so many questions asked that is not enough"
    return f", but {untold.value}" if untold is not None else ""


def _noughts(words: Words, finding: Finding) -> list[str]:
    """Return which contrasts that should be near zero are not, by their own ranges."""
    rows, unit = [row for row in near_zero(finding) if row.judged], finding.estimate.unit
    if not rows:
        return []
    far = [row for row in rows if row.sided(unit)]
    many = words.count("contrasts that should be near zero", len(rows), "contrast")
    if not far:
        none = "its range" if len(rows) == 1 else "every range"
        return [f"Of {many} that should be near zero, {none} holds zero; that does not show that nothing was there."]
    which = listed(
        f"{words.repeat('labels', row.label)} ({words.number('contrast', row.estimate, unit.difference())})"
        for row in far
    )
    some, have = words.count("contrasts away from zero", len(far)), "has" if len(far) == 1 else "have"
    return [f"Of {many} that should be near zero, {some} {have} a range without zero: {which}."]


def _off_the_scale(words: Words, finding: Finding) -> str:
    """Return what checks show that has no place on the scale of the estimate."""
    drawn = {id(check) for check in finding.checks if _drawn(check, finding)}
    told = [
        part for check in finding.checks if check.answered for part in off_scale(check.shows, words, finding.estimate)
    ]
    unanswered = sum(not check.answered for check in finding.checks)
    other = [check for check in finding.checks if check.answered and id(check) not in drawn and not _has_words(check)]
    if other:
        verb = "shows" if len(other) == 1 else "show"
        told.append(f"{words.count('checks of another kind', len(other), 'check')} {verb} something else")
    if unanswered:
        told.append(f"{words.count('checks not answered', unanswered, 'check')} could not be answered")
    return stopped(f"Not on this scale: {'; '.join(told)}") if told else ""


def _drawn(check: CheckResult, finding: Finding) -> bool:
    """Say whether a check gives a row by itself."""
    return len(row_groups(replace(finding, checks=(check,)))) > 1


def _has_words(check: CheckResult) -> bool:
    return off_scale.dispatch(type(check.shows)) is not off_scale.dispatch(object)


@singledispatch
def off_scale(shown: object, words: Words, result: Estimate) -> list[str]:
    """Return what a kind says in words instead of a row; nothing of a kind that has rows only."""
    return []


@off_scale.register
def _(shown: OutcomeShifts, words: Words, result: Estimate) -> list[str]:
    rows = [row for row in shown.rows if not on_the_scale(row.unit, result)]
    return _others(words, rows, "outcome", "that the programme should not move")


@off_scale.register
def _(shown: YearContrasts, words: Words, result: Estimate) -> list[str]:
    rows = [row for row in shown.rows if not on_the_scale(row.unit, result)]
    return _others(words, rows, "contrast", "of another measure before the start")


def _others(words: Words, rows: list[OutcomeShift] | list[YearContrast], one: str, which: str) -> list[str]:
    if not rows:
        return []
    # An end that a reader sees as zero is zero.
    far = sum(round(row.conf_low, row.decimals) > 0 or round(row.conf_high, row.decimals) < 0 for row in rows)
    number = words.count(f"{one}s {which}, away from zero", far) if far else "none"
    many = words.count(f"{one}s {which}", len(rows), one)
    return [f"of {many} {which}, {number} {'has' if far < 2 else 'have'} a range without zero"]


@off_scale.register
def _(shown: SupportShares, words: Words, result: Estimate) -> list[str]:
    if not shown.rows:
        return []
    last, unit = shown.rows[-1], result.unit.difference()
    share = words.count("share with similar support", last.share)
    return [
        f"if {share} in {words.count('hundred', 100)} comparison schools had like support, "
        f"{words.number('estimate', result.estimate, unit)} would stand for "
        f"{words.number('estimate if others had support', last.estimate, unit)}"
    ]


@off_scale.register
def _(shown: GainsByBaseline, words: Words, result: Estimate) -> list[str]:
    if not shown.rows:
        return []
    gain = words.number("gain by itself", shown.rows[0].expected, result.unit.difference())
    who = "that stood low before" if shown.chosen_in is None else "that the same rule would have chosen"
    return [f"schools elsewhere {who} changed by {gain} by themselves"]


def _either(finding: Finding) -> str:
    what = brief(finding.estimate.outcome)
    return f"{what} rose or fell" if finding.estimate.estimand.baseline else f"{what} was higher or lower"
