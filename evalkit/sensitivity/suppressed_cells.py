"""Suppressed cells: what the estimate could be if every hidden number were at one end of what it could be.

Estimates
    The same estimate with each number that the publisher hides filled in: at the ends of what any school had
    in that year, and at the ends of what is possible at all, each time so that the difference is smallest and
    so that it is largest.
Assumes
    Nothing about hidden numbers beyond their ends. The first pair assumes that a hidden number is no more
    extreme than the most extreme one published; small groups can be.
Standing
    Holds where no number is hidden, or where the farthest end of what is possible takes away less than half of the
    estimate and moves it by less than half of what chance may. Raises doubt where already what some school had does
    more than that. Could not tell between the two, without an interval, and where numbers could not be filled in.
When it misleads
    The ends of what is possible are far apart, and one hidden school can make them meaningless. Where the
    design matches on the outcome itself, filling in changes who is matched, and the pair need not hold every
    value between.
Reference
    Horowitz and Manski (2000), Journal of the American Statistical Association 95, on bounds for missing outcomes.
Checked against
    ``tests/unit/sensitivity/test_suppressed_cells.py`` (every value of the hidden numbers on a grid).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from evalkit.core.assumption import Assumption
from evalkit.core.registry import Method
from evalkit.measures import MEASURES
from evalkit.measures.parts.bounds import Bounds, at_the_ends, hidden_rows, possible, seen
from evalkit.records.analysis import Analysis
from evalkit.records.check import CheckResult
from evalkit.records.estimate import Estimate
from evalkit.records.shown import HiddenNumbers, Refitted
from evalkit.sensitivity.parts.refits import Point, refit, unanswered
from evalkit.sensitivity.parts.standing import SHARE, Yardstick, passed_by_moves, yardstick
from evalkit.tables.panel import Panel

NAME = "suppressed_cells"
ASKS = "Could the numbers that the publisher hides change the answer?"
LEFT_OUT = "left out"
ENDS = ("lowest", "highest")
# As rows of a table are called, and as a sentence says it.
LABELS = {"seen": "{end}, as schools had", "possible": "{end} possible"}
WORDS = {"seen": "what some school had that year", "possible": "anything that is possible at all"}


@dataclass(frozen=True, slots=True)
class Options:
    """The check has no options."""


def suppressed_cells(analysis: Analysis, estimate: Estimate, point_estimate: Point, options: Options) -> CheckResult:
    """Return the smallest and largest estimate that hidden numbers allow."""
    if not isinstance(analysis.data, Panel):
        return unanswered(NAME, ASKS, "The table does not say which numbers its publisher hides; a study's tables do.")
    own = Refitted(LEFT_OUT, estimate.estimate, declared=True, schools=estimate.counts.units_treated)
    filled: dict[str, list[Refitted]] = {}
    hidden = _hidden(analysis)
    for kind, bounds in _kinds(analysis).items() if hidden.any() else ():
        filled[kind] = []
        for end, panel in zip(ENDS, _ends(analysis, bounds), strict=True):
            done = refit(analysis.change(data=panel), point_estimate).estimate
            if done is not None:
                row = Refitted(LABELS[kind].format(end=end), done.estimate, schools=done.counts.units_treated)
                filled[kind].append(row)
    return _result(estimate, own, filled, int(hidden.sum()))


METHOD = Method(
    summary="The smallest and the largest estimate that numbers hidden by the publisher allow",
    run=suppressed_cells,
    options=Options,
    words="numbers that the publisher hides, filled in at either end",
    shapes=("panel",),
    speaks_to=(Assumption.MEASURED,),
    checked_against=(
        "tests/unit/sensitivity/test_suppressed_cells.py::test_no_value_of_the_hidden_numbers_gives_an_estimate_outside",
    ),
)


def _hidden(analysis: Analysis) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    panel = analysis.panel()
    asked = panel.frame["year"].isin(analysis.estimand.years()).to_numpy(dtype=np.bool_)
    return np.asarray(hidden_rows(panel, analysis.estimand.outcome) & asked, dtype=np.bool_)


def _kinds(analysis: Analysis) -> dict[str, Bounds]:
    panel, name = analysis.panel(), analysis.estimand.outcome
    kinds = {"seen": seen(panel, name, analysis.programme)}
    measure = MEASURES.get(name) if name in MEASURES.names() else None
    if measure is not None and measure.possible is not None:
        narrowed = measure.narrows(panel) if measure.narrows is not None else None
        kinds["possible"] = possible(panel, name, measure.possible, narrowed)
    return kinds


def _ends(analysis: Analysis, bounds: Bounds) -> tuple[Panel, Panel]:
    estimand = analysis.estimand
    return at_the_ends(analysis.panel(), estimand.outcome, bounds, analysis.treated, estimand.contrast())


def _result(estimate: Estimate, own: Refitted, filled: dict[str, list[Refitted]], hidden: int) -> CheckResult:
    show, unit = estimate.unit.difference().show, estimate.unit.name
    rows = [row for pair in filled.values() for row in pair]
    own_schools = estimate.counts.units_treated
    more = max((row.schools or 0 for row in rows), default=own_schools) - own_schools
    passed = _passed(yardstick(estimate), filled, hidden)
    said = []
    for kind, words in WORDS.items():
        ends = sorted(row.estimate for row in filled.get(kind, ()))
        if len(ends) == 2 and ends[1] - ends[0] > 0.0:
            said.append(
                f"If each hidden number were {words}, the estimate would lie between {show(ends[0])} and "
                f"{show(ends[1])} {unit}."
            )
    if any(len(pair) < len(ENDS) for pair in filled.values()):
        said.append("With hidden numbers filled in, no comparison could be made for some of their ends.")
    elif hidden and not said:
        said.append("No hidden number could move the estimate: filled in at either end, it stays the same.")
    said.append(_count(hidden, more))
    return CheckResult(
        check=NAME,
        asks=ASKS,
        passed=passed,
        answered=True,
        answer=" ".join(said),
        unit=unit,
        shows=HiddenNumbers((own, *rows), hidden, more),
    )


def _passed(yard: Yardstick, filled: dict[str, list[Refitted]], hidden: int) -> bool | None:
    """Return what hidden numbers leave of the estimate: doubt by what schools had, none by all that is possible."""
    if not hidden:
        return True
    moves = {kind: [row.estimate - yard.estimate for row in rows] for kind, rows in filled.items()}
    if passed_by_moves(yard, moves.get("seen", []), SHARE) is False:
        return False
    complete = all(len(rows) == len(ENDS) for rows in moves.values())
    widest = moves.get("possible", [])
    if not widest or not complete:
        return None
    return True if not any(widest) or passed_by_moves(yard, widest, SHARE) else None


def _count(hidden: int, more: int) -> str:
    if not hidden:
        return "No number of this outcome is hidden by the publisher in the years compared."
    own = f", and {more} of the programme's schools {'is' if more == 1 else 'are'} left out for it" if more else ""
    return (
        f"The publisher hides {hidden} number{'' if hidden == 1 else 's'} of this outcome in the years compared, "
        f"because few pupils are behind {'it' if hidden == 1 else 'them'}{own}."
    )
