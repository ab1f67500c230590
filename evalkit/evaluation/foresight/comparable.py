"""Whether a question is left with schools on both sides, before anything is compared."""

from __future__ import annotations

from dataclasses import replace

from evalkit.analysis.compare import compare
from evalkit.core.errors import EvalkitError, Fault
from evalkit.design.parts.facts import OUTSIDE, gather
from evalkit.evaluation.foresight.rehearsal import Rehearsal, rehearse, with_outcomes
from evalkit.evaluation.planning import Asked, Plan, analysis_of, of_areas
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
        said = funnel(analysis)
        return tuple(replace(fault, found=f"{fault.found}; {said}" if said else fault.found) for fault in error.faults)
    return ()


def both_sides(analysis: Analysis) -> bool:
    """Say whether a school of the programme and a comparison school have all that is needed, matching left aside."""
    frame = gather(analysis, (), ()).frame
    return bool(frame["treated"].any() and frame["eligible"].any())


def funnel(analysis: Analysis) -> str:
    """Return how many comparison schools each rule leaves, in words such as ``61 → 60 (reason) → 0 (reason)``.

    Empty where some are left when all rules are kept.
    """
    facts = gather(analysis, (), ())
    if facts.frame["eligible"].any():
        return ""
    left, words = facts.comparison[0].entered, []
    order = [f"{OUTSIDE}{rule.reason}" for rule in analysis.donors.rules]
    for step in facts.comparison:
        said = sorted(step.by_reason(), key=lambda one: order.index(one[0]) if one[0] in order else -1)
        for reason, count in said:
            left -= count
            words.append(f"{left:,} ({reason})")
    return f"comparison schools: {facts.comparison[0].entered:,} → {' → '.join(words)}"


def _analysis(plan: Plan, question: Question, panel: Panel, rehearsal: Rehearsal) -> Analysis:
    schools = rehearsal.schools if of_areas(question) and rehearsal.schools is not None else panel
    return analysis_of(Asked(plan, question), schools, panel if of_areas(question) else None)
