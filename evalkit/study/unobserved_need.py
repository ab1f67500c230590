"""A need that no table shows: which questions it touches, and what must then be true of them."""

from __future__ import annotations

from collections.abc import Iterable

from evalkit.core.errors import Fault
from evalkit.study.fault_words import did_you_mean
from evalkit.study.model import Question, Selection

WHERE = "study.toml, [selection]"
TARGETED = "targeted"


def touched(selection: Selection, questions: Iterable[Question]) -> frozenset[str]:
    """Return the ids of the questions about schools that were chosen on a need which no table shows.

    Those named by ``need_questions``, or by ``need_schools``; a study that gives the need alone means the questions
    about targeted schools, or all where none is about them.
    """
    if not selection.unobserved_need:
        return frozenset()
    asked = tuple(questions)
    if selection.need_questions:
        return frozenset(selection.need_questions)
    targeted = frozenset(one.id for one in asked if one.schools == TARGETED)
    if selection.need_schools == TARGETED or (selection.need_schools is None and targeted):
        return targeted
    return frozenset(one.id for one in asked)


def need_of(selection: Selection, questions: Iterable[Question], question: Question) -> str:
    """Return the need on which a question's schools were chosen; empty where there was none."""
    return selection.unobserved_need if question.id in touched(selection, questions) else ""


def with_check(selection: Selection, questions: tuple[Question, ...], check: str) -> tuple[Question, ...]:
    """Return the questions, each that the need touches with the check that shows what it may have done.

    Parameters
    ----------
    selection : Selection
        Holds the need.
    questions : tuple of Question
        Of the study.
    check : str
        Registered name of that check.
    """
    ids = touched(selection, questions)
    return tuple(
        one.model_copy(update={"checks": (*one.checks, check)}) if one.id in ids and check not in one.checks else one
        for one in questions
    )


def need_faults(selection: Selection, questions: tuple[tuple[int, Question], ...]) -> list[Fault]:
    """Return what is wrong with the questions that the need is bound to, and each planned one that it touches."""
    named = selection.need_schools is not None or bool(selection.need_questions)
    if not selection.unobserved_need:
        return [_no_need()] if named else []
    faults = []
    if selection.need_schools is not None and selection.need_questions:
        faults.append(_both())
    asked = tuple(question for _, question in questions)
    ids = tuple(one.id for one in asked)
    faults += [_unknown(name, ids) for name in selection.need_questions if name not in ids]
    ends = touched(selection, asked)
    if selection.need_schools == TARGETED and not selection.need_questions and not ends:
        faults.append(_nothing_targeted())
    faults += [_planned(number, one) for number, one in questions if one.id in ends and one.status == "planned"]
    return faults


def _no_need() -> Fault:
    return Fault(
        where=f"{WHERE}, unobserved_need",
        found="nothing, but need_schools or need_questions says whom it touches",
        allowed="the need in words, or neither of the two keys",
        next='say on what the schools were chosen: unobserved_need = "…"; or take the other key out',
    )


def _both() -> Fault:
    return Fault(
        where=f"{WHERE}, need_schools",
        found="need_schools and need_questions together",
        allowed="one of them",
        next="keep need_questions where the need touches some questions only, else need_schools",
    )


def _unknown(name: str, ids: tuple[str, ...]) -> Fault:
    return Fault(
        where=f"{WHERE}, need_questions",
        found=f'"{name}", which is no question',
        allowed=", ".join(ids) or "the ids of questions",
        next=did_you_mean(name, ids) or "name a question by its id",
    )


def _nothing_targeted() -> Fault:
    return Fault(
        where=f"{WHERE}, need_schools",
        found='"targeted", but no question is about targeted schools',
        allowed='"all", or "targeted" where a question has schools = "targeted"',
        next='ask about the targeted schools, write need_schools = "all", or name questions in need_questions',
    )


def _planned(number: int, question: Question) -> Fault:
    return Fault(
        where=f"study.toml, [[questions]] {number} ({question.id}), status",
        found='"planned", but its schools were chosen on a need that no table shows ([selection], unobserved_need), so '
        "it rests on an assumption known to be untrue",
        allowed='"exploratory"',
        next='write status = "exploratory"; or, where these schools were not chosen so, say whose need it was: '
        'need_schools = "targeted", or need_questions = ["…"]',
    )
