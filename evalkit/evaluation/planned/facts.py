"""Everything that a plan says of itself, gathered before any result."""

from __future__ import annotations

import datetime as dt

from evalkit.document.plan.plan_facts import Noticeable, PlanFacts, PlannedQuestion
from evalkit.evaluation.planned.noticeable import noticeable
from evalkit.evaluation.planned.outcome_files import outcome_files
from evalkit.evaluation.planned.plan_changes import all_changes
from evalkit.evaluation.planned.plan_content import DIGEST, content_of
from evalkit.evaluation.plans import Plan, estimand, plain_options
from evalkit.evaluation.variables import variables_of
from evalkit.study.locked_plans import locked_plans
from evalkit.study.model import Question


def facts_of(plan: Plan, *, written: dt.date, code: str, version_control: str) -> PlanFacts:
    """Return a plan's facts; no outcome after a baseline is looked at.

    Parameters
    ----------
    plan : Plan
        The study with every method bound.
    written : date
        Today.
    code, version_control : str
        Version and commit of evalkit; the state of the study folder.
    """
    study = plan.study
    content, locked = content_of(plan), locked_plans(study.folder)
    noticed = {one.question: one for one in noticeable(plan)}
    return PlanFacts(
        study=study,
        questions=tuple(_resolved(plan, question, noticed[question.id]) for question in study.questions),
        files=outcome_files(plan),
        digest=str(content[DIGEST]),
        written=written,
        code=code,
        version_control=version_control,
        locked=locked,
        unchanged=tuple(one for one in locked if all(change.words_only for change in all_changes(one.plan, content))),
    )


def _resolved(plan: Plan, question: Question, notices: Noticeable) -> PlannedQuestion:
    return PlannedQuestion(
        question=question,
        estimand=estimand(plan.study, question),
        options={name: plain_options(options) for name, options in plan.methods(question.id).options},
        looks=tuple((one.variable, one.year, one.why) for one in variables_of(plan, question)),
        notices=notices,
    )
