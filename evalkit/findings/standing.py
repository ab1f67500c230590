"""The answer for an area picked for how it stood, as the findings file holds it."""

from __future__ import annotations

from dataclasses import fields

from evalkit.core.quantity import twelve_digits
from evalkit.records.estimate import Refusal
from evalkit.records.standing import LessRise

Json = dict[str, object]


def standing_content(answer: LessRise | Refusal) -> Json:
    """Return every number of the answer by its name, areas counted only; of one that cannot be given, why."""
    if isinstance(answer, Refusal):
        return {"refused": answer.reason}
    told: Json = {"areas": len(answer.areas), "taken_off": twelve_digits(answer.taken_off)}
    for one in fields(answer):
        value = getattr(answer, one.name)
        if one.name == "areas":
            continue
        if isinstance(value, tuple):
            told[one.name] = [int(year) for year in value]
        else:
            told[one.name] = bool(value) if isinstance(value, bool) else _plain(value)
    return told


def _plain(value: object) -> object:
    return value if isinstance(value, str) else twelve_digits(float(str(value)))
