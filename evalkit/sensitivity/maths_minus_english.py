"""Maths minus English: whether maths moved more than the school as a whole.

Estimates
    The same estimate of progress in maths, of progress in English, and of the first minus the second in
    the same schools, each with the interval of the primary inference.
Assumes
    That a programme in maths leaves English where it was, and that what else happened to a school, such
    as a new head or another intake, moved both subjects alike. Then the difference keeps the programme
    and loses the rest.
When it misleads
    When reading, confidence or time taken from English moved English too; then the difference says too
    little or too much. Both subjects are noisy, so the difference varies more than either.
Reference
    Gruber (1994), American Economic Review 84, on a group within that should not move.
Checked against
    ``tests/unit/sensitivity/test_maths_minus_english.py``.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from evalkit.core.registry import Method
from evalkit.data.panel import Panel
from evalkit.records.analysis import Analysis
from evalkit.records.check import CheckResult
from evalkit.records.estimate import Estimate
from evalkit.sensitivity.parts.outcomes import with_outcome
from evalkit.sensitivity.parts.refits import Point, interval, refit, unanswered

NAME = "maths_minus_english"
ASKS = "Did maths change more than English in the same schools?"
MATHS, ENGLISH, DIFFERENCE = "p8_maths", "p8_english", "p8_maths_minus_english"
LABELS = {MATHS: "maths", ENGLISH: "English", DIFFERENCE: "maths minus English"}


@dataclass(frozen=True, slots=True)
class Options:
    """The check has no options."""


def maths_minus_english(analysis: Analysis, estimate: Estimate, point_estimate: Point, options: Options) -> CheckResult:
    """Return the estimate for maths, for English and for the one minus the other."""
    if not isinstance(analysis.data, Panel) or analysis.estimand.outcome != MATHS:
        return unanswered(
            NAME, ASKS, "It is asked of progress in maths, school by school; this question is about another outcome."
        )
    rows = [_row(MATHS, estimate, _declared(estimate))]
    for name in (ENGLISH, DIFFERENCE):
        other = with_outcome(analysis, name)
        done = None if other.analysis is None else refit(other.analysis, point_estimate)
        if other.analysis is None or done is None or done.estimate is None:
            reason = other.reason or (done.remark if done else "")
            return unanswered(
                NAME, ASKS, f"Progress in English of both years, school by school, would answer it: {reason}."
            )
        rows.append(_row(name, done.estimate, interval(other.analysis, done.estimate, estimate, point_estimate)))
    return _result(estimate, pd.DataFrame(rows))


METHOD = Method(
    summary="Progress in maths, in English, and the one minus the other in the same schools",
    run=maths_minus_english,
    options=Options,
    shapes=("panel",),
    checked_against=("tests/unit/sensitivity/test_maths_minus_english.py::test_the_difference_is_maths_minus_english",),
)


def _row(name: str, found: Estimate, ends: tuple[float, float]) -> dict[str, object]:
    return {
        "label": LABELS[name],
        "outcome": name,
        "estimate": found.estimate,
        "conf_low": ends[0],
        "conf_high": ends[1],
        "schools": found.counts.schools_treated,
        "declared": name == MATHS,
    }


def _declared(estimate: Estimate) -> tuple[float, float]:
    sure = estimate.inference() if estimate.primary else None
    return (sure.conf_low, sure.conf_high) if sure else (float("nan"), float("nan"))


def _result(estimate: Estimate, table: pd.DataFrame) -> CheckResult:
    show = estimate.unit.difference().show
    maths, english, difference = (float(value) for value in table["estimate"])
    low, high = float(table["conf_low"].iloc[2]), float(table["conf_high"].iloc[2])
    between = f" (interval {show(low)} to {show(high)})" if low == low else ""
    fewer = ""
    if table["schools"].nunique() > 1:
        fewer = f" English is known for {int(table['schools'].iloc[2])} of {int(table['schools'].iloc[0])} schools."
    return CheckResult(
        check=NAME,
        asks=ASKS,
        passed=None,
        answered=True,
        answer=(
            f"Against similar schools, maths changed by {show(maths)} {estimate.unit.name} and English by "
            f"{show(english)}; maths minus English by {show(difference)}{between}.{fewer}"
        ),
        unit=estimate.unit.name,
        table=table,
        values=(("maths", maths), ("English", english), ("maths minus English", difference)),
    )
