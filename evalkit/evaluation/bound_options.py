"""Binding a question's raw tables to the options of registered methods, every fault at once."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields, is_dataclass
from difflib import get_close_matches
from functools import cache
from typing import get_args, get_type_hints

from pydantic import TypeAdapter, ValidationError

from evalkit.core.errors import Fault
from evalkit.core.registry import Method, Registry
from evalkit.design import DESIGNS
from evalkit.estimators import ESTIMATORS
from evalkit.inference import INFERENCES
from evalkit.inference.parts.primary import candidates
from evalkit.measures import MEASURES
from evalkit.sensitivity import CHECKS
from evalkit.sensitivity.parts.roles import UNSEEN_NEED
from evalkit.study.model import Question, Study
from evalkit.study.unobserved_need import with_check

Raw = dict[str, object]


@dataclass(frozen=True, slots=True)
class Bound:
    """A question's methods with their options.

    Attributes
    ----------
    options : tuple of (str, object)
        Registered name and bound options of every method used.
    faults : tuple of Fault
        Everything that is wrong with names and options.
    """

    options: tuple[tuple[str, object], ...]
    faults: tuple[Fault, ...]

    def of(self, name: str) -> object:
        """Return the bound options of the method called ``name``."""
        return dict(self.options)[name]


def bind(question: Question, place: str) -> Bound:
    """Bind every method of a question.

    Parameters
    ----------
    question : Question
        With its method tables raw.
    place : str
        Where the question stands, as faults begin.
    """
    question = named_today(question)
    wanted: list[tuple[str, str, Registry[Method]]] = [
        ("design", question.design, DESIGNS),
        ("estimator", question.estimator, ESTIMATORS),
        *(("inference", name, INFERENCES) for name in inferences_of(question)),
        *(("checks", name, CHECKS) for name in question.checks),
    ]
    faults: list[Fault] = []
    options: list[tuple[str, object]] = []
    if question.outcome not in MEASURES.names():
        faults.append(unknown(f"{place}, outcome", question.outcome, MEASURES.names()))
    for part, name, registry in wanted:
        if name not in registry.names():
            faults.append(unknown(f"{place}, {part}", name, registry.names()))
            continue
        bound, wrong = options_from(
            registry.get(name).options, question.options.get(name, {}), f"{place}, options.{name}"
        )
        faults.extend(wrong)
        options.append((name, bound))
    used = {name for _, name, _ in wanted}
    faults.extend(
        Fault(
            f"{place}, options.{name}",
            "options of a method the question does not use",
            ", ".join(sorted(used)),
            "remove the table, or name the method in the question",
        )
        for name in question.options
        if name not in used
    )
    return Bound(tuple(options), tuple(faults))


def inferences_of(question: Question) -> tuple[str, ...]:
    """Return the inferences that a question names; where it names none, those among which its design may choose."""
    return question.inference or candidates()


def options_from(kind: type, raw: Raw, place: str) -> tuple[object, list[Fault]]:
    """Return the options of one method from what was written, and every fault of it.

    Parameters
    ----------
    kind : type
        Class of the method's options.
    raw : dict
        What was written, by name.
    place : str
        Where it was written, as faults begin.
    """
    faults = _unknown_keys(kind, raw, place)
    try:
        return _adapter(kind).validate_json(json.dumps(raw, default=repr), strict=True), faults
    except ValidationError as error:
        return None, [
            *faults,
            *(_wrong(kind, place, item["loc"], item["msg"], item["input"]) for item in error.errors()),
        ]


@cache
def _adapter(kind: type) -> TypeAdapter[object]:
    """Return what reads one kind of options, made once: several questions name the same methods."""
    return TypeAdapter(kind)


def _unknown_keys(kind: type, raw: Raw, place: str) -> list[Fault]:
    allowed = tuple(field.name for field in fields(kind))
    faults = [unknown(f"{place}.{key}", key, allowed) for key in raw if key not in allowed]
    hints = get_type_hints(kind)
    for key in allowed:
        inner = next((part for part in get_args(hints[key]) if is_dataclass(part)), None)
        value = raw.get(key)
        if isinstance(inner, type) and isinstance(value, list):
            for number, item in enumerate(value, 1):
                if isinstance(item, dict):
                    faults.extend(_unknown_keys(inner, item, f"{place}.{key} {number}"))
    return faults


def _wrong(kind: type, place: str, where: tuple[int | str, ...], message: str, found: object) -> Fault:
    path = ".".join(str(part + 1) if isinstance(part, int) else part for part in where)
    hints = get_type_hints(kind)
    wanted = hints.get(str(where[0])) if where else None
    allowed = (
        getattr(wanted, "__name__", None)
        if not get_args(wanted)
        else str(wanted).replace("evalkit.design.parts.options.", "")
    )
    return Fault(
        f"{place}.{path}",
        repr(found),
        f"{allowed or 'a value of the right kind'} ({message.lower()})",
        "correct the value; docs/methods names each option",
    )


def unknown(where: str, found: str, allowed: tuple[str, ...]) -> Fault:
    """Return the fault of a name that nobody has, with the nearest one that somebody has."""
    close = get_close_matches(found, allowed, n=1)
    return Fault(
        where,
        found,
        ", ".join(allowed) or "no options",
        f"did you mean {close[0]}?" if close else "choose one of those allowed",
    )


# A study's tables hold schools, or authorities, by year.
SHAPE = "panel"


def of_today(study: Study) -> Study:
    """Return the study with every method named, and named as it is today."""
    named = tuple(named_today(question) for question in study.questions)
    if study.selection.unobserved_need:
        named = with_check(study.selection, named, CHECKS.playing(UNSEEN_NEED))
    return study.model_copy(update={"questions": named})


def named_today(question: Question) -> Question:
    """Return one question with every method named, and named as it is today."""
    design = DESIGNS.today(question.design) if question.design else DESIGNS.default(SHAPE)
    estimator = ESTIMATORS.today(question.estimator) if question.estimator else ESTIMATORS.default(SHAPE)
    inference = tuple(dict.fromkeys(INFERENCES.today(name) for name in question.inference))
    used = (question.design, question.estimator, *question.inference)
    renamed = {old: _today(old) for old in question.options if old in used}
    # Where a plan writes a table under both names, none is dropped: the old one is refused as used by nobody.
    options = {
        new if (new := renamed.get(name, name)) not in question.options else name: table
        for name, table in question.options.items()
    }
    return question.model_copy(
        update={"design": design, "estimator": estimator, "inference": inference, "options": options}
    )


def _today(name: str) -> str:
    registries = (DESIGNS, ESTIMATORS, INFERENCES)
    return next((new for registry in registries if (new := registry.today(name)) != name), name)
