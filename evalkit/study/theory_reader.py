"""From theory_of_change.toml to the theory of change, or to everything that is wrong with it."""

from __future__ import annotations

import datetime as dt
import json
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from pydantic import ValidationError

from evalkit.core.errors import Fault
from evalkit.study.fault_words import did_you_mean, shown
from evalkit.study.part import Part
from evalkit.study.theory_of_change import (
    ACCOUNT,
    FILE,
    FINDING,
    INDICATOR,
    LEVELS,
    LONGEST,
    TheoryArrow,
    TheoryOfChange,
    TheoryStep,
)
from evalkit.study.typed_numbers import results_in

ALLOWED_INDICATORS = f"{ACCOUNT}:courses for an account of the programme's tables, {FINDING}:attainment for a question"
REMEDIES = {"missing": "add it", "extra_forbidden": "take it out", "literal_error": "choose one of these words"}


def read_theory(folder: Path, questions: Iterable[str]) -> tuple[TheoryOfChange | None, list[Fault]]:
    """Return the theory of change of a study folder, with every fault; None without one, or where it cannot be read.

    Parameters
    ----------
    folder : Path
        The study folder.
    questions : iterable of str
        Ids of the study's questions.
    """
    file = folder / FILE
    if not file.exists():
        return None, []
    try:
        raw = tomllib.loads(file.read_bytes().decode("utf-8-sig").replace("\r\n", "\n"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        return None, [_unreadable(error)]
    try:
        theory = TheoryOfChange.model_validate_json(_as_json(raw), strict=True)
    except ValidationError as error:
        return None, [_form(detail["loc"], detail["type"], raw) for detail in error.errors(include_url=False)]
    faults = [*_steps(theory), *_arrows(theory), *_indicators(theory, tuple(questions)), *_typed(theory)]
    return theory, faults


def _unreadable(error: Exception) -> Fault:
    found = "letters in another encoding" if isinstance(error, UnicodeDecodeError) else str(error)
    return Fault(
        where=FILE,
        found=found,
        allowed="a text file in UTF-8, in TOML: [[steps]] and [[arrows]] with keys below them",
        next="mend this place, or start from the example in docs/theory-of-change.md",
    )


def _as_json(value: object) -> str:
    return json.dumps(value, default=lambda other: other.isoformat() if isinstance(other, dt.date | dt.time) else "")


def _form(place: tuple[int | str, ...], kind: str, raw: Mapping[str, object]) -> Fault:
    """Return what is wrong with a key or a value."""
    table = str(place[0])
    value: object = raw
    for part in place:
        if isinstance(value, Mapping):
            value = value.get(str(part))
        elif isinstance(value, list) and isinstance(part, int):
            value = value[part]
    where = " ".join([f"{FILE}, [[{table}]]", *(str(part + 1) for part in place[1:] if isinstance(part, int))])
    keys = [str(part) for part in place[1:] if isinstance(part, str)]
    return Fault(
        where=", ".join([where, *keys]),
        found="nothing" if kind == "missing" else shown(value),
        allowed=_allowed(table, keys, kind),
        next=REMEDIES.get(kind, "write it as allowed"),
    )


def _allowed(table: str, keys: list[str], kind: str) -> str:
    models: dict[str, type[Part]] = {"steps": TheoryStep, "arrows": TheoryArrow}
    model = models.get(table)
    if model is None:
        return "steps and arrows"
    if not keys or kind == "extra_forbidden":
        return "the keys " + ", ".join(field.alias or name for name, field in model.model_fields.items())
    if keys[-1] == "level":
        return ", ".join(LEVELS)
    if keys[-1] == "says":
        return f"a text of at most {LONGEST} letters, in quotes"
    return "a text in quotes; an id has small letters, digits and underscores"


def _steps(theory: TheoryOfChange) -> list[Fault]:
    counted = Counter(step.id for step in theory.steps)
    touched = {end for arrow in theory.arrows for end in (arrow.start, arrow.end)}
    faults = [
        Fault(f"{FILE}, [[steps]]", f"the id {one} {count} times", "each id once", "give each step an id of its own")
        for one, count in counted.items()
        if count > 1
    ]
    faults += [
        Fault(
            where=f"{FILE}, [[steps]] {number} ({step.id})",
            found="a step that no arrow leaves or reaches",
            allowed="steps that are joined with others",
            next="add an [[arrows]] from or to it, or take it out",
        )
        for number, step in enumerate(theory.steps, 1)
        if step.id not in touched
    ]
    return faults


def _arrows(theory: TheoryOfChange) -> list[Fault]:
    level, faults = {step.id: LEVELS.index(step.level) for step in theory.steps}, []
    known = tuple(level)
    drawn: set[tuple[str, str]] = set()
    for number, arrow in enumerate(theory.arrows, 1):
        ends, place = (arrow.start, arrow.end), theory.place(number)
        unknown = [one for one in ends if one not in level]
        faults += [
            Fault(place, f"no step {one}", ", ".join(known), did_you_mean(one, known) or "name one of the steps")
            for one in unknown
        ]
        if not unknown and level[arrow.end] <= level[arrow.start]:
            back = f"an arrow from {LEVELS[level[arrow.start]]} to {LEVELS[level[arrow.end]]}"
            order = f"arrows to a later level: {', '.join(LEVELS)}"
            faults.append(Fault(place, back, order, "turn it round, or give one of its steps another level"))
        if ends in drawn:
            faults.append(Fault(place, "the same arrow twice", "each arrow once", "take one of them out"))
        drawn.add(ends)
    return faults


def _indicators(theory: TheoryOfChange, questions: tuple[str, ...]) -> list[Fault]:
    faults = []
    for number, arrow in enumerate(theory.arrows, 1):
        match, place = INDICATOR.fullmatch(arrow.indicator), f"{theory.place(number)}, indicator"
        if arrow.indicator and match is None:
            faults.append(
                Fault(place, shown(arrow.indicator), ALLOWED_INDICATORS, "write it as allowed, or leave the key out")
            )
        question = arrow.tested_by(FINDING)
        if question and question not in questions:
            hint = did_you_mean(question, questions) or "name the id of one of the study's questions"
            faults.append(Fault(place, f"no question {question}", ", ".join(questions), hint))
    return faults


def _typed(theory: TheoryOfChange) -> list[Fault]:
    """Return a fault for each number typed where the indicator's own answer belongs."""
    return [
        Fault(
            where=f"{theory.place(number)}, shows",
            found=f"the number {typed}",
            allowed="words without a result; years and numbers that belong to a name may stand",
            next="take the number out: the report prints the indicator's own answer beside your words",
        )
        for number, arrow in enumerate(theory.arrows, 1)
        for typed in results_in(arrow.shows)
    ]
