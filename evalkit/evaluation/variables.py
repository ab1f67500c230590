"""What a plan looks at: every variable of every year that a question needs or would like, and which part asks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from evalkit.core.estimand import AREA, Estimand
from evalkit.core.looks import Look
from evalkit.core.registry import Method, Registry
from evalkit.design.parts.looks import OUTCOME, looks_of, looks_of_area_rule
from evalkit.evaluation.plans import Plan, area_rule_of, estimand, rules_of, selection_of
from evalkit.inference import INFERENCES
from evalkit.measures import MEASURES
from evalkit.sensitivity import CHECKS
from evalkit.study.model import Question

AVERAGED, BESIDE = "averaged with the outcome", "shown beside the outcome"
# Which parts look at the outcome as such, and not at what is matched on or only shown in a balance.
OF_OUTCOME = (OUTCOME, AVERAGED, BESIDE)


@dataclass(frozen=True, slots=True)
class Looked:
    """One variable in one year that a question looks at.

    Attributes
    ----------
    variable : str
        Name of a measure, or of a variable of the panel.
    year : int or None
        The calendar year in which the school year ends; None where any year that the tables hold will do.
    why : str
        Which part of the plan asks, such as ``outcome``, ``matched on``, ``donor rule`` or ``check placebo_years``.
    level : str
        Whose figure it is: ``school``, or ``area`` in a question about whole authorities. A variable of an
        authority that is no measure may be what its schools add up to.
    needed : bool
        Whether the question cannot be answered without it.
    measure : bool
        Whether it is a measure.
    needs : tuple of str
        Variables of the tables it is made of, any of which may do; a plain variable needs itself.
    """

    variable: str
    year: int | None
    why: str
    level: str
    needed: bool
    measure: bool
    needs: tuple[str, ...]


def variables_of(plan: Plan, question: Question) -> tuple[Looked, ...]:
    """Return everything that one question looks at, each variable and year once for each part that asks.

    Parameters
    ----------
    plan : Plan
        The study with every method bound, without a fault.
    question : Question
        One of its questions.
    """
    return tuple(dict.fromkeys((*_by_answer(plan, question), *_by_checks(plan, question))))


def _by_answer(plan: Plan, question: Question) -> Iterator[Looked]:
    """Yield what the answer itself looks at, its checks left aside."""
    asked, options = estimand(plan.study, question), dict(plan.methods(question.id).options)
    areas = asked.level == AREA
    rules, selection = ((), None) if areas else (rules_of(plan.study), selection_of(plan.study))
    others = _others(plan, asked)
    looks = (
        *looks_of(asked, rules, selection, question.design, options.get(question.design)),
        *looks_of_area_rule(area_rule_of(plan.study, question)),
        *(Look(asked.outcome, year, AVERAGED) for year in asked.averaged),
        *(Look(asked.outcome, year, BESIDE) for year in others),
        *_of_methods("inference", question.inference, INFERENCES, (asked, _years(plan, asked), options)),
    )
    return (_looked(look, asked.level) for look in looks)


def _by_checks(plan: Plan, question: Question) -> Iterator[Looked]:
    """Yield what checks look at besides; a question can be answered without what a check would like."""
    asked, options = estimand(plan.study, question), dict(plan.methods(question.id).options)
    looks = _of_methods("check", question.checks, CHECKS, (asked, _years(plan, asked), options))
    return (replace(_looked(look, asked.level), needed=False) for look in looks)


def _years(plan: Plan, asked: Estimand) -> tuple[int, ...]:
    return tuple(sorted({*asked.years(), *asked.averaged, *_others(plan, asked)}))


def _others(plan: Plan, asked: Estimand) -> tuple[int, ...]:
    return tuple(sorted(set(plan.study.years.others) - {*asked.years(), *asked.averaged}))


def outcome_years(plan: Plan, question: Question) -> tuple[int, ...]:
    """Return every year in which a question looks at its outcome, in order."""
    looked = variables_of(plan, question)
    return tuple(sorted({one.year for one in looked if one.why in OF_OUTCOME and one.year is not None}))


def measures_needed(plan: Plan, questions: Iterable[Question]) -> dict[str, set[int]]:
    """Return the measures without which questions cannot be answered, each with its years."""
    wanted: dict[str, set[int]] = {}
    for one in _needed(plan, questions):
        if one.measure and one.year is not None:
            wanted.setdefault(one.variable, set()).add(one.year)
    return wanted


def last_year(plan: Plan) -> int:
    """Return the last year at which any question looks; tables of clearly later years are not read."""
    return max(one.year for one in _needed(plan, plan.study.questions) if one.year is not None)


def _needed(plan: Plan, questions: Iterable[Question]) -> Iterator[Looked]:
    return (one for question in questions for one in _by_answer(plan, question) if one.needed)


def _of_methods(
    role: str,
    names: tuple[str, ...],
    registry: Registry[Method],
    asked: tuple[object, tuple[int, ...], dict[str, object]],
) -> Iterator[Look]:
    """Yield what each method says it looks at."""
    estimand, years, options = asked
    for name in names:
        own = registry.get(name).looks_at
        for look in own(estimand, years, options.get(name)) if own else ():
            yield Look(look.variable, look.year, f"{role} {name}", needed=look.needed)


def _looked(look: Look, level: str) -> Looked:
    measure = MEASURES.get(look.variable) if look.variable in MEASURES.names() else None
    needs = (look.variable,) if measure is None else measure.needs
    return Looked(look.variable, look.year, look.why, level, look.needed, measure is not None, needs)
