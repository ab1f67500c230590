"""Answers to questionnaires: persons who answer twice, in schools that change alike."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np

from evalkit.study.surveys import Survey
from evalkit.synthetic.programme.cast import Cast, Row

# Half the width of the even spreads around which answers lie, in steps of the scale; so narrow that no answer meets an
# end of the scale, and the mean change is the one that was planted.
SCHOOL, PERSON, PERSON_CHANGE = 0.3, 0.9, 0.3
MIDDLE = 2.9
# Share of answers that lie a step higher, and as many a step lower, than the person's level says.
ASTRAY = 0.12
BLANK = 0.015


@dataclass(frozen=True, slots=True)
class Respondent:
    """Somebody who may answer.

    Attributes
    ----------
    code, school : str
        Pseudonym and school.
    also : Row
        What a row says of the person besides.
    last : date or None
        Last day in the school; None for one who stays.
    """

    code: str
    school: str
    also: Row
    last: dt.date | None = None

    def asked(self, day: dt.date | None) -> bool:
        """Say whether the person was still there on the first day of a wave."""
        return self.last is None or day is None or day <= self.last


def answer_rows(
    cast: Cast, survey: Survey, people: tuple[Respondent, ...], change: float, rates: tuple[float, ...]
) -> list[Row]:
    """Return one row for each answer of each person in each wave.

    Parameters
    ----------
    cast : Cast
        Schools and people.
    survey : Survey
        As the study declares it.
    people : tuple of Respondent
        Who was asked.
    change : float
        Mean change between two waves, in steps of the scale.
    rates : tuple of float
        Share who answer in each wave, in a school where people mostly come to what they booked.
    """
    draws, rows = cast.draws(f"answers to {survey.id}"), []
    spread = cast.truth.change_between_schools
    school_level = {school.name: draws.uniform(-SCHOOL, SCHOOL) for school in cast.schools}
    school_change = {school.name: change + draws.uniform(-spread, spread) for school in cast.schools}
    keen = {school.name: school.keen for school in cast.schools}
    for person in people:
        level = MIDDLE + school_level[person.school] + draws.uniform(-PERSON, PERSON)
        moved = school_change[person.school] + draws.uniform(-PERSON_CHANGE, PERSON_CHANGE)
        for number, (wave, rate) in enumerate(zip(survey.waves, rates, strict=True)):
            answers = draws.random() < rate * (0.4 + 0.7 * keen[person.school]) and person.asked(wave.when)
            for item in survey.items:
                place, blank = _place(level + number * moved, draws), draws.random()
                if answers and blank > BLANK:
                    rows.append(
                        {
                            "survey": survey.id,
                            "person": person.code,
                            "school": person.school,
                            "wave": wave.id,
                            "item": item.id,
                            "answer": _word(survey, item.answers or survey.answers, item.reversed, place),
                            **person.also,
                        }
                    )
    return rows


def _place(level: float, draws: np.random.Generator) -> int:
    """Return a step of the scale whose mean over draws is the level: one of its neighbours, or one astray."""
    place, astray = int(level + draws.random()), draws.random()
    if not 2 <= place <= 4:
        return place
    return place + (1 if astray < ASTRAY else -1 if astray > 1 - ASTRAY else 0)


def _word(survey: Survey, answers: tuple[str, ...], turned: bool, place: int) -> str:
    words = answers[::-1] if turned else answers
    return words[int(np.clip(place, 1, len(words))) - 1]
