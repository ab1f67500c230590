"""What could make a finding wrong: what was done about it, what the record shows, what remains; no marks are given."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeVar

from evalkit.core.quantity import Unit
from evalkit.design import DESIGNS
from evalkit.findings.finding import Finding
from evalkit.records.comparison import BalanceRow
from evalkit.records.shown import (
    GainsByBaseline,
    HiddenNumbers,
    JudgedRefit,
    JudgedRefits,
    OutcomeShift,
    OutcomeShifts,
    Shown,
    SupportShares,
    TiedGroup,
    TiedGroups,
    YearContrast,
    YearContrasts,
)
from evalkit.records.standing import LessRise
from evalkit.report.block import Block
from evalkit.report.sentences.parts.assumed_range import range_of
from evalkit.report.sentences.parts.beside_words import often
from evalkit.report.sentences.parts.estimate_words import kind_of, read
from evalkit.report.sentences.parts.other_plans import other_plans
from evalkit.report.sentences.parts.robustness_rows import ended_before
from evalkit.report.table_cells import Column, table_block
from evalkit.report.words import Words, listed, named, opened, unit_heading

TITLE = "What could make this wrong"
NOT_DONE = "Not looked at"
NOTHING_SHOWN = "Nothing"
# The bands in which fairness before the start is usually read: fine, to be adjusted for, beyond adjustment.
FINE, ADJUSTED = 0.05, 0.25
BAND = Unit("standard deviations", 2)
MOST_WANTED = 3

Kind = TypeVar("Kind", bound=Shown)


@dataclass(frozen=True, slots=True)
class Threat:
    """One thing that could make a finding wrong.

    Attributes
    ----------
    what : str
        The threat, in words.
    done, shown, remains : str
        What was done about it, what the record shows, and what remains.
    """

    what: str
    done: str
    shown: str
    remains: str


def threats(finding: Finding) -> Block:
    """One row for each threat, and at last what would change the answer."""
    words = Words()
    makers: tuple[Callable[[Words, Finding], Threat], ...] = (
        _design,
        _power,
        _lost,
        _balance,
        _selection,
        _before,
        _spill_over,
        _others_support,
        _other_causes,
        _measurement,
        _choices,
        _questions,
        _would_change,
    )
    made = [maker(words, finding) for maker in makers]
    rows = [
        {"what": one.what, "done": opened(one.done), "shown": opened(one.shown), "remains": opened(one.remains)}
        for one in made
    ]
    columns = (
        Column("what", "Threat"),
        Column("done", "What was done"),
        Column("shown", "What the record shows"),
        Column("remains", "What remains"),
    )
    block = table_block(f"{finding.id}-threats", TITLE, columns, rows, findings=(finding.id,))
    return replace(block, quotes=words.quotes())


def _design(words: Words, finding: Finding) -> Threat:
    result, kind = finding.estimate, kind_of(finding.estimate)
    counts = result.counts
    design = (DESIGNS.get(result.design).words if result.design in DESIGNS.names() else "") or named(result.design)
    areas = ""
    if counts.kind == "school" and counts.areas_comparison:
        areas = f" in {words.count('comparison areas', counts.areas_comparison, 'area')}"
    alone = counts.areas_treated == 1
    return Threat(
        "Design: no lot decided who took part",
        f"a comparison: {design}",
        f"{words.count('studied', counts.units_treated)} {kind.many if counts.units_treated != 1 else kind.one} beside "
        f"{words.count('compared with', counts.units_comparison)}{areas}",
        "whatever else happened in this one area alone" if alone else "whatever else set those studied apart",
    )


def _power(words: Words, finding: Finding) -> Threat:
    beside, what = finding.beside, "Power: too small to notice"
    if math.isnan(beside.smallest):
        return Threat(what, NOT_DONE, NOTHING_SHOWN, "how small a difference would be noticed is not known")
    size = words.size("smallest noticed", beside.smallest, finding.estimate.unit)
    return Threat(
        what,
        "the smallest difference noticed was worked out without results of those studied after the start",
        f"{size}, noticed {often(words, beside.power)}",
        "a smaller difference can be there unseen",
    )


def _lost(words: Words, finding: Finding) -> Threat:
    found, what = finding.standing, "Losses and missing numbers"
    kind = kind_of(finding.estimate)
    if found is None:
        return Threat(what, NOT_DONE, NOTHING_SHOWN, "who was lost is not known")
    shown = f"{words.count('compared', found.compared)} of {words.count('asked about', found.asked)} have a comparison"
    if found.lost:
        reason, number = found.lost[0]
        shown = f"{shown}; most often: {words.repeat('reason', reason)} ({words.count('lost', number)})"
    remains = f"no {kind.one} was lost; pupils are not followed one by one"
    if found.lost:
        remains = f"what is said need not hold for the {kind.many} lost"
    return Threat(what, f"each {kind.one} asked about was followed to the comparison", shown, remains)


def _balance(words: Words, finding: Finding) -> Threat:
    rows = [row for row in (finding.balance.rows if finding.balance else ()) if math.isfinite(row.smd_after)]
    what = "Unlike before the start"
    if not rows:
        return Threat(what, NOT_DONE, NOTHING_SHOWN, "how alike both sides were is not known")
    fine, adjusted, beyond = (
        _in_band(rows, low, high) for low, high in ((0.0, FINE), (FINE, ADJUSTED), (ADJUSTED, math.inf))
    )
    first, second = (words.bare("limit", limit, BAND) for limit in (FINE, ADJUSTED))
    many = words.count("measures", len(rows), "measure")
    numbers = (
        f"{_some(words, 'within the first limit', fine)} within {first} standard deviations of schools",
        f"{_some(words, 'within the second limit', adjusted)} within {second}",
        f"{_some(words, 'beyond both limits', beyond)} beyond",
    )
    shown = f"of {many}, {listed(numbers)}"
    if beyond:
        shown = f"{shown}: {listed(words.repeat('labels', row.label) for row in beyond)}"
    remains = "no adjustment can be trusted with so large a difference" if beyond else "what no table measures"
    return Threat(what, "both sides were set beside each other on measures of the time before", shown, remains)


def _selection(words: Words, finding: Finding) -> Threat:
    what, result = "Selection: chosen for standing low", finding.estimate
    if finding.unobserved_need:
        ends = range_of(finding)
        shown = (
            f"it is {_ends(words, ends, finding, ' of the range')}"
            if ends
            else "how far it moves the difference is not known"
        )
        return Threat(
            what, "a range over what the unseen need may have done", shown, "the need itself stands in no table"
        )
    if result.less_rise is not None:
        size = words.size("taken off", result.less_rise.taken_off, result.unit)
        done = "what areas that stood so change by themselves was taken off"
        return Threat(what, done, size, "other reasons for the choice")
    other = result.if_chosen_low
    if isinstance(other, LessRise):
        less = _ends(words, (other.conf_low, other.conf_high), finding, " if picked for how it stood")
        done = "what would be left had the area been picked for how it stood was worked out"
        return Threat(what, done, f"then the range is {less}", "which answer is right cannot be read off the results")
    return _gains(words, finding, what, tried=other is not None)


def _gains(words: Words, finding: Finding, what: str, *, tried: bool) -> Threat:
    """Return what schools elsewhere gained by themselves, where a check looked at them."""
    shown = next((one for one in _shown(finding, GainsByBaseline) if one.rows), None)
    if shown is not None:
        gain = words.number("gain by itself", shown.rows[0].expected, finding.estimate.unit.difference())
        whom = "that stood low before" if shown.chosen_in is None else "that the same rule would have chosen"
        done = f"schools elsewhere {whom} were looked at"
        return Threat(what, done, f"they changed by {gain} by themselves", "reasons for the choice that no table shows")
    if tried:
        return Threat(
            what, "tried", "what would be left cannot be worked out", "part of a rise may have come by itself"
        )
    return Threat(what, NOT_DONE, NOTHING_SHOWN, "part of a rise may have come by itself")


def _before(words: Words, finding: Finding) -> Threat:
    rows: list[YearContrast | JudgedRefit] = [row for shown in _shown(finding, YearContrasts) for row in shown.rows]
    judged = (row for shown in _shown(finding, JudgedRefits) for row in shown.rows)
    rows += [row for row in judged if ended_before(row, finding.estimate)]
    done = "contrasts between years before the start"
    return _noughts(words, "Apart already before the start", done, [_contrast(row, finding) for row in rows])


def _spill_over(words: Words, finding: Finding) -> Threat:
    rows = [row for shown in _shown(finding, TiedGroups) for row in shown.rows if not row.declared]
    done = "groups with ties to the programme were compared as if they had had it"
    return _noughts(words, "Spill-over to others", done, [_contrast(row, finding) for row in rows])


def _other_causes(words: Words, finding: Finding) -> Threat:
    rows = [row for shown in _shown(finding, OutcomeShifts) for row in shown.rows]
    done = "outcomes that the programme should not move"
    return _noughts(words, "Something else that changed", done, [_contrast(row, finding) for row in rows])


def _contrast(row: YearContrast | JudgedRefit | TiedGroup | OutcomeShift, finding: Finding) -> tuple[str, float, float]:
    """Return a contrast with its ends as a reader sees them: an end that is shown as zero is zero."""
    decimals = row.decimals if isinstance(row, YearContrast | OutcomeShift) else finding.estimate.unit.decimals
    return row.label, round(row.conf_low, decimals), round(row.conf_high, decimals)


def _noughts(words: Words, what: str, done: str, rows: list[tuple[str, float, float]]) -> Threat:
    """Return a threat that is looked at by contrasts that should be near zero."""
    if not rows:
        return Threat(what, NOT_DONE, NOTHING_SHOWN, "it may be there")
    far = [label for label, low, high in rows if low > 0 or high < 0]
    number = words.count(f"away from zero: {what}", len(far)) if far else "none"
    many, have = words.count(f"looked at: {what}", len(rows)), "has" if len(far) < 2 else "have"
    if not far:
        shown = f"{number} of {many} {have} a range without zero"
        return Threat(what, done, shown, "a range that holds zero does not show that nothing was there")
    labels = listed(words.repeat("labels", label) for label in far)
    shown = f"{number} of {many} {have} a range without zero: {labels}"
    return Threat(what, done, shown, "what moved these may have moved the result")


def _others_support(words: Words, finding: Finding) -> Threat:
    what = "Other programmes elsewhere"
    shown = next((one for one in _shown(finding, SupportShares) if one.rows), None)
    if shown is None:
        return Threat(what, NOT_DONE, NOTHING_SHOWN, "similar support elsewhere would hide part of a difference")
    last, unit = shown.rows[-1], finding.estimate.unit.difference()
    text = (
        f"if {words.count('share with similar support', last.share)} in {words.count('hundred', 100)} had it, "
        f"{words.number('estimate', finding.estimate.estimate, unit)} would stand for "
        f"{words.number('estimate if others had support', last.estimate, unit)}"
    )
    return Threat(
        what, "what like support elsewhere would hide was worked out", text, "how many had such support is not counted"
    )


def _measurement(words: Words, finding: Finding) -> Threat:
    what, base, unit = "Measurement: hidden numbers, an odd year", finding.base_year, finding.estimate.unit.difference()
    hidden, remains = _shown(finding, HiddenNumbers), "results of one year hold chance"
    done, told = list[str](), list[str]()
    if hidden:
        done.append("hidden numbers were put at the ends of what they can be")
        told.append(f"{words.count('hidden numbers', sum(one.hidden for one in hidden))} hidden")
    if base is not None:
        done.append("the year counted from was set beside its neighbours")
        from_two = ""
        if base.two_years is not None:
            from_two = f"; from two years {words.number('estimate from two years', base.two_years.estimate, unit)}"
        told.append(f"{words.year(base.year)} lies {'below' if base.kind == 'dip' else 'above'} both{from_two}")
    if not done:
        return Threat(what, "not put to a test", "no odd year is on record", remains)
    return Threat(what, listed(done), "; ".join(told), remains)


def _choices(words: Words, finding: Finding) -> Threat:
    plans, unit = other_plans(finding), finding.estimate.unit.difference()
    what = "Choices of whoever planned it"
    if not plans:
        return Threat(what, NOT_DONE, NOTHING_SHOWN, "another plan may give another number")
    values = [plan.estimate for plan in plans]
    low, high = (words.number("estimate under another plan", end, unit) for end in (min(values), max(values)))
    many = words.count("other plans", len(plans), "other plan")
    given = f"{many}: {low}" if len(plans) == 1 else f"{many}: {low} to {high}"
    return Threat(
        what, "other plans that could have been made", f"{given} {unit_heading(unit)}", "plans that nobody declared"
    )


def _questions(words: Words, finding: Finding) -> Threat:
    family, what = finding.family, "Many questions asked"
    if family is None:
        return Threat(what, NOT_DONE, NOTHING_SHOWN, "how many more were asked is not known")
    number = len(family.members) + family.unanswered
    if number == 1:
        return Threat(
            what, f"counted: the only {family.status} question", "one question", "questions of another status"
        )
    shown = f"one of {words.count('questions asked', number)} {family.status} questions"
    return Threat(what, "those of one status are judged together", shown, "one range in many leaves zero out by chance")


def _would_change(words: Words, finding: Finding) -> Threat:
    """Return what would change the answer: another side of zero, and data that would tell more."""
    wanted = list(dict.fromkeys(one.data for check in finding.checks for one in check.wanted if one.data))
    told = bool(read(finding).direction)
    change = "another answer or plan whose range holds zero" if told else "a range on one side of zero, in every answer"
    shown = "; ".join(words.repeat("wanted", data) for data in wanted[:MOST_WANTED])
    shown = f"data that would tell more: {shown}" if shown else "no check names data that it lacks"
    return Threat("What would change the conclusion", change, shown, _left_open(words, finding))


def _left_open(words: Words, finding: Finding) -> str:
    if not finding.checks:
        return "no check was asked for"
    number = sum(check.passed is None or not check.answered for check in finding.checks)
    return (
        f"{words.count('checks: could not tell', number, 'check')} could not tell"
        if number
        else "no check was left open"
    )


def _some(words: Words, name: str, rows: list[BalanceRow]) -> str:
    return words.count(name, len(rows)) if rows else "none"


def _in_band(rows: list[BalanceRow], low: float, high: float) -> list[BalanceRow]:
    """Return the rows whose difference lies above the first limit, or is nought, and at most at the second."""
    return [row for row in rows if (abs(row.smd_after) > low or low == 0.0) and abs(row.smd_after) <= high]


def _shown(finding: Finding, kind: type[Kind]) -> list[Kind]:
    """Return what the checks of a finding show of one kind."""
    return [check.shows for check in finding.checks if isinstance(check.shows, kind)]


def _ends(words: Words, ends: tuple[float, float], finding: Finding, which: str) -> str:
    unit = finding.estimate.unit.difference()
    low, high = (
        words.number(f"interval {name}{which}", end, unit) for name, end in zip(("low", "high"), ends, strict=True)
    )
    return f"{low} to {high} {unit_heading(unit)}"
