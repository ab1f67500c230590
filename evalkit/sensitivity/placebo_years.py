"""Placebo years: the contrast between two years before the start, when there was nothing to find.

Estimates
    The same estimate with the latest baseline year in the cohort's place and each earlier year as its
    baseline, with the interval of the primary inference. Variables matched on stay as planned.
Assumes
    That nothing of the programme had begun in either year.
When it misleads
    An interval that holds nought is no proof that both sides would have gone on alike: with few schools
    it would hold nought anyway. So the check can raise an alarm and never give the all-clear. Where
    schools were chosen, or matched, on the latest baseline year, that year is the end of this contrast.
Reference
    Roth (2022), American Economic Review: Insights 4; Bilinski and Hatfield (2018) on tests of parallel
    trends that cannot fail.
Checked against
    ``tests/unit/sensitivity/test_placebo_years.py``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from evalkit.core.registry import Method
from evalkit.core.years import academic_year
from evalkit.data.panel import Panel
from evalkit.records.analysis import Analysis
from evalkit.records.check import CheckResult
from evalkit.records.estimate import Estimate
from evalkit.sensitivity.parts.refits import Point, interval, leaves_out_nought, refit, unanswered

NAME = "placebo_years"
ASKS = "Did the two sides already move apart before the start?"


@dataclass(frozen=True, slots=True)
class Options:
    """The check has no options: every earlier year that the panel holds is asked."""


def placebo_years(analysis: Analysis, estimate: Estimate, point_estimate: Point, options: Options) -> CheckResult:
    """Return the contrast of the latest baseline year with each earlier year."""
    if not isinstance(analysis.data, Panel):
        return unanswered(NAME, ASKS, "The table holds no years; results of two years before the start are needed.")
    last = max(analysis.estimand.baseline)
    earlier = [year for year in _years(analysis) if year < last]
    if not earlier:
        return unanswered(
            NAME, ASKS, f"No results from before {academic_year(last)} were read; those of an earlier year would do."
        )
    rows, missing = [], []
    for year in earlier:
        estimand = replace(analysis.estimand, cohort=last, baseline=(year,))
        planned = analysis.change(estimand=estimand)
        done = refit(planned, point_estimate)
        if done.estimate is None:
            missing.append(f"{academic_year(year)}: {done.remark}")
            continue
        low, high = interval(planned, done.estimate, estimate, point_estimate)
        rows.append(
            {
                "label": f"{academic_year(year)} to {academic_year(last)}",
                "cohort": last,
                "estimate": done.estimate.estimate,
                "conf_low": low,
                "conf_high": high,
                "schools": done.estimate.counts.schools_treated,
            }
        )
    if not rows:
        return unanswered(NAME, ASKS, f"The earlier years cannot be compared. {'; '.join(missing)}.")
    return _result(analysis, estimate, pd.DataFrame(rows), missing)


METHOD = Method(
    summary="The same contrast between years before the start, when there was nothing to find",
    run=placebo_years,
    options=Options,
    shapes=("panel",),
    checked_against=("tests/unit/sensitivity/test_placebo_years.py::test_equals_planning_the_years_before",),
)


def _years(analysis: Analysis) -> list[int]:
    frame = analysis.panel().frame
    return sorted({int(year) for year in frame.loc[frame[analysis.estimand.outcome].notna(), "year"]})


def _result(analysis: Analysis, estimate: Estimate, table: pd.DataFrame, missing: list[str]) -> CheckResult:
    show = estimate.unit.difference().show
    ends = list(zip(table["conf_low"], table["conf_high"], strict=True))
    alarm = any(leaves_out_nought(*two) for two in ends)
    known = all(low == low for low, _ in ends)
    labels, values = table["label"].tolist(), table["estimate"].tolist()
    between = [f" (interval {show(low)} to {show(high)})" if known else "" for low, high in ends]
    found = [
        f"{show(value)} {estimate.unit.name} from {label}{sure}"
        for label, value, sure in zip(labels, values, between, strict=True)
    ]
    what = "more than chance may move them" if alarm else "no more than chance may move them"
    said = [
        f"Before the start the two sides moved apart by {' and '.join(found)}{f': {what}' if known else ''}.",
        _chosen(analysis),
        f"Could not be compared: {'; '.join(missing)}." if missing else "",
    ]
    return CheckResult(
        check=NAME,
        asks=ASKS,
        passed=False if alarm else None,
        answered=True,
        answer=" ".join(text for text in said if text),
        unit=estimate.unit.name,
        table=table,
        values=tuple(zip(labels, values, strict=True)),
    )


def _chosen(analysis: Analysis) -> str:
    rule, last = analysis.selection, max(analysis.estimand.baseline)
    if rule is None or rule.year != last:
        return ""
    return (
        f"Schools were chosen on results of {academic_year(last)}, the end of this contrast; the same rule is put to "
        "both sides, and the test is weaker for it."
    )
