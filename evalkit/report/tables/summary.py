"""The summary of a finding: what is estimated, how much, how sure, of whom, in two columns that read on a phone."""

from __future__ import annotations

from dataclasses import replace
from math import isnan

from evalkit.core.quantity import Unit
from evalkit.findings.finding import Finding
from evalkit.records.estimate import Refusal
from evalkit.records.standing import LessRise
from evalkit.report.block import Block
from evalkit.report.months import toolkit
from evalkit.report.sentences.parts.assumed_range import range_of
from evalkit.report.sentences.parts.beside_words import often
from evalkit.report.sentences.parts.effect_size import NARROWER, PUPIL_SD, SizeRange, effect_size
from evalkit.report.sentences.parts.ends_words import NOT_WORKED_OUT
from evalkit.report.sentences.parts.estimate_words import kind_of, like_words, period, read_estimate
from evalkit.report.sentences.parts.likeness import compared_of
from evalkit.report.sentences.security import security_words
from evalkit.report.table_cells import Column, table_block
from evalkit.report.words import Words, brief, opened, unit_heading

PLANNED = "planned"
COST = "counted apart; no part of this answer"
NO_RANGE = "none can be given"
NO_SPREAD = "not given: the tables do not tell how far pupils are spread"
UNSAID = "cannot be said"
IF_PICKED = "if the area was picked for how it stood"
MONTHS = Unit("months", 0, signed=True)


def summary(finding: Finding) -> Block:
    """One row for each thing that must stand beside the estimate, at most twelve."""
    words = Words()
    rows = [
        ("What is estimated", _estimand(words, finding)),
        ("Status", _status(finding)),
        ("Estimate", _signed(words, "estimate", finding.estimate.estimate, finding)),
        *_ranges(words, finding),
        *_sizes(words, finding),
        (f"{opened(kind_of(finding.estimate).many)} and pupils", _units(words, finding)),
        ("Smallest difference it could notice", _noticed(words, finding)),
        ("Cost", COST),
        ("How secure", opened(security_words(words, finding))),
    ]
    cells = [{"what": what, "answer": answer} for what, answer in rows]
    columns = (Column("what", "What"), Column("answer", "Answer"))
    title = f"In short: {finding.estimate.outcome}, {finding.estimate.estimand.population}"
    block = table_block(f"{finding.id}-summary", title, columns, cells, findings=(finding.id,))
    return replace(block, quotes=words.quotes())


def _status(finding: Finding) -> str:
    """Return how the question stands to the plan; the bare word "planned" is for a plan that was deposited."""
    if finding.stamp is not None:
        return finding.stamp.standing.value
    return f"{finding.status} in the study file" if finding.status == PLANNED else finding.status


def _estimand(words: Words, finding: Finding) -> str:
    result = finding.estimate
    others = like_words(result, compared_of(finding))
    if not result.estimand.baseline:
        return f"Difference in {brief(result.outcome)} from {others}"
    return f"Change in {brief(result.outcome)} {period(words, result)}, beside {others}"


def _ranges(words: Words, finding: Finding) -> list[tuple[str, str]]:
    """Return the plan's range, and the other answer or the range of an unseen need where one stands beside it."""
    result, sure = finding.estimate, read_estimate(finding.estimate).inference
    if sure is None:
        return [("Range", NO_RANGE)]
    level = words.percent("confidence level", sure.conf_level)
    rows = [(f"Range ({level})", _between(words, (sure.conf_low, sure.conf_high), finding, ""))]
    other = result.if_chosen_low
    if isinstance(other, LessRise):
        best = _signed(words, "estimate if picked for how it stood", other.estimate, finding)
        ends = _between(words, (other.conf_low, other.conf_high), finding, " if picked for how it stood")
        rows.append((opened(IF_PICKED), f"{best}; {ends}"))
    if isinstance(other, Refusal):
        rows.append((opened(IF_PICKED), NOT_WORKED_OUT))
    if finding.unobserved_need:
        ends_of_need = range_of(finding)
        told = UNSAID if ends_of_need is None else _between(words, ends_of_need, finding, " of the range")
        rows.append(("Over what the unseen need may have done", told))
    return rows


def _sizes(words: Words, finding: Finding) -> list[tuple[str, str]]:
    """Return the effect size, which standard deviation it is of, and months from and to by a table that is named."""
    size = effect_size(finding)
    if size is None:
        return [("Effect size", NO_SPREAD)]
    spread = words.size("standard deviation of pupils", size.sd, finding.estimate.unit)
    own = _size(words, size.own, "")
    other = f"; {IF_PICKED}, {_size(words, size.if_chosen_low, ' of the other answer')}" if size.if_chosen_low else ""
    table = toolkit()
    months = _months(words, size.own, "")
    if size.if_chosen_low:
        months = f"{months}; {IF_PICKED}, {_months(words, size.if_chosen_low, ' of the other answer')}"
    return [
        (
            "Effect size",
            f"{own}{other}, in {PUPIL_SD.name}: one is {spread}, of all pupils in England; {NARROWER}",
        ),
        ("Months of progress", f"{months}, by {table.name}"),
    ]


def _size(words: Words, size: SizeRange, which: str) -> str:
    best, low, high = (
        words.number(f"effect size{name}{which}", value, PUPIL_SD)
        for name, value in (("", size.size), (" low", size.low), (" high", size.high))
    )
    return f"{best} ({low} to {high})"


def _months(words: Words, size: SizeRange, which: str) -> str:
    low, high = (toolkit().months(end) for end in (size.low, size.high))
    first, last = (words.number(f"months{which}", value, MONTHS) for value in (low, high))
    return f"from {first} to {last}"


def _units(words: Words, finding: Finding) -> str:
    counts, asked = finding.estimate.counts, finding.beside.asked
    many = kind_of(finding.estimate).many
    whole = f" of {words.count('asked about', asked)}" if asked > counts.units_treated else ""
    areas = ""
    if counts.kind == "school" and counts.areas_comparison:
        areas = f" in {words.count('comparison areas', counts.areas_comparison, 'area')}"
    own, others = (
        "" if number is None else f" ({words.count(name, number, 'pupil')})"
        for name, number in (("pupils studied", counts.pupils_treated), ("pupils elsewhere", counts.pupils_comparison))
    )
    return (
        f"{words.count('studied', counts.units_treated)}{whole}{own}, beside "
        f"{words.count('compared with', counts.units_comparison)} comparison {many}{areas}{others}"
    )


def _noticed(words: Words, finding: Finding) -> str:
    beside = finding.beside
    if isnan(beside.smallest):
        return UNSAID
    return f"{words.size('smallest noticed', beside.smallest, finding.estimate.unit)}, {often(words, beside.power)}"


def _between(words: Words, ends: tuple[float, float], finding: Finding, which: str) -> str:
    unit = finding.estimate.unit.difference()
    low, high = (
        words.number(f"interval {name}{which}", value, unit) for name, value in zip(("low", "high"), ends, strict=True)
    )
    return f"{low} to {high} {unit_heading(unit)}"


def _signed(words: Words, name: str, value: float, finding: Finding) -> str:
    unit = finding.estimate.unit.difference()
    return f"{words.number(name, value, unit)} {unit_heading(unit)}"
