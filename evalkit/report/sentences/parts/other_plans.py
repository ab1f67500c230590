"""What other plans of the same question give, told by the kinds of records that hold them, and the plan's place."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from functools import singledispatch

from evalkit.findings.finding import Finding
from evalkit.records.check import CheckResult
from evalkit.records.estimate import Estimate
from evalkit.records.shown import ChangePath, Refits

# With fewer alternatives than thirds no third can be told.
FEWEST = 3
TWO_THIRDS = 2 / 3
# Decimals to which two numbers are the same number.
SAME_NUMBER = 9


@dataclass(frozen=True, slots=True)
class OtherPlan:
    """The estimate that another plan of the same question gives.

    Attributes
    ----------
    label : str
        The plan in words.
    estimate : float
        In the unit of the outcome.
    less_fair : bool
        Whether its comparison is less fair than the plan allows.
    check : str
        Registered name of the check that tells it.
    """

    label: str
    estimate: float
    less_fair: bool
    check: str


class PlanPlace(StrEnum):
    """Where the plan's figure stands among what other plans give."""

    LOWEST = "lowest third"
    MIDDLE = "middle"
    HIGHEST = "highest third"
    NOT_KNOWN = "not known"


def other_plans(finding: Finding) -> tuple[OtherPlan, ...]:
    """Return what other plans give, each once, whichever checks tell it; paths last, their steps beside each other."""
    found: dict[tuple[str, float], OtherPlan] = {}
    for check in sorted(finding.checks, key=lambda one: isinstance(one.shows, ChangePath)):
        if in_its_unit(check, finding.estimate):
            for label, estimate, less_fair in of_other_plans(check.shows, finding.estimate):
                same = (label, round(estimate, SAME_NUMBER))
                # What comes later takes the place, so that no step of a path is torn from the others.
                found.pop(same, None)
                found[same] = OtherPlan(label, estimate, less_fair, check.check)
    return tuple(found.values())


def place_among_plans(finding: Finding) -> PlanPlace:
    """Return where the plan's figure stands among other plans: more than two in three lie on one side of it, or not.

    Figures count as a reader sees them, so a plan that gives the same rounded figure lies on neither side. Two in
    three is counted as reached where exactly so many lie there.
    """
    unit, others = finding.estimate.unit, other_plans(finding)
    if len(others) < FEWEST:
        return PlanPlace.NOT_KNOWN
    own = round(finding.estimate.estimate, unit.decimals)
    shown = [round(plan.estimate, unit.decimals) for plan in others]
    if sum(one < own for one in shown) >= TWO_THIRDS * len(shown):
        return PlanPlace.HIGHEST
    if sum(one > own for one in shown) >= TWO_THIRDS * len(shown):
        return PlanPlace.LOWEST
    return PlanPlace.MIDDLE


def in_its_unit(check: CheckResult, result: Estimate) -> bool:
    """Say whether what a check shows stands in the unit of the outcome, as far as the check says."""
    return check.unit in ("", result.unit.name, result.unit.difference().name)


@singledispatch
def of_other_plans(shown: object, result: Estimate) -> tuple[tuple[str, float, bool], ...]:
    """Return label, estimate and whether less fair of the other plans a check shows; none of another kind of thing."""
    return ()


@of_other_plans.register
def _(shown: ChangePath, result: Estimate) -> tuple[tuple[str, float, bool], ...]:
    # Each change is made on top of those before it: a label says so, or two different plans would be called alike.
    rows = [row for row in shown.rows if not row.declared]
    return tuple(
        (row.label if place == 0 else f"and then {row.label}", row.estimate, row.less_fair)
        for place, row in enumerate(rows)
        if math.isfinite(row.estimate)
    )


@of_other_plans.register
def _(shown: Refits, result: Estimate) -> tuple[tuple[str, float, bool], ...]:
    # Refits of anybody's making are another plan's only where the plan's own estimate stands among them.
    planned = [] if shown.planned is None else [shown.planned]
    own = [row.estimate for row in shown.rows if row.declared] or planned
    if not any(math.isclose(one, result.estimate) for one in own):
        return ()
    return tuple(
        (row.label, row.estimate, row.less_fair)
        for row in shown.rows
        if not row.declared and math.isfinite(row.estimate)
    )
