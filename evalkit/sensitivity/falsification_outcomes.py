"""Falsification outcomes: the same comparison asked of something the programme should not have moved.

Estimates
    The same estimate for each outcome listed, in that outcome's own unit, with the interval of the
    primary inference.
Assumes
    That the programme could not move the outcome, and that what would make the comparison unfair, such as
    a change of intake, would show in it. The default asks about intake: what pupils knew at Key Stage 2
    was fixed years before the start, and who is disadvantaged is not decided by teaching.
Standing
    Raises doubt where the outcomes together leave out nought, or where one moved as far as an estimate that tells a
    direction, each measured by how far schools lie apart in it. Holds where no interval reaches half of the estimate
    and every outcome could be looked at. Could not tell elsewhere.
When it misleads
    An outcome that does not move is no proof of a fair comparison: the fault may lie in something else, or be too
    small to be seen, so what could have gone unseen is said. Of many outcomes one is found moved by chance.
Reference
    Rosenbaum (1989), Statistical Science 4, on known effects; Lipsitch, Tchetgen Tchetgen and Cohen
    (2010), Epidemiology 21, on negative controls.
Checked against
    ``tests/unit/sensitivity/test_falsification_outcomes.py``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import isnan

from evalkit.core.assumption import Assumption
from evalkit.core.estimand import Estimand
from evalkit.core.looks import Look
from evalkit.core.registry import Method
from evalkit.core.wanted import Wanted
from evalkit.records.analysis import Analysis
from evalkit.records.check import CheckResult
from evalkit.records.estimate import Estimate
from evalkit.records.shown import OutcomeShift, OutcomeShifts
from evalkit.sensitivity.parts.jointly import ALARM, Judged, alarm, judge
from evalkit.sensitivity.parts.noughts import UNITS, Unseen, could_go_unseen, unseen
from evalkit.sensitivity.parts.outcomes import with_outcome
from evalkit.sensitivity.parts.refits import Point, leaves_out_nought, refit, unanswered
from evalkit.sensitivity.parts.standing import passed_by_noughts, yardstick
from evalkit.tables.panel import Panel

NAME = "falsification_outcomes"
# One variable of each kind of table that holds outcomes of these schools which no teaching in them decides.
ELSEWHERE = ("persistent_absence", "ks5_students", "census_roll", "teachers", "destination_pupils")
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
    rows: list[OutcomeShift] = []
    found: list[Judged] = []
    contrasts: list[Unseen] = []
    missing: list[str] = []
    wanted: list[Wanted] = []
    for name in dict.fromkeys(options.outcomes):
        if name == analysis.estimand.outcome:
            missing.append("the outcome of the question itself cannot be its own test")
            continue
        other = with_outcome(analysis, name)
        done = None if other.analysis is None else refit(other.analysis, point_estimate)
        if other.analysis is None or done is None or done.estimate is None:
            missing.append(other.reason or (done.remark if done else ""))
            wanted.append(Wanted(variable=name, years=analysis.estimand.years()))
            continue
        one = judge(other.analysis, done.estimate, estimate, point_estimate)
        rows.append(replace(_row(name, one), less_fair=bool(done.remark)))
        found.append(one)
        contrasts.append(unseen(rows[-1].label, one, other.analysis, analysis))
    if not rows:
        reasons = "; ".join(missing) or "none is listed"
        said = f"Another outcome of the same schools in every year compared would answer it: {reasons}."
        return unanswered(NAME, ASKS, said, tuple(wanted))
    raised, yard = alarm(found, ALARM), yardstick(estimate)
    passed = passed_by_noughts(yard, [one.nought for one in contrasts], alarm=raised, all_seen=not missing)
    unseen_words = could_go_unseen(yard, contrasts, passed, what="change", units=UNITS[analysis.estimand.level])
    told = [*_opening(rows, raised), *unseen_words]
    told += [f"Could not be looked at: {'; '.join(missing)}."] if missing else []
    return CheckResult(
        check=NAME,
        asks=ASKS,
        passed=passed,
        answered=True,
        answer=" ".join(told),
        unit="",
        shows=OutcomeShifts(tuple(rows), len(rows), len(_moved(rows))),
        wanted=tuple(wanted),
    )


def looks_at(asked: Estimand, years: tuple[int, ...], options: Options) -> tuple[Look, ...]:
    """Return each other outcome in the years compared."""
    return tuple(Look(name, year, NAME, needed=False) for name in options.outcomes for year in asked.years())


METHOD = Method(
    summary="The same comparison for outcomes that the programme should not move",
    run=falsification_outcomes,
    options=Options,
    words="results that the programme should not have moved",
    looks_at=looks_at,
    shapes=("panel",),
    speaks_to=(Assumption.ALIKE,),
    checked_against=(
        "tests/unit/sensitivity/test_falsification_outcomes.py::test_each_row_equals_planning_that_outcome",
    ),
    rests_on=tuple(Wanted(variable=name) for name in ELSEWHERE),
)


def _row(name: str, one: Judged) -> OutcomeShift:
    found, (low, high) = one.estimate, one.ends()
    return OutcomeShift(
        label=found.estimand.label.split(" (", 1)[0],
        outcome=name,
        unit=found.unit.difference().name,
        decimals=found.unit.decimals,
        estimate=found.estimate,
        conf_low=low,
        conf_high=high,
        schools=found.counts.units_treated,
    )


def _moved(rows: list[OutcomeShift]) -> list[str]:
    return [row.label for row in rows if leaves_out_nought(row.conf_low, row.conf_high)]


def _opening(rows: list[OutcomeShift], raised: bool | None) -> tuple[str, ...]:
    """Return what moved; of several outcomes what they say together."""
    moved, asked = _moved(rows), len(rows)
    if all(isnan(row.conf_low) for row in rows):
        return ("There is no interval to judge them by.",)
    if not moved and asked == 1:
        return ("Its interval holds 0, which does not show that it did not move.",)
    if not moved and not raised:
        return (f"None of {asked} intervals leaves out 0, which does not show that nothing moved.",)
    what = "it" if len(moved) == 1 else "them"
    leave = "leaves" if len(moved) == 1 else "leave"
    counted = f"{len(moved) or 'none'} of {asked} intervals {leave if moved else 'leaves'} out 0."
    first = (
        f"{_capital(_listed(moved))} moved by more than chance may move {what}: {counted}"
        if moved
        else _capital(counted)
    )
    if asked == 1 or raised is None:
        return (first,)
    more = "more than chance does" if raised else "no more than chance may do"
    return (first, f"Taken together, {asked} outcomes moved by {more}.")


def _listed(labels: list[str]) -> str:
    return labels[0] if len(labels) == 1 else f"{', '.join(labels[:-1])} and {labels[-1]}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
