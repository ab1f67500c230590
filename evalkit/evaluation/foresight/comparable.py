"""Whether a question is left with schools on both sides, before anything is compared."""

from __future__ import annotations

from evalkit.analysis.compare import compare
from evalkit.core.errors import EvalkitError, Fault
from evalkit.design.parts.facts import gather
from evalkit.evaluation.foresight.rehearsal import Rehearsal, rehearse, with_outcomes
from evalkit.evaluation.plans import Asked, Plan, analysis_of, of_areas
from evalkit.records.analysis import Analysis
from evalkit.study.model import Question
from evalkit.tables.panel import Panel


def nobody_left(
    plan: Plan, question: Question, panel: Panel, rehearsal: Rehearsal, *, whole: bool
) -> tuple[Fault, ...]:
    """Return the refusal of a question that has no school, or no comparison school, left.

    A copy of the tables with fewer schools can only raise the suspicion; then the tables are read whole, and the
    refusal is the one of the run.

    Parameters
    ----------
    plan : Plan
        The study with every method bound.
    question : Question
        One of its questions.
    panel : Panel
        What it is asked of, with its outcomes.
    rehearsal : Rehearsal
        What the copy of the tables holds.
    whole : bool
        Whether the copy has every school.
    """
    try:
        analysis = _analysis(plan, question, panel, rehearsal)
        if both_sides(analysis):
            return ()
    except EvalkitError as error:
        if whole:
            return error.faults
    if not whole:
        rehearsal = rehearse(plan, plan.study.data_folder())
        found, faults = with_outcomes(plan, question, rehearsal.panel(question))
        if found is None or faults:
            return faults
        panel = found
    analysis = _analysis(plan, question, panel, rehearsal)
    try:
        compare(analysis)
    except EvalkitError as error:
        return error.faults
    return ()


def both_sides(analysis: Analysis) -> bool:
    """Say whether a school of the programme and a comparison school have all that is needed, matching left aside."""
    frame = gather(analysis, (), ()).frame
    return bool(frame["treated"].any() and frame["eligible"].any())


def _analysis(plan: Plan, question: Question, panel: Panel, rehearsal: Rehearsal) -> Analysis:
    schools = rehearsal.schools if of_areas(question) and rehearsal.schools is not None else panel
    return analysis_of(Asked(plan, question), schools, panel if of_areas(question) else None)
