"""The questions that begin a study, in words: what is asked, an example, what for, and what an empty answer does."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from evalkit.core.shipped import beside_the_code


@dataclass(frozen=True, slots=True)
class Wording:
    """One question in words.

    Attributes
    ----------
    id : str
        Its name, and that of the option which answers it.
    asks : str
        The question.
    example : str
        An answer as somebody might give it.
    purpose : str
        What the answer is for.
    empty : str
        What an empty answer means.
    """

    id: str
    asks: str
    example: str
    purpose: str
    empty: str


@dataclass(frozen=True, slots=True)
class Subject:
    """What a programme was to change.

    Attributes
    ----------
    id : str
        Its name.
    called : tuple of str
        What people call it.
    outcomes : tuple of str
        Registered outcomes, the first that the tables hold taken.
    words : str
        As it stands in a question: ``progress in maths``.
    checks : tuple of str
        Registered checks that are about this subject alone.
    """

    id: str
    called: tuple[str, ...]
    outcomes: tuple[str, ...]
    words: str
    checks: tuple[str, ...]


@cache
def wordings() -> dict[str, Wording]:
    """Return every question by its name, in the order in which they are asked."""
    held = tomllib.loads(beside_the_code("run/beginning/questions.toml").read_text(encoding="utf-8"))
    return {name: Wording(name, **entry) for name, entry in held.items()}


@cache
def subjects() -> dict[str, Subject]:
    """Return every subject by its name."""
    return {
        name: Subject(name, tuple(one["called"]), tuple(one["outcomes"]), one["words"], tuple(one["checks"]))
        for name, one in _choices()["subjects"].items()
    }


def checks_of_areas() -> tuple[str, ...]:
    """Return the checks that ask how an area was picked."""
    return tuple(_choices()["of_areas"])


@cache
def _choices() -> dict[str, Any]:
    return tomllib.loads(beside_the_code("run/beginning/subjects.toml").read_text(encoding="utf-8"))
