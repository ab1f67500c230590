"""Falsification outcomes: the same comparison asked of something the programme should not have moved.

Estimates
    The same estimate for each outcome listed, in that outcome's own unit, with the interval of the
    primary inference.
Assumes
    That the programme could not move the outcome, and that what would make the comparison unfair, such as
    a change of intake, would show in it. The default asks about intake: what pupils knew at Key Stage 2
    was fixed years before the start, and who is disadvantaged is not decided by teaching.
When it misleads
    An outcome that does not move is no proof of a fair comparison: the fault may lie in something else.
    Of many outcomes one is found moved by chance. It describes and passes no verdict.
Reference
    Rosenbaum (1989), Statistical Science 4, on known effects; Lipsitch, Tchetgen Tchetgen and Cohen
    (2010), Epidemiology 21, on negative controls.
Checked against
    ``tests/unit/sensitivity/test_falsification_outcomes.py``.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from evalkit.core.estimand import Estimand
from evalkit.core.looking import Look
from evalkit.core.registry import Method
from evalkit.records.analysis import Analysis
from evalkit.records.check import CheckResult, Wanted
from evalkit.records.estimate import Estimate
from evalkit.sensitivity.parts.outcomes import with_outcome
from evalkit.sensitivity.parts.refits import Point, interval, leaves_out_nought, refit, unanswered
from evalkit.sensitivity.parts.wanted import variable_of
from evalkit.tables.panel import Panel

NAME = "falsification_outcomes"
# From so many outcomes on, the reader is told that chance moves some.
MANY = 3
CHANCE = "Of many such outcomes chance alone moves some."
ASKS = "Did anything move that the programme should not have moved?"


@dataclass(frozen=True, slots=True)
class Options:
    """Options of falsification outcomes.

    Attributes
    ----------
    outcomes : tuple of str
        Registered measures, or numbers of the panel, that the programme should not move. The default is
        the intake of the cohort, which no teaching in these schools decides. With wider tables: absence, results
        at 16 to 18 of pupils who left before, pupils on roll, teachers.
    """

    outcomes: tuple[str, ...] = ("ks2", "disadvantaged")


def falsification_outcomes(
    analysis: Analysis, estimate: Estimate, point_estimate: Point, options: Options
) -> CheckResult:
    """Return the estimate for each outcome that should not have moved."""
    if not isinstance(analysis.data, Panel):
        return unanswered(NAME, ASKS, "The table holds one outcome only; others of the same schools are needed.")
    rows, missing = [], []
    wanted: list[Wanted] = []
    for name in dict.fromkeys(options.outcomes):
        if name == analysis.estimand.outcome:
            missing.append("the outcome of the question itself cannot be its own test")
            continue
        other = with_outcome(analysis, name)
        done = None if other.analysis is None else refit(other.analysis, point_estimate)
        if other.analysis is None or done is None or done.estimate is None:
            missing.append(other.reason or (done.remark if done else ""))
            wanted.append(variable_of(name, analysis.estimand.years()))
            continue
        ends = interval(other.analysis, done.estimate, estimate, point_estimate)
        rows.append(_row(name, done.estimate, ends))
    if not rows:
        reasons = "; ".join(missing) or "none is listed"
        said = f"Another outcome of the same schools in every year compared would answer it: {reasons}."
        return unanswered(NAME, ASKS, said, tuple(wanted))
    return _result(pd.DataFrame(rows), missing, tuple(wanted))


def looks_at(asked: Estimand, years: tuple[int, ...], options: Options) -> tuple[Look, ...]:
    """Return each other outcome in the years compared."""
    return tuple(Look(name, year, NAME, needed=False) for name in options.outcomes for year in asked.years())


METHOD = Method(
    summary="The same comparison for outcomes that the programme should not move",
    run=falsification_outcomes,
    options=Options,
    looks_at=looks_at,
    shapes=("panel",),
    checked_against=(
        "tests/unit/sensitivity/test_falsification_outcomes.py::test_each_row_equals_planning_that_outcome",
    ),
)


def _row(name: str, found: Estimate, ends: tuple[float, float]) -> dict[str, object]:
    return {
        "label": found.estimand.label.split(" (", 1)[0],
        "outcome": name,
        "unit": found.unit.difference().name,
        "decimals": found.unit.decimals,
        "estimate": found.estimate,
        "conf_low": ends[0],
        "conf_high": ends[1],
        "schools": found.counts.schools_treated,
    }


def _result(table: pd.DataFrame, missing: list[str], wanted: tuple[Wanted, ...]) -> CheckResult:
    ends = zip(table["conf_low"], table["conf_high"], strict=True)
    moved = [label for label, two in zip(table["label"], ends, strict=True) if leaves_out_nought(*two)]
    asked, count = len(table), len(moved)
    known = not table["conf_low"].isna().all()
    if not known:
        finding = "There is no interval to judge them by"
    elif not moved:
        finding = "Nothing looked at moved by more than chance may move it"
    else:
        finding = f"{_capital(_listed(moved))} moved by more than chance may move {'it' if count == 1 else 'them'}"
    said = [
        f"{finding}: the intervals of {count} of {asked} leave out nought.",
        CHANCE if known and asked >= MANY else "",
        f"Could not be looked at: {'; '.join(missing)}." if missing else "",
    ]
    return CheckResult(
        check=NAME,
        asks=ASKS,
        passed=None,
        answered=True,
        answer=" ".join(text for text in said if text),
        unit="",
        table=table,
        values=(("outcomes", float(asked)), ("intervals without nought", float(count))),
        wanted=wanted,
    )


def _listed(labels: list[str]) -> str:
    return labels[0] if len(labels) == 1 else f"{', '.join(labels[:-1])} and {labels[-1]}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
