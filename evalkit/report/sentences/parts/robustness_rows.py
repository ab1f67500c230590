"""Every check of a finding as rows on one scale, made by the kinds of records that checks show, not by their names."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import singledispatch
from typing import Literal

from evalkit.core.quantity import Unit
from evalkit.findings.finding import Finding
from evalkit.records.estimate import Estimate, Inference
from evalkit.records.shown import (
    AreasLeftOut,
    HiddenNumbers,
    JudgedRefit,
    JudgedRefits,
    OutcomeShifts,
    Refits,
    SchoolsLeftOut,
    TiedGroups,
    YearContrasts,
)
from evalkit.records.standing import LessRise
from evalkit.report.sentences.parts.estimate_words import kind_of, read_estimate
from evalkit.report.sentences.parts.other_plans import SAME_NUMBER, in_its_unit, of_other_plans, other_plans
from evalkit.report.words import opened, way

PLAN_GROUP = "The plan, and other ways to say how sure"
PLANS_GROUP = "Other plans that were declared"
LEFT_OUT_GROUP = "One left out at a time"
NOUGHT_GROUP = "Should be near zero if the comparison is fair"
# More rows than these of one check are drawn as one range.
MOST_ROWS = 12
# What a way of judging leaves out where it cannot see what all schools of an area share.
SHARED_BY_AN_AREA = (
    "area-year shocks",
    "shocks that schools share",
    "shocks that clusters share",
    "rows of one school",
)

Mark = Literal["interval", "dot", "range"]


@dataclass(frozen=True, slots=True)
class ScaleRow:
    """One row beside the plan's range.

    Attributes
    ----------
    label : str
        In words, without a capital.
    estimate : float
        In the unit of the outcome; NaN for a range.
    low, high : float
        Ends of its interval, or of the range of several refits; NaN where there are none.
    mark : {"interval", "dot", "range"}
        How it is drawn.
    planned : bool
        Whether it is the plan's own.
    less_fair : bool
        Whether its comparison is less fair than the plan allows.
    too_short : bool
        Whether its interval is known to be too short.
    own : bool
        Whether its interval answers the question itself.
    """

    label: str
    estimate: float
    low: float = math.nan
    high: float = math.nan
    mark: Mark = "dot"
    planned: bool = False
    less_fair: bool = False
    too_short: bool = False
    own: bool = False

    @property
    def judged(self) -> bool:
        """Whether it has an interval."""
        return self.mark == "interval"

    def shown(self, unit: Unit) -> str:
        """Return its numbers as they stand at its right."""
        show = unit.difference().show
        if self.mark == "range":
            return f"{show(self.low)} to {show(self.high)}"
        return f"{show(self.estimate)} ({show(self.low)} to {show(self.high)})" if self.judged else show(self.estimate)

    def sided(self, unit: Unit) -> str:
        """Return ``up`` or ``down`` where its interval, as a reader sees it, leaves out zero; else nothing."""
        if not self.judged:
            return ""
        low, high = (round(end, unit.decimals) for end in (self.low, self.high))
        return "up" if low > 0 else "down" if high < 0 else ""


@dataclass(frozen=True, slots=True)
class RowGroup:
    """Rows under one heading.

    Attributes
    ----------
    title : str
        The heading.
    rows : tuple of ScaleRow
        From the top.
    """

    title: str
    rows: tuple[ScaleRow, ...]


def row_groups(finding: Finding) -> tuple[RowGroup, ...]:
    """Return everything on the scale of the estimate, the plan first; without checks the plan's group alone."""
    checks = [check for check in finding.checks if check.shows is not None and in_its_unit(check, finding.estimate)]
    groups = [
        RowGroup(PLAN_GROUP, _ways(finding)),
        RowGroup(PLANS_GROUP, _plans(finding)),
        *(RowGroup(check.asks, asked(check.shows, finding.estimate)) for check in checks),
        RowGroup(LEFT_OUT_GROUP, _all(left_out(check.shows, finding.estimate) for check in checks)),
        RowGroup(NOUGHT_GROUP, _all(noughts(check.shows, finding.estimate) for check in checks)),
    ]
    return tuple(group for group in groups if group.rows)


def own_ranges(finding: Finding) -> tuple[ScaleRow, ...]:
    """Return the intervals that answer the question itself, the plan's first."""
    return tuple(row for group in row_groups(finding) for row in group.rows if row.own and row.judged)


def near_zero(finding: Finding) -> tuple[ScaleRow, ...]:
    """Return the contrasts that should be near zero and stand on the scale of the estimate."""
    return next((group.rows for group in row_groups(finding) if group.title == NOUGHT_GROUP), ())


def known_too_short(one: Inference, result: Estimate) -> bool:
    """Say whether an interval is known to be too short: what moves all schools of an area together is left out of it.

    What is left out can only add doubt. Where a way that counts it gives a narrower interval all the same, this one
    is not known to be too short.
    """
    if not _leaves_out_areas(one):
        return False
    wider_counts = [
        other.conf_high - other.conf_low
        for other in result.inferences
        if not _leaves_out_areas(other) and other.conf_level == one.conf_level
    ]
    return not any(width < one.conf_high - one.conf_low for width in wider_counts)


@singledispatch
def asked(shown: object, result: Estimate) -> tuple[ScaleRow, ...]:
    """Return rows that stand under the question of their own check; none of a kind that has another place."""
    return ()


@asked.register
def _(shown: JudgedRefits, result: Estimate) -> tuple[ScaleRow, ...]:
    rows = [row for row in shown.rows if not _is_plan(row, result) and not ended_before(row, result)]
    return _few(_judged(row, own=_of_the_question(row, result)) for row in rows)


@asked.register
def _(shown: Refits, result: Estimate) -> tuple[ScaleRow, ...]:
    # Refits among which the plan's own estimate stands are other plans; others have nothing but their question.
    if of_other_plans(shown, result) or any(math.isclose(row.estimate, result.estimate) for row in shown.rows):
        return ()
    return _few(_bare(row.label, row.estimate, less_fair=row.less_fair) for row in shown.rows)


@asked.register
def _(shown: HiddenNumbers, result: Estimate) -> tuple[ScaleRow, ...]:
    ends = [row.estimate for row in shown.rows if not row.declared]
    return _range("hidden numbers at the ends of what they can be", ends)


@singledispatch
def left_out(shown: object, result: Estimate) -> tuple[ScaleRow, ...]:
    """Return one range for refits that leave out one at a time; none of another kind."""
    return ()


@left_out.register
def _(shown: SchoolsLeftOut, result: Estimate) -> tuple[ScaleRow, ...]:
    one = kind_of(result).one
    return _range(f"{len(shown.rows)} runs, each without one {one}", [row.estimate for row in shown.rows])


@left_out.register
def _(shown: AreasLeftOut, result: Estimate) -> tuple[ScaleRow, ...]:
    return _range(f"{len(shown.rows)} runs, each without one area", [row.estimate for row in shown.rows])


@singledispatch
def noughts(shown: object, result: Estimate) -> tuple[ScaleRow, ...]:
    """Return contrasts that should be near zero and stand in the unit of the outcome; none of another kind."""
    return ()


@noughts.register
def _(shown: YearContrasts | OutcomeShifts, result: Estimate) -> tuple[ScaleRow, ...]:
    return _few(_judged(row, own=False) for row in shown.rows if on_the_scale(row.unit, result))


@noughts.register
def _(shown: TiedGroups, result: Estimate) -> tuple[ScaleRow, ...]:
    return _few(_judged(row, own=False) for row in shown.rows if not row.declared)


@noughts.register
def _(shown: JudgedRefits, result: Estimate) -> tuple[ScaleRow, ...]:
    return _few(_judged(row, own=False) for row in shown.rows if ended_before(row, result))


def on_the_scale(unit: str, result: Estimate) -> bool:
    """Say whether a number in some unit stands on the scale of the estimate."""
    return unit in (result.unit.name, result.unit.difference().name)


def ended_before(row: JudgedRefit, result: Estimate) -> bool:
    """Say whether a contrast ended before the start, when there was nothing to find."""
    return row.cohort is not None and row.cohort <= max(result.estimand.baseline, default=-1)


def _ways(finding: Finding) -> tuple[ScaleRow, ...]:
    """Return the plan's estimate with its interval, the same number judged otherwise, and the other answer."""
    result = finding.estimate
    sure = read_estimate(result).inference
    if sure is None:
        return (replace(_bare("as planned, without a range", result.estimate), planned=True),)
    rows = [replace(_way(sure, result), label=f"as planned: {_called(sure)}", planned=True)]
    rows += [_way(one, result) for one in result.inferences if one is not sure]
    other = result.if_chosen_low
    if isinstance(other, LessRise) and not _told_by_a_check(finding, other):
        ends = (other.estimate, other.conf_low, other.conf_high)
        rows.append(_with_ends("if the area was picked for how it stood", *ends, own=True))
    return tuple(rows)


def _way(one: Inference, result: Estimate) -> ScaleRow:
    ends = (result.estimate, one.conf_low, one.conf_high)
    return replace(_with_ends(f"by {_called(one)}", *ends, own=True), too_short=known_too_short(one, result))


def _called(one: Inference) -> str:
    """Return what a way of judging rests on, without remarks; what explains a name that heads do not know, instead."""
    name, _, explained = way(one.name).partition(", that is, ")
    return (explained.partition(" when ")[0] or name).split(", ", 1)[0]


def _told_by_a_check(finding: Finding, other: LessRise) -> bool:
    told = (row for check in finding.checks if isinstance(check.shows, JudgedRefits) for row in check.shows.rows)
    return any(_same(row.estimate, other.estimate) and _same(row.conf_low, other.conf_low) for row in told)


def _plans(finding: Finding) -> tuple[ScaleRow, ...]:
    plans = other_plans(finding)
    if len(plans) <= MOST_ROWS:
        return tuple(_bare(plan.label, plan.estimate, less_fair=plan.less_fair) for plan in plans)
    asks = {check.check: check.asks for check in finding.checks}
    values: dict[str, list[float]] = {}
    for plan in plans:
        values.setdefault(plan.check, []).append(plan.estimate)
    return _all(_range(f"{len(found)} plans: {asks[check]}", found) for check, found in values.items())


def _leaves_out_areas(one: Inference) -> bool:
    return any(what in one.ignores for what in SHARED_BY_AN_AREA)


def _is_plan(row: JudgedRefit, result: Estimate) -> bool:
    return _of_the_question(row, result) and _same(row.estimate, result.estimate)


def _of_the_question(row: JudgedRefit, result: Estimate) -> bool:
    what = result.estimand
    return row.outcome in ("", what.outcome) and row.cohort in (None, what.cohort)


def _judged(row: object, *, own: bool) -> ScaleRow:
    told = {name: getattr(row, name) for name in ("label", "estimate", "conf_low", "conf_high", "less_fair")}
    made = _with_ends(str(told["label"]), told["estimate"], told["conf_low"], told["conf_high"], own=own)
    return replace(made, less_fair=bool(told["less_fair"]))


def _with_ends(label: str, estimate: float, low: float, high: float, *, own: bool) -> ScaleRow:
    if not (math.isfinite(low) and math.isfinite(high)):
        return ScaleRow(label, estimate, own=own)
    return ScaleRow(label, estimate, low, high, "interval", own=own)


def _bare(label: str, estimate: float, *, less_fair: bool = False) -> ScaleRow:
    return ScaleRow(label, estimate, less_fair=less_fair)


def _range(label: str, values: Iterable[float]) -> tuple[ScaleRow, ...]:
    known = [value for value in values if math.isfinite(value)]
    return (ScaleRow(label, math.nan, min(known), max(known), "range"),) if known else ()


def _few(rows: Iterable[ScaleRow]) -> tuple[ScaleRow, ...]:
    """Return the rows, or one range for very many."""
    kept = tuple(row for row in rows if math.isfinite(row.estimate))
    if len(kept) <= MOST_ROWS:
        return kept
    return _range(f"{len(kept)} refits, from the lowest to the highest", [row.estimate for row in kept])


def _all(groups: Iterable[tuple[ScaleRow, ...]]) -> tuple[ScaleRow, ...]:
    return tuple(row for rows in groups for row in rows)


def _same(one: float, other: float) -> bool:
    return round(one, SAME_NUMBER) == round(other, SAME_NUMBER)


def heading(label: str) -> str:
    """Return a label as it stands at the beginning of a row."""
    return opened(label)
