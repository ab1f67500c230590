"""The path between two specifications, to see why another plan would have given another number.

Estimates
    The estimate as planned, and after each of a list of changes is added to those before it, up to an
    alternative plan; what each change contributes, in this order and in the opposite one.
Assumes
    Nothing beyond both specifications. The default alternative changes what studies most often differ
    in: whether the outcome before the start is matched on, how many similar schools stand beside each
    school, and whether categories must agree exactly.
Standing
    Raises doubt where a step on the way, or the alternative, lies farther from the plan's estimate than half of what
    chance may move it, or takes half of it away. Holds where every step is nearer than both. Could not tell without an
    interval, where the estimate is itself smaller than half of what chance may move it, and where only a comparison
    less fair than the plan allows gives another answer.
When it misleads
    What a change contributes depends on what was changed before it; where the two orders differ much,
    the contributions belong to the changes together. A plan is not wrong because another one differs.
Reference
    Gelbach (2016), Journal of Labor Economics 34, on contributions that depend on order; Simonsohn,
    Simmons and Nelson (2020), Nature Human Behaviour 4.
Checked against
    ``tests/unit/sensitivity/test_specification_path.py``.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from evalkit.core.assumption import Assumption
from evalkit.core.errors import DesignError
from evalkit.core.estimand import Estimand
from evalkit.core.looks import Look
from evalkit.core.registry import Method
from evalkit.design import DESIGNS
from evalkit.design.parts.options import VariableYear
from evalkit.records.analysis import Analysis
from evalkit.records.check import CheckResult
from evalkit.records.estimate import Estimate
from evalkit.records.shown import ChangePath, PathStep
from evalkit.sensitivity.parts.moves import by_other_choices
from evalkit.sensitivity.parts.path import (
    DESIGN,
    MATCHED_ON,
    NOT_MATCHED_ON,
    SCALE_LABEL,
    Change,
    carried,
    changes_between,
    matched_on,
    path,
)
from evalkit.sensitivity.parts.refits import Point, told, unanswered
from evalkit.sensitivity.parts.standing import yardstick

NAME = "specification_path"
ASKS = "Why would another reasonable plan give another number?"
OUTCOME_MATCHED_ON = "outcome_matched_on"
TURNED = "turned"
EXACT = "exact"


@dataclass(frozen=True, slots=True)
class OtherOption:
    """One change of the plan.

    Attributes
    ----------
    option : str
        An option of the design, ``outcome_matched_on`` for the outcome's latest baseline year, or ``design`` for
        another design, such as ``weighted``, with the options both have.
    to : str, bool, int, float, tuple of str or None
        Its value in the alternative; for ``outcome_matched_on`` true, false or ``turned``.
    """

    option: str
    to: bool | int | float | str | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Options:
    """Options of the path between two specifications.

    Attributes
    ----------
    steps : tuple of OtherOption
        From the plan to the alternative, in order. The default turns three choices on which reasonable
        plans differ.
    """

    steps: tuple[OtherOption, ...] = (
        OtherOption(OUTCOME_MATCHED_ON, TURNED),
        OtherOption("ratio", 10),
        OtherOption("exact", ()),
    )


def specification_path(analysis: Analysis, estimate: Estimate, point_estimate: Point, options: Options) -> CheckResult:
    """Return the estimate from the plan to an alternative, one change at a time."""
    declared = analysis.design_options
    if not is_dataclass(declared) or isinstance(declared, type) or not fields(declared):
        return unanswered(
            NAME, ASKS, f"The design {analysis.design} leaves nothing to choose; a design that selects schools would."
        )
    changes = _changes(analysis, options)
    if not changes:
        return unanswered(NAME, ASKS, "The plan is the alternative already; other steps in the plan would answer it.")
    try:
        rows, remarks = path(analysis, estimate, changes, point_estimate)
    except DesignError as refusal:
        return unanswered(NAME, ASKS, f"The alternative cannot be estimated: {told(refusal)}.")
    return _result(estimate, rows, remarks)


def why_they_differ(one: Analysis, other: Analysis, point_estimate: Point) -> CheckResult:
    """Return the path between the plans of any two analyses, as table, figure and sentence can show it.

    Parameters
    ----------
    one, other : Analysis
        From which plan to which.
    point_estimate : callable
        Estimates an analysis, such as `evalkit.analysis.point.point_estimate`.

    Raises
    ------
    DesignError
        If either plan cannot be estimated, or they do not differ.
    """
    changes = changes_between(one, other)
    if not changes:
        raise DesignError.one(
            where="the path between two specifications",
            found="two plans that do not differ",
            allowed="two plans that differ in data, schools, years, donors, design or estimator",
            next="change something in one of them",
        )
    start = point_estimate(one)
    rows, remarks = path(one, start, changes, point_estimate)
    return _result(start, rows, remarks)


def looks_at(asked: Estimand, years: tuple[int, ...], options: Options) -> tuple[Look, ...]:
    """Return the categories that must agree in the alternative; its outcome is that of the question."""
    named = (step.to for step in options.steps if step.option == EXACT and isinstance(step.to, tuple | list))
    return tuple(Look(name, max(asked.baseline), NAME, needed=False) for names in named for name in names)


METHOD = Method(
    summary="The estimate from the plan to an alternative, one change at a time",
    run=specification_path,
    options=Options,
    words="from this plan to another, one change at a time",
    looks_at=looks_at,
    shapes=("panel",),
    speaks_to=(Assumption.PLAN,),
    checked_against=(
        "tests/unit/sensitivity/test_specification_path.py::test_hand_worked_steps",
        "tests/unit/sensitivity/test_specification_path.py::test_contributions_add_up_in_both_orders",
    ),
)


def _changes(analysis: Analysis, options: Options) -> tuple[Change, ...]:
    declared: Any = analysis.design_options
    design, found = analysis.design, []
    for step in options.steps:
        _refuse_unknown(analysis, declared, step)
        if step.option == DESIGN and step.to != design:
            design = str(step.to)
            found.append(Change(_label(DESIGN, design), DESIGN, ((DESIGN, design),)))
            declared = carried(declared, DESIGNS.get(design).options)
        elif step.option != DESIGN:
            label, name, value = _planned(analysis, declared, step)
            if value != getattr(declared, name):
                found.append(Change(label, "design_options", ((name, value),)))
                declared = replace(declared, **{name: value})
    return tuple(found)


def _refuse_unknown(analysis: Analysis, declared: Any, step: OtherOption) -> None:
    known = {field.name for field in fields(declared)}
    if step.option == DESIGN and step.to in DESIGNS.names():
        return
    if step.option in known or (step.option == OUTCOME_MATCHED_ON and "nearest" in known):
        return
    raise DesignError.one(
        where=f"question {analysis.question!r}, specification_path, steps",
        found=f"{step.option} {step.to}" if step.option == DESIGN else step.option,
        allowed=", ".join(sorted({*known, OUTCOME_MATCHED_ON, *(f"design {name}" for name in DESIGNS.names())})),
        next="name an option of the question's design, or another design",
    )


def _planned(analysis: Analysis, declared: Any, step: OtherOption) -> tuple[str, str, object]:
    if step.option != OUTCOME_MATCHED_ON:
        value = tuple(step.to) if isinstance(step.to, list) else step.to
        return _label(step.option, value), step.option, value
    year = VariableYear(analysis.estimand.outcome, max(analysis.estimand.baseline))
    wanted = year not in declared.nearest if step.to == TURNED else bool(step.to)
    return MATCHED_ON if wanted else NOT_MATCHED_ON, "nearest", matched_on(declared.nearest, year, wanted=wanted)


def _label(option: str, value: object) -> str:
    if option == DESIGN:
        return DESIGNS.get(str(value)).words or f"the design {value}"
    if option == "ratio":
        return f"{value} comparison schools each"
    if option == "exact":
        names = " and ".join(str(name).replace("_", " ") for name in value) if isinstance(value, tuple) else ""
        return f"{names} must agree" if names else "schools of any kind may serve"
    if option == "replacement":
        return "each school may serve twice" if value else "each school serves once"
    if option == "scale":
        return SCALE_LABEL[str(value)]
    if option == "variances":
        return "variances made the same too" if value else "means alone made the same"
    if option == "base":
        return f"weights near to {'pupils' if value == 'pupils' else 'every school once'}"
    if option == "tolerance":
        return f"means up to {value} standard deviations apart"
    if option == "caliper":
        return "no largest distance" if value is None else f"no distance above {value}"
    return f"{option.replace('_', ' ')} {value}"


def _result(estimate: Estimate, rows: tuple[PathStep, ...], remarks: dict[str, str]) -> CheckResult:
    show = estimate.unit.difference().show
    fair, less = ([row.estimate for row in rows[1:] if (row.label in remarks) is which] for which in (False, True))
    verdict = by_other_choices(yardstick(estimate), fair, less)
    largest = max(rows[1:], key=lambda row: abs(row.contribution))
    said = [
        f"From the plan to the alternative the estimate goes from {show(rows[0].estimate)} to "
        f"{show(rows[-1].estimate)} {estimate.unit.name}; the largest step is: {largest.label} "
        f"({show(largest.contribution)}).",
        f"Less fair than the plan allows on the way: {'; '.join(remarks.values())}." if remarks else "",
        verdict.words,
    ]
    return CheckResult(
        check=NAME,
        asks=ASKS,
        passed=verdict.passed,
        answered=True,
        answer=" ".join(text for text in said if text),
        unit=estimate.unit.name,
        shows=ChangePath(rows),
    )
