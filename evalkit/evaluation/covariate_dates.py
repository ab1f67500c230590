"""Nothing that the programme may have moved is held alike on both sides: figures from after the start are refused.

What teachers know, who teaches and who stays are on the way from a programme to its pupils. A comparison that holds
them alike takes away part of what it looks for, by however much nobody can say (Rosenbaum 1984, The Consequences of
Adjustment for a Concomitant Variable That Has Been Affected by the Treatment).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from evalkit.core.errors import Fault
from evalkit.core.looks import Look
from evalkit.core.overrides import MEASURED_AFTER
from evalkit.core.years import academic_year
from evalkit.design.parts.looks import looks_of_options
from evalkit.evaluation.bound_options import Bound
from evalkit.study.model import Question, Study
from evalkit.study.year_rules import EXAMS_END

# How options tell of figures that a reader sees and no comparison rests on.
SHOWN = "shown"
DAY = "a day, such as 2017-09-01"
TAKE_OUT = "take it out, or name the column among the covariates"


def measured_after(study: Study, question: Question, bound: Bound, place: str) -> list[Fault]:
    """Return a fault for each figure held alike by design or estimator whose year ends after the programme's start.

    Parameters
    ----------
    study : Study
        Says when it began, and which rules it sets aside.
    question : Question
        With every method named.
    bound : Bound
        Its methods with their options.
    place : str
        Where the question stands, as faults begin.
    """
    if MEASURED_AFTER in study.overrides():
        return []
    starts, base = study.programme.starts, max(question.baseline or study.years.baseline)
    options = dict(bound.options)
    return [
        Fault(
            where=f"{place}, options.{method}",
            found=f"{look.variable} of {academic_year(look.year)} ({look.why}); the programme started on {starts}",
            allowed=f"figures of school years whose examinations were over by the start, so {_last(starts)} or earlier",
            next="name an earlier year; the programme may have moved this one, so ask about it as an outcome. With a "
            f'good reason set the rule "{MEASURED_AFTER}" aside under [years] overrides',
        )
        for method in (question.design, question.estimator)
        for look in held_alike(options.get(method), base)
        if look.year is not None and look.year > _last(starts)
    ]


def rules_after(study: Study) -> list[Fault]:
    """Return a fault for each rule of comparison schools that looks at a year ending after the programme's start.

    A school kept or left out for how it stood afterwards is picked on what the programme, or its absence, may have
    done to it.
    """
    if MEASURED_AFTER in study.overrides():
        return []
    starts = study.programme.starts
    return [
        Fault(
            where=f"study.toml, [donors], rules {number} ({rule.variable})",
            found=f"its figure of {academic_year(rule.year)}; the programme started on {starts}",
            allowed=f"figures of school years whose examinations were over by the start, so {_last(starts)} or earlier",
            next="name an earlier year: who is compared must not follow from what came after the start. With a good "
            f'reason set the rule "{MEASURED_AFTER}" aside under [years] overrides',
        )
        for number, rule in enumerate(study.donors.rules, 1)
        if rule.year is not None and rule.year > _last(starts)
    ]


def held_alike(options: object, baseline: int) -> tuple[Look, ...]:
    """Return every figure on which bound options make two sides alike, found by type; what is only shown is none.

    Parameters
    ----------
    options : object
        Bound options of a design or estimator, whose words for a figure that changes no comparison begin with "shown".
    baseline : int
        The latest baseline year, at which categories are taken.
    """
    return tuple(look for look in looks_of_options(options, baseline) if not look.why.startswith(SHOWN))


def covariates_after(starts: object, measured: object, covariates: tuple[str, ...]) -> list[Fault]:
    """Return what is wrong with the days on which covariates of a bare table were measured.

    Parameters
    ----------
    starts : object
        What was given as the first day of the programme.
    measured : object
        What was given as the day of each covariate, by its name.
    covariates : tuple of str
        Columns to adjust for.
    """
    if not isinstance(measured, Mapping):
        return [_no_days("the argument measured", measured, 'a day for each covariate: {"ks2_maths": "2016-05-12"}')]
    days = {str(name): _day(given) for name, given in measured.items()}
    wrong = {name: given for name, given in measured.items() if days[str(name)] is None}
    faults = [_no_days(f"the argument measured, {name}", given, DAY) for name, given in wrong.items()]
    faults += [
        Fault(
            f"the argument measured, {name}", "a column that is no covariate", ", ".join(covariates) or "none", TAKE_OUT
        )
        for name in days
        if name not in covariates
    ]
    if starts is None and not measured:
        return faults
    began = _day(starts)
    if began is None:
        return [*faults, _no_days("the argument starts", starts, f"{DAY}, the first of the programme")]
    return faults + [
        Fault(
            f"the argument covariates, {name}",
            f"measured on {day}, with the programme starting on {began}",
            f"columns measured before {began}",
            "leave it out of the covariates; the programme may have moved it, so ask about it as an outcome",
        )
        for name, day in days.items()
        if day is not None and day >= began and name in covariates
    ]


def _last(starts: dt.date) -> int:
    """Return the last school year whose examinations were over before a day."""
    return starts.year if starts > dt.date(starts.year, *EXAMS_END) else starts.year - 1


def _day(given: object) -> dt.date | None:
    if isinstance(given, dt.datetime):
        return given.date()
    if isinstance(given, dt.date):
        return given
    try:
        return dt.date.fromisoformat(given) if isinstance(given, str) else None
    except ValueError:
        return None


def _no_days(where: str, given: object, allowed: str) -> Fault:
    return Fault(where, repr(given)[:80], allowed, "write year-month-day, or leave both starts and measured out")
