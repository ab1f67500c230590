"""Answers to the questions of a study: each by itself, beside the others of its status, or why there is none."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from evalkit.core.errors import DataError, DesignError, EstimationError, EvalkitError, StudyFileError
from evalkit.evaluation.plans import Asked
from evalkit.evaluation.station import Address, At
from evalkit.evaluation.tables import Tables
from evalkit.findings.finding import Answer, Finding, Unanswered
from evalkit.inference.parts.families import family_of
from evalkit.records.estimate import Estimate
from evalkit.records.family import QuestionFamily

REFUSALS = (StudyFileError, DataError, DesignError, EstimationError)


def unanswered(asked: Asked, refusal: EvalkitError, gives: str = "") -> Unanswered:
    """Return a question that was refused, with the refusal in words.

    Parameters
    ----------
    asked : Asked
        The question.
    refusal : EvalkitError
        Why.
    gives : str
        What a page asked for; of a question that is of another kind, that alone cannot be shown.
    """
    question = asked.question
    what = gives if isinstance(refusal, StudyFileError) else ""
    return Unanswered(question.id, question.asks, question.status, refusal.faults, refusal.exit_code, what)


def refused(asked: Asked, at: At) -> Unanswered | None:
    """Return why a question cannot be answered; None where it can."""
    # What is wrong with the tables themselves is no refusal of one question, and stops the line here.
    at("panel", Tables)
    try:
        at("alone", Finding)
    except REFUSALS as refusal:
        return unanswered(asked, refusal)
    return None


def members_of(asked: Asked) -> tuple[str, ...]:
    """Return the ids of all questions of the same status, this one's among them, in the order of the study."""
    return tuple(one.id for one in asked.study.questions if one.status == asked.question.status)


def of_family(asked: Asked) -> tuple[Address, ...]:
    """Return what a family rests on: its first question brings all of them together, the others ask that one."""
    first, *others = members_of(asked)
    if asked.question.id != first:
        return (("family", first),)
    return (("panel", ""), *(("estimate", name) for name in (first, *others)))


def family(asked: Asked, at: At) -> QuestionFamily:
    """Return the questions of the same status, judged together."""
    first, *others = members_of(asked)
    if asked.question.id != first:
        return at("family", QuestionFamily, first)
    at("panel", Tables)
    found = [(name, _estimate_or_none(at, name)) for name in (first, *others)]
    answered = [(name, estimate) for name, estimate in found if estimate is not None]
    return family_of(asked.question.status, answered, len(found) - len(answered))


def families(asked: Asked, at: At) -> tuple[QuestionFamily, ...]:
    """Return the questions of every status, each judged together, in the order of the study."""
    first = {question.status: question.id for question in reversed(asked.study.questions)}
    return tuple(at("family", QuestionFamily, name) for name in reversed(first.values()))


def finding(asked: Asked, at: At) -> Finding:
    """Return the question answered, in its place among the others."""
    return replace(at("alone", Finding), family=at("family", QuestionFamily))


def answers(asked: Asked, at: At) -> tuple[Answer, ...]:
    """Return the answer to every question, in the order of the study."""
    found = ((question.id, at("refused", object, question.id)) for question in asked.study.questions)
    return tuple(one if isinstance(one, Unanswered) else at("finding", Finding, name) for name, one in found)


def findings(asked: Asked, at: At) -> tuple[Finding, ...]:
    """Return those that are findings."""
    return tuple(one for one in answers(asked, at) if isinstance(one, Finding))


def _estimate_or_none(at: At, question: str) -> Estimate | None:
    with suppress(*REFUSALS):
        return at("estimate", Estimate, question)
    return None
