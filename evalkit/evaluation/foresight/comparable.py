"""Whether a question is left with schools on both sides, and with methods that take them, before it is answered."""

from __future__ import annotations

from collections.abc import Iterator

from evalkit.analysis.compare import compare
from evalkit.analysis.point import misfit
from evalkit.core.errors import EvalkitError, Fault
from evalkit.design import DESIGNS
from evalkit.design.parts.facts import gather
from evalkit.design.parts.kinds import of_figures
from evalkit.design.parts.looks import figures_of_options
from evalkit.estimators import ESTIMATORS
from evalkit.evaluation.foresight.rehearsal import Rehearsal, rehearse, with_outcomes
from evalkit.evaluation.outcome_levels import of_areas
from evalkit.evaluation.plans import Asked, Plan, analysis_of
from evalkit.inference import INFERENCES
from evalkit.inference.parts.offered import not_offered
from evalkit.records.analysis import Analysis
from evalkit.study.model import Question
from evalkit.tables.panel import Panel


def cannot_be_compared(plan: Plan, question: Question, panel: Panel, rehearsal: Rehearsal) -> tuple[Fault, ...]:
    """Return why a question has no answer though its figures are there: its methods do not fit, or nobody is left.

    A copy of the tables with fewer schools can only raise the suspicion that somebody is missing; then the tables are
    read whole, and the refusal is the one of the run.

    Parameters
    ----------
    plan : Plan
        The study with every method bound.
    question : Question
        One of its questions.
    panel : Panel
        What it is asked of, with its outcomes.
    rehearsal : Rehearsal
        What the tables, or a copy of them, hold.
    """
    analysis = _analysis(plan, question, panel, rehearsal)
    if faults := tuple(_misfits(analysis)):
        return faults
    faults = _missing(plan, question, analysis)
    if rehearsal.whole or not faults:
        return faults
    rehearsal = rehearse(plan, plan.study.data_folder())
    found, faults = with_outcomes(plan, question, rehearsal)
    if found is None or faults:
        return faults
    return _missing(plan, question, _analysis(plan, question, found, rehearsal))


def _misfits(analysis: Analysis) -> Iterator[Fault]:
    """Yield the fault of an estimator for other data, and of each word that the design would take as a number."""
    shapes = DESIGNS.get(analysis.design).shapes
    if not set(shapes) & set(ESTIMATORS.get(analysis.estimator).shapes):
        yield misfit(analysis.question, analysis.estimator, shapes[0])
    for name in analysis.inference[:1]:
        fault = not_offered(analysis.question, name, analysis.estimator, analysis.estimator_options)
        yield from [fault] if fault else []
    named = figures_of_options(analysis.design_options)
    yield from of_figures(analysis, (one for one in named if analysis.panel().has(one.variable)))


def _missing(plan: Plan, question: Question, analysis: Analysis) -> tuple[Fault, ...]:
    """Return why there is nobody to compare, matching left aside, or too few for the inference that is quoted.

    An inference that stands beside it is left out with its reason, and stops nothing.
    """
    try:
        frame = gather(analysis, (), ()).frame
        if not (frame["treated"].any() and frame["eligible"].any()):
            compare(analysis)
    except EvalkitError as error:
        return error.faults
    if not analysis.inference:
        # The design chooses, and never what it would have to refuse.
        return ()
    name, areas = analysis.inference[0], frame.loc[frame["treated"], "area"]
    refuses = INFERENCES.get(name).refuses
    where, bound = f"question {question.id!r}, inference {name}", plan.methods(question.id)
    fault = refuses and refuses(where, analysis.estimand.level, len(areas), areas.nunique(), bound.of(name))
    return (fault,) if fault else ()


def _analysis(plan: Plan, question: Question, panel: Panel, rehearsal: Rehearsal) -> Analysis:
    schools = rehearsal.schools if of_areas(question) and rehearsal.schools is not None else panel
    return analysis_of(Asked(plan, question), schools, panel if of_areas(question) else None)
