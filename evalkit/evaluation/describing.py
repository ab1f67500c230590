"""What happened, described without a claim: both sides by year, and the programme's area among others."""

from __future__ import annotations

from functools import partial

from evalkit.core.errors import StudyFileError
from evalkit.core.streams import stream
from evalkit.description.context import context
from evalkit.description.trends import trends
from evalkit.evaluation.planning import Plan, programme_of, question_of
from evalkit.evaluation.tables import Tables
from evalkit.evaluation.variables import outcome_years
from evalkit.measures import MEASURES
from evalkit.records.analysis import Analysis
from evalkit.records.comparison import Comparison
from evalkit.records.context import Context
from evalkit.records.description import Trends


def trends_of(plan: Plan, tables: Tables, analysis: Analysis, comparison: Comparison) -> Trends:
    """Return what happened to a question's outcome on both sides."""
    asked = question_of(plan.study, analysis.question)
    years = outcome_years(plan, asked)
    return trends(analysis.panel(), comparison, years, tables.notes_of(asked))


def context_of(plan: Plan, tables: Tables, question: str) -> Context:
    """Return the programme's area among others by the outcome of a question about schools."""
    measure = MEASURES.get(question_of(plan.study, question).outcome)
    if not tables.panel.has(measure.name):
        raise StudyFileError.one(
            where=f"study {plan.study.name}, question {question}",
            found="a question about whole authorities",
            allowed="a question about schools, whose authorities are then set beside others",
            next="ask for the groups of pupils instead: evaluation.groups()",
        )
    outcome = (measure.name, measure.label, measure.unit)
    draws = partial(stream, plan.study.seed, question, "ranks")
    return context(tables.panel, programme_of(plan.study, tables.panel), outcome, draws)
