"""What follows from the design of each question before any result: how certainty is judged, and whom it leaves out.

A copy of the tables with fewer schools has too few to say who finds a comparison; these are the comparisons of the run.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from evalkit.core.errors import EvalkitError, Fault
from evalkit.design.parts.facts import ASKED_ABOUT, gather
from evalkit.design.parts.own_schools import NOT_CHOSEN
from evalkit.evaluation.answers import REFUSALS
from evalkit.evaluation.area_answers import refuse_too_far
from evalkit.evaluation.evaluation import Evaluation
from evalkit.evaluation.judgement import NO_REASON, same_way
from evalkit.evaluation.plans import Asked, Plan, analysis_of
from evalkit.inference import INFERENCES
from evalkit.inference.parts.offered import of_picked_areas
from evalkit.inference.parts.placebos import MIN_SCHOOLS
from evalkit.inference.parts.primary import Choice, Ways, primary_by_rule
from evalkit.inference.parts.roles import SETS
from evalkit.records.analysis import Analysis
from evalkit.records.comparison import Comparison
from evalkit.study.model import Question
from evalkit.tables.panel import Panel

HANDLED = {
    "keep": "stays in the estimate though it does not pass a rule that every comparison school passes",
    "leave_out": "is left out for a rule that every comparison school passes",
    "match": "is compared only with schools that fail a rule in the same way",
}


@dataclass(frozen=True, slots=True)
class Beforehand:
    """What the designs of a study settle.

    Attributes
    ----------
    faults : tuple of Fault
        Why questions have no fair comparison, or no way of judging certainty.
    certainty : tuple of str
        One line for each question: what is believed first, and whether that departs from the design's own rule.
    own : tuple of str
        One line for each school of the programme that finds no comparison, or that rules would not let be one.
    """

    faults: tuple[Fault, ...]
    certainty: tuple[str, ...]
    own: tuple[str, ...]


def settled_beforehand(plan: Plan, evaluation: Evaluation, sound: Collection[str]) -> Beforehand:
    """Return what the designs of a plan settle, no outcome after the baseline looked at.

    Parameters
    ----------
    plan : Plan
        The study with every method bound.
    evaluation : Evaluation
        The same; its tables can be read.
    sound : collection of str
        Questions against which nothing stands so far. Of others only those schools are told that the declared rule of
        selection would not have chosen.
    """
    faults: list[Fault] = []
    certainty: list[str] = []
    said: dict[tuple[int, str], list[str]] = {}
    panel = evaluation.panel()
    for question in plan.study.questions:
        try:
            comparison, ways = evaluation.comparison(question.id), evaluation.ways(question.id)
            certainty.append(_certainty(plan, question, comparison, ways))
            own = list(_own(comparison))
            faults += _picked(evaluation.analysis(question.id), plan)
        except REFUSALS as refusal:
            faults += refusal.faults if question.id in sound else ()
            own = list(_not_chosen(analysis_of(Asked(plan, question), panel)))
        for who, what in own:
            said.setdefault((who, what), []).append(question.id)
    names = _names(panel, {who for who, _ in said})
    told = (f"{names.get(who, who)}: {what} ({', '.join(questions)})" for (who, what), questions in said.items())
    return Beforehand(tuple(dict.fromkeys(faults)), tuple(certainty), tuple(told))


def _picked(analysis: Analysis, plan: Plan) -> tuple[Fault, ...]:
    """Return why nothing can be taken off for the declared rule of picking areas, or cannot be judged by sets."""
    if analysis.area_rule is None:
        return ()
    refuse_too_far(analysis)
    first = analysis.inference[0]
    sets = INFERENCES.get(first).role_with(plan.methods(analysis.question).of(first)) == SETS
    return (of_picked_areas(analysis.question, first),) if sets else ()


def _certainty(plan: Plan, question: Question, comparison: Comparison, ways: Ways) -> str:
    choice = primary_by_rule(comparison, MIN_SCHOOLS)
    first, reason = _named(ways.names[0]), choice.reason
    if not ways.declared:
        others = ", ".join(map(_named, ways.names[1:]))
        beside = f"; beside it {others}" if others else ""
        return f"{question.id}: left to the design, which puts {first} first{beside}. {reason}."
    if same_way(ways.names[0], plan.methods(question.id), choice.name):
        return f"{question.id}: {first} first, as the design calls for. {reason}."
    return (
        f"{question.id}: departs from the design's own rule. {departure(first, choice)} {question.departs or NO_REASON}"
    )


def departure(first: str, choice: Choice) -> str:
    """Return which way a plan puts first and which its design would, in words."""
    if not choice.name:
        return f"The plan puts {first} first; the design itself calls for none. {choice.reason}."
    return f"The plan puts {first} first; the design itself would put {_named(choice.name)} first. {choice.reason}."


def _own(comparison: Comparison) -> Iterator[tuple[int, str]]:
    """Yield each school of the programme of which something must be said, by its number, and what."""
    for step in comparison.flow.steps:
        if step.group == "programme" and step.name != ASKED_ABOUT:
            for loss in step.losses:
                if loss.urn is not None:
                    yield loss.urn, f"has no comparison: {loss.reason}"
    for one in comparison.unlike:
        if one.handled != "leave_out":
            yield one.urn, f"{HANDLED[one.handled]}, “{one.rule}”"


def _not_chosen(analysis: Analysis) -> Iterator[tuple[int, str]]:
    """Yield each school of the programme that the declared rule would not have chosen, where that is the refusal."""
    rule = analysis.selection
    if rule is None or rule.unmet != "refuse":
        return
    out = analysis.change(selection=replace(rule, unmet="leave_out"))
    try:
        steps = gather(out, (), ()).programme
    except EvalkitError:
        return
    for step in steps:
        yield from (
            (loss.urn, NOT_CHOSEN) for loss in step.losses if loss.reason == NOT_CHOSEN and loss.urn is not None
        )


def _names(panel: Panel, numbers: Iterable[int]) -> dict[int, str]:
    """Return number and name of schools, where the tables name them."""
    rows = panel.frame[panel.frame["urn"].isin(list(numbers))]
    if "name" not in rows:
        return {}
    return {int(urn): f"{urn} {name}" for urn, name in zip(rows["urn"], rows["name"], strict=True) if name == name}


def _named(inference: str) -> str:
    return inference.replace("_", " ")
