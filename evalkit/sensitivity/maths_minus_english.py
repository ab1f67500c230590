"""Maths minus English: whether maths moved more than the school as a whole.

Estimates
    The same estimate of progress in maths, of progress in English, and of the first minus the second in
    the same schools, each with the interval of the primary inference; then the first minus the second in every
    other year that the tables hold: up to the latest baseline year, or from it on.
Assumes
    That a programme in maths leaves English where it was, and that what else happened to a school, such
    as a new head or another intake, moved both subjects alike. Then the difference keeps the programme
    and loses the rest.
Standing
    Raises doubt where the interval of the difference lies on the other side of nought than the estimate, or where the
    difference already left out nought between years before the start. Holds where its interval lies on the estimate's
    side of nought and no earlier year raises doubt. Could not tell elsewhere: how much of a difference, and how much
    of a change of both subjects alike, could have gone unseen is then said.
When it misleads
    When reading, confidence or time taken from English moved English too; then the difference says too
    little or too much. Both subjects are noisy, so the difference varies more than either.
Reference
    Gruber (1994), American Economic Review 84, on a group within that should not move.
Checked against
    ``tests/unit/sensitivity/test_maths_minus_english.py``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import isnan

from evalkit.core.assumption import Assumption
from evalkit.core.estimand import Estimand
from evalkit.core.looks import Look
from evalkit.core.registry import Method
from evalkit.core.wanted import Wanted
from evalkit.core.years import FIRST_PROGRESS8, PANDEMIC_BASELINE, academic_year
from evalkit.measures import MEASURES
from evalkit.measures.parts.progress8 import ENGLISH, MATHS
from evalkit.records.analysis import Analysis
from evalkit.records.check import CheckResult
from evalkit.records.estimate import Estimate
from evalkit.records.shown import JudgedRefit, JudgedRefits
from evalkit.sensitivity.parts.outcomes import with_outcome
from evalkit.sensitivity.parts.refits import Point, interval, leaves_out_nought, refit, unanswered
from evalkit.sensitivity.parts.standing import Yardstick, bare, beside, yardstick
from evalkit.tables.panel import Panel

NAME = "maths_minus_english"
ASKS = "Did maths change more than English in the same schools?"
ENGLISH_WANTED = Wanted("progress in English of every year compared, school by school", variable=ENGLISH.source)
IN_MATHS, IN_ENGLISH, MINUS = "maths", "English", "maths minus English"
SAME = f"{MINUS}, "


@dataclass(frozen=True, slots=True)
class Options:
    """Options of maths minus English.

    Attributes
    ----------
    other_years : bool
        Whether the difference is also shown for every other year on the same side of the years without
        examinations.
    """

    other_years: bool = True


def maths_minus_english(analysis: Analysis, estimate: Estimate, point_estimate: Point, options: Options) -> CheckResult:
    """Return the estimate for maths, for English and for the one minus the other."""
    maths, english, difference = _subjects()
    if not isinstance(analysis.data, Panel) or analysis.estimand.outcome != maths:
        return unanswered(
            NAME, ASKS, "It is asked of progress in maths, school by school; this question is about another outcome."
        )
    rows = [replace(_row(IN_MATHS, maths, estimate, _declared(estimate)), declared=True)]
    for label, name in ((IN_ENGLISH, english), (MINUS, difference)):
        done = _asked(analysis, name, estimate, point_estimate)
        if isinstance(done, str):
            reason = f"Progress in English of both years, school by school, would answer it: {done}."
            return unanswered(NAME, ASKS, reason, (ENGLISH_WANTED,))
        rows.append(replace(_row(label, name, *done[:2]), less_fair=done[3]))
    missing: list[str] = []
    notes: dict[str, None] = {}
    for estimand in _others(analysis) if options.other_years else ():
        years = " to ".join(academic_year(year) for year in estimand.years())
        done = _asked(analysis.change(estimand=estimand), difference, estimate, point_estimate)
        if isinstance(done, str):
            missing.append(f"{years}: {done}")
            continue
        rows.append(replace(_row(f"{SAME}{years}", difference, *done[:2]), less_fair=done[3]))
        notes.update(dict.fromkeys(done[2]))
    return _result(estimate, rows, missing, list(notes))


def looks_at(asked: Estimand, years: tuple[int, ...], options: Options) -> tuple[Look, ...]:
    """Return English and the difference in the years compared, and the difference in any other year there is."""
    maths, english, difference = _subjects()
    if asked.outcome != maths:
        return ()
    other = (Look(difference, None, NAME, needed=False),) if options.other_years else ()
    compared = (Look(name, year, NAME, needed=False) for name in (english, difference) for year in asked.years())
    return (*compared, *other)


METHOD = Method(
    summary="Progress in maths, in English, and the one minus the other in the same schools",
    run=maths_minus_english,
    options=Options,
    words="maths beside English in the same schools",
    looks_at=looks_at,
    shapes=("panel",),
    speaks_to=(Assumption.APART,),
    checked_against=(
        "tests/unit/sensitivity/test_maths_minus_english.py::test_the_difference_is_maths_minus_english",
        "tests/unit/sensitivity/test_maths_minus_english.py::test_other_years_equal_planning_them",
    ),
    rests_on=(ENGLISH_WANTED,),
)


Ends = tuple[float, float]


@cache
def _subjects() -> tuple[str, str, str]:
    """Return the measures of progress in maths, of progress in English, and of the first minus the second."""
    known = [MEASURES.get(name) for name in MEASURES.names()]
    maths, english = (next(one.name for one in known if one.compute == element.compute) for element in (MATHS, ENGLISH))
    both = (MATHS.source, ENGLISH.source)
    return maths, english, next(one.name for one in known if one.difference_of == both)


def _asked(
    analysis: Analysis, name: str, estimate: Estimate, point_estimate: Point
) -> tuple[Estimate, Ends, tuple[str, ...], bool] | str:
    """Return another outcome's estimate, interval, notes and whether it is less fair than planned; or why not."""
    other = with_outcome(analysis, name)
    if other.analysis is None:
        return other.reason
    done = refit(other.analysis, point_estimate)
    if done.estimate is None:
        return done.remark
    ends = interval(other.analysis, done.estimate, estimate, point_estimate)
    return done.estimate, ends, other.notes, bool(done.remark)


def _others(analysis: Analysis) -> tuple[Estimand, ...]:
    """Return the contrasts with other years: earlier ones end in the latest baseline year, later ones begin there."""
    estimand, panel = analysis.estimand, analysis.panel()
    last = max(estimand.baseline)
    held = sorted({int(year) for year in panel.frame["year"].unique()} - set(estimand.years()))
    sides = [year for year in held if (year >= PANDEMIC_BASELINE) == (last >= PANDEMIC_BASELINE)]
    known = [year for year in sides if year >= FIRST_PROGRESS8]
    return tuple(
        replace(estimand, cohort=max(year, last), baseline=(min(year, last),)) for year in known if year != last
    )


def _row(label: str, name: str, found: Estimate, ends: Ends) -> JudgedRefit:
    return JudgedRefit(
        label=label,
        estimate=found.estimate,
        conf_low=ends[0],
        conf_high=ends[1],
        outcome=name,
        cohort=found.estimand.cohort,
        schools=found.counts.units_treated,
    )


def _declared(estimate: Estimate) -> tuple[float, float]:
    sure = estimate.inference() if estimate.primary else None
    return (sure.conf_low, sure.conf_high) if sure else (float("nan"), float("nan"))


def _result(estimate: Estimate, rows: list[JudgedRefit], missing: list[str], notes: list[str]) -> CheckResult:
    show = estimate.unit.difference().show
    maths, english, difference = rows[:3]
    yard, last = yardstick(estimate), max(estimate.estimand.baseline)
    before = [row for row in rows[3:] if row.cohort is not None and row.cohort <= last]
    passed = _passed(yard, difference, before)
    said = [
        f"Beside comparison schools, maths changed by {show(maths.estimate)} {estimate.unit.name} and English by "
        f"{show(english.estimate)}; maths minus English by {show(difference.estimate)}{_between(difference, show)}.",
        f"English is known for {difference.schools} of {maths.schools} schools."
        if difference.schools != maths.schools
        else "",
        _verdict(yard, difference, before, passed),
        _in_other_years(rows[3:], show),
        *notes,
        f"Could not be compared: {'; '.join(missing)}." if missing else "",
    ]
    return CheckResult(
        check=NAME,
        asks=ASKS,
        passed=passed,
        answered=True,
        answer=" ".join(text for text in said if text),
        unit=estimate.unit.name,
        shows=JudgedRefits(tuple(rows)),
    )


def _passed(yard: Yardstick, difference: JudgedRefit, before: Sequence[JudgedRefit]) -> bool | None:
    """Return what the difference leaves of the estimate; earlier years are contrasts that should be nought."""
    if any(leaves_out_nought(row.conf_low, row.conf_high) for row in before):
        return False
    if not leaves_out_nought(difference.conf_low, difference.conf_high):
        return None
    return difference.estimate * yard.estimate > 0


def _verdict(yard: Yardstick, difference: JudgedRefit, before: Sequence[JudgedRefit], passed: bool | None) -> str:
    """Return what can be told, and what could be there unseen."""
    early = [row for row in before if leaves_out_nought(row.conf_low, row.conf_high)]
    if early:
        far = max(early, key=lambda row: abs(row.estimate))
        return (
            f"Maths had already moved apart from English before the start, by {bare(far.estimate, yard)}, "
            f"{beside(far.estimate, yard)}."
        )
    if passed:
        return "Maths moved more than the school as a whole."
    if passed is False:
        return "Maths moved less than English, against the estimate."
    far_end = max(abs(difference.conf_low), abs(difference.conf_high))
    if isnan(far_end):
        return ""
    return (
        f"Whether maths moved by more than the school as a whole cannot be told: a difference of up to "
        f"{bare(far_end, yard)} could be there, {beside(far_end, yard)}, and so could none."
    )


def _between(row: JudgedRefit, show: Callable[[float], str]) -> str:
    return "" if isnan(row.conf_low) else f" (interval {show(row.conf_low)} to {show(row.conf_high)})"


def _in_other_years(rows: Sequence[JudgedRefit], show: Callable[[float], str]) -> str:
    if not rows:
        return ""
    told = [f"{show(row.estimate)} from {row.label.removeprefix(SAME)}{_between(row, show)}" for row in rows]
    return f"In other years maths minus English changed by {' and '.join(told)}."
