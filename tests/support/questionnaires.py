"""A questionnaire of two scales, and answers to it, made for one test."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from evalkit.programme.kept import KeptTables
from evalkit.records.delivery.record import DeliveryRecord
from evalkit.study.surveys import Survey
from tests.support.programme import Row, account, kept_tables, schools

WORDS = ("Strongly disagree", "Disagree", "Neither agree nor disagree", "Agree", "Strongly agree")
ITEMS = (
    {"id": "a1", "asks": "I enjoy it", "scale": "joy"},
    {"id": "a2", "asks": "It bores me", "scale": "joy", "reversed": True},
    {"id": "b1", "asks": "I can do it", "scale": "can"},
)


def survey(who: str = "pupils", waves: Sequence[str] = ("before", "after"), **changes: object) -> Survey:
    """Return a questionnaire with one scale of two items, one of them turned, and one scale of one."""
    return Survey.model_validate(
        {
            "id": who,
            "name": who.title(),
            "who": who,
            "waves": [{"id": wave, "name": wave.title(), "invited": 40} for wave in waves],
            "scales": [{"id": "joy", "name": "Enjoyment", "level": 1}, {"id": "can", "name": "Confidence", "level": 2}],
            "items": ITEMS,
        }
        | changes
    )


def answer_rows(
    of: Survey, person: str, school: str, wave: str, values: Mapping[str, int], **also: object
) -> list[Row]:
    """Return rows of one person's answers, given as places on the scale as people see it, 1 the lowest."""
    common = {"survey": of.id, "person": person, "school": school, "wave": wave, **also}
    return [{**common, "item": item, "answer": WORDS[place - 1]} for item, place in values.items()]


def many(of: Survey, people: int, among: Sequence[str], *, lift: int = 0, seed: int = 1) -> list[Row]:
    """Return answers of people of several schools in every wave; in the last they answer ``lift`` places higher."""
    rng, rows = np.random.default_rng(seed), []
    for number in range(people):
        level = int(rng.integers(2, 5))
        for wave in of.waves:
            place = int(np.clip(level + (lift if wave is of.waves[-1] else 0) + rng.integers(-1, 2), 1, 5))
            values = {"a1": place, "a2": 6 - place, "b1": int(np.clip(place + rng.integers(-1, 2), 1, 5))}
            rows += answer_rows(of, f"P{number:03d}", among[number % len(among)], wave.id, values)
    return rows


def kept_answers(of: Survey, rows: Iterable[Row], among: Sequence[str], **tables: Sequence[Row]) -> KeptTables:
    """Return kept tables with these answers, the schools they come from and other tables besides."""
    table = "pupil_voice" if of.who == "pupils" else "survey"
    return kept_tables(**{"schools": schools(*among), table: list(rows), **tables})


def told(name: str, of: Survey, rows: Iterable[Row], among: Sequence[str], **tables: Sequence[Row]) -> DeliveryRecord:
    """Return an account of one questionnaire."""
    return account(name, kept_answers(of, rows, among, **tables), "north-west", surveys=(of,))
