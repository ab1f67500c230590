"""What is not the same in two plans, in words.

An option or a key that a later version of evalkit brings is no change while it has its default: the plan left it to
the method then, as it does now.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import get_args

from pydantic import BaseModel

from evalkit.core.registry import Method
from evalkit.design import DESIGNS
from evalkit.estimators import ESTIMATORS
from evalkit.evaluation.planned.plan_content import TABLES, Content, own, questions_of, shared, told
from evalkit.evaluation.plans import plain_options
from evalkit.inference import INFERENCES
from evalkit.records.plan_stamp import PlanChange
from evalkit.report.words import listed, named
from evalkit.sensitivity import CHECKS
from evalkit.study.model import Question, Study

Place = tuple[str, ...]
OPTIONS = "options"
# By which entries of a list are told apart; of other lists the whole is compared.
KEYS = ("id", "urn")
FEW = 6


@dataclass(frozen=True, slots=True)
class _Leaves:
    """The parts of a plan, each under its place; and the places of entries and of tables of options."""

    parts: dict[Place, object]
    entries: frozenset[Place]


def changes_of_question(before: Content, after: Content, question: str) -> tuple[PlanChange, ...]:
    """Return what moved of the parts on which the numbers of one question rest, its own first.

    Parameters
    ----------
    before, after : mapping
        Resolved plans, as they are locked.
    question : str
        Id of a question of the plan after.
    """
    return (*_own_changes(before, after, question), *_compared(shared(before), shared(after), Study))


def all_changes(before: Content, after: Content) -> tuple[PlanChange, ...]:
    """Return everything that is not the same in two plans: each question, the shared parts, and then mere words."""
    asked = (*questions_of(before), *(one for one in questions_of(after) if one not in questions_of(before)))
    of_questions = (change for question in asked for change in _own_changes(before, after, question))
    words = (replace(change, words_only=True) for change in _compared(told(before), told(after), Study))
    return (*of_questions, *_compared(shared(before), shared(after), Study), *words)


def _own_changes(before: Content, after: Content, question: str) -> tuple[PlanChange, ...]:
    was, now = own(before, question), own(after, question)
    if was is None:
        return (PlanChange("the question itself", "was not in the plan", question),)
    if now is None:
        return (PlanChange("the question itself", "is asked no more", question),)
    return tuple(replace(change, question=question) for change in _compared(was, now, Question))


def _compared(before: Mapping[str, object], after: Mapping[str, object], model: type[BaseModel]) -> list[PlanChange]:
    was, now = _leaves(before), _leaves(after)
    found = []
    for place in dict.fromkeys((*was.parts, *now.parts)):
        if any(place[:depth] in was.entries ^ now.entries for depth in range(1, len(place))):
            continue  # That the entry itself came or went is told by the list that holds it.
        first, then = (side.parts.get(place) for side in (was, now))
        if place not in was.parts and _left_open(then, place, model):
            continue
        if first != then and not (_empty(first) and _empty(then)):
            opened = f"was left open; is now {_said(then)}"
            found.append(PlanChange(_in_words(place), _became(first, then) if place in was.parts else opened))
    return found


def _leaves(content: Mapping[str, object]) -> _Leaves:
    parts: dict[Place, object] = {}
    entries: set[Place] = set()

    def walk(value: object, place: Place) -> None:
        if isinstance(value, Mapping):
            for key, inner in value.items():
                if place and place[-1] == OPTIONS:
                    entries.add((*place, key))
                walk(inner, (*place, str(key)))
        elif isinstance(value, list) and (keyed := _keyed(value)):
            # Schools, waves and questions are told by their ids; their order says nothing.
            parts[place] = tuple(sorted(keyed))
            for key, inner in keyed.items():
                entries.add((*place, key))
                walk({name: one for name, one in inner.items() if name not in (*KEYS, "note")}, (*place, key))
        elif isinstance(value, list):
            parts[place] = tuple(_said(one) for one in value)
        else:
            parts[place] = value

    walk(content, ())
    return _Leaves(parts, frozenset(entries))


def _keyed(entries: list[object]) -> dict[str, Mapping[str, object]]:
    """Return entries by what tells them apart; nothing where not all of them have that."""
    key = next((one for one in KEYS if all(isinstance(entry, Mapping) and one in entry for entry in entries)), "")
    return {str(entry[key]): entry for entry in entries if isinstance(entry, Mapping)} if key and entries else {}


def _left_open(value: object, place: Place, model: type[BaseModel]) -> bool:
    """Say whether a part that an earlier plan does not have is as the method or the study file has it by itself."""
    if _empty(value):
        return True
    if place[0] == OPTIONS and len(place) > 2:
        return dict(_leaves({OPTIONS: {place[1]: _defaults(place[1])}}).parts).get(place) == value
    return value == _default(place, model)


def _defaults(method: str) -> Mapping[str, object]:
    known: Iterator[Method] = (
        registry.get(method) for registry in (DESIGNS, ESTIMATORS, INFERENCES, CHECKS) if method in registry.names()
    )
    found = next(known, None)
    options = plain_options(found.options()) if found else {}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in options.items()}


def _default(place: Place, model: type[BaseModel]) -> object:
    """Return what the study file has at a place where nothing is written; None where something must be."""
    fields, value = model.model_fields, None
    for step in ("data" if place[0] == TABLES else place[0], *place[1:]):
        if step not in fields:
            continue  # The id of an entry of a list.
        value = fields[step].get_default(call_default_factory=True)
        inner = (part for part in (fields[step].annotation, *get_args(fields[step].annotation)))
        parts = next((part for part in inner if isinstance(part, type) and issubclass(part, BaseModel)), None)
        fields = parts.model_fields if parts else {}
    return None if isinstance(value, BaseModel) else value


def _in_words(place: Place) -> str:
    steps = [named(step) for step in place]
    if len(place) > 1 and place[0] == OPTIONS:
        steps = [f"options of {steps[1]}", *steps[2:]]
    return ", ".join(steps)


def _became(before: object, after: object) -> str:
    if isinstance(before, tuple) and isinstance(after, tuple) and set(before) != set(after):
        gone = [_said(one) for one in before if one not in after]
        come = [_said(one) for one in after if one not in before]
        told = (("taken out", gone), ("added", come))
        return "; ".join(f"{what}: {_few(items)}" for what, items in told if items)
    return f"{_said(before)} became {_said(after)}"


def _few(items: list[str]) -> str:
    shown = items if len(items) <= FEW else [*items[:FEW], f"{len(items) - FEW} more"]
    return listed(shown)


def _said(value: object) -> str:
    if isinstance(value, Mapping):
        return " ".join(_said(one) for one in value.values() if one not in ("", None))
    if isinstance(value, list | tuple):
        return ", ".join(map(_said, value)) or "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "nothing" if _empty(value) else named(str(value))


def _empty(value: object) -> bool:
    """Say whether nothing is declared; a nought is something."""
    return value is None or value is False or value in ("", (), [])
