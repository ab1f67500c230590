"""Who takes part in an invented programme: its schools, and their people by code."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from string import ascii_uppercase

import numpy as np

from evalkit.core.streams import stream
from evalkit.study.model import Study
from evalkit.synthetic.programme.terms import TERMS, TwinTerm
from evalkit.synthetic.programme.truth import ProgrammeTruth

Row = dict[str, object]
MATHS_ROLES = ("head of maths", "teacher of maths", "non-specialist")
# Teachers of maths in a school; their number, and who leaves, is near what workforce tables show of cities.
TEACHERS = (7, 13)
NON_SPECIALISTS, EARLY_CAREER, LEAVES, REPLACED = 0.27, 0.15, 0.12, 0.75
LEAVERS_TERM, NEWCOMERS_TERM = "Summer 2018", "Autumn 2018"


@dataclass(frozen=True, slots=True)
class TwinSchool:
    """A school that took part.

    Attributes
    ----------
    name, urn, role : str, int, str
        As in the table of schools.
    joined : date
        When it began.
    keen : float
        Probability that one of its people comes to what they booked.
    """

    name: str
    urn: int
    role: str
    joined: dt.date
    keen: float


@dataclass(frozen=True, slots=True)
class TwinPerson:
    """Somebody in a school.

    Attributes
    ----------
    code, school, role : str
        Pseudonym, school and role.
    early_career : bool
        Whether in the first two years of teaching.
    first, last : date
        First and last day in the school, as far as the programme reaches.
    """

    code: str
    school: str
    role: str
    early_career: bool
    first: dt.date
    last: dt.date

    def there(self, day: dt.date) -> bool:
        """Say whether the person was in the school on a day."""
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Cast:
    """The schools and people of one draw.

    Attributes
    ----------
    study : str
        Name of the study.
    seed : int
        Of the draw.
    truth : ProgrammeTruth
        What is planted.
    schools : tuple of TwinSchool
        In the order of their letters.
    people : tuple of TwinPerson
        In the order of their codes.
    """

    study: str
    seed: int
    truth: ProgrammeTruth
    schools: tuple[TwinSchool, ...]
    people: tuple[TwinPerson, ...] = ()

    def draws(self, topic: str) -> np.random.Generator:
        """Return the stream of random numbers of one topic."""
        return stream(self.seed, "programme", self.study, topic)

    def school(self, name: str) -> TwinSchool:
        """Return a school by its name."""
        return next(school for school in self.schools if school.name == name)

    def of(self, school: str, roles: tuple[str, ...], day: dt.date) -> tuple[TwinPerson, ...]:
        """Return the people of a school who hold one of the roles on a day."""
        return tuple(one for one in self.people if one.school == school and one.role in roles and one.there(day))

    @property
    def targeted(self) -> tuple[TwinSchool, ...]:
        """Schools that were to have support of their own."""
        return tuple(school for school in self.schools if school.role == "targeted")


def cast_of(study: Study, seed: int, truth: ProgrammeTruth) -> Cast:
    """Return the schools of a study, by letters, with invented people."""
    starts = {wave.id: wave.starts for wave in study.schools.waves}
    draws = stream(seed, "programme", study.name, "keen")
    keen = draws.uniform(0.72, 0.95, len(study.schools.list))
    # Never a targeted school, whose support is looked at on its own.
    others = [place for place, school in enumerate(study.schools.list) if school.role != "targeted"]
    few = draws.choice(others, truth.hardly_came, replace=False)
    keen[few] = draws.uniform(0.1, 0.25, truth.hardly_came)
    schools = tuple(
        TwinSchool(
            f"School {ascii_uppercase[place]}",
            school.urn,
            school.role,
            starts.get(school.wave) or study.programme.starts,
            float(keen[place]),
        )
        for place, school in enumerate(study.schools.list)
    )
    cast = Cast(study.name, seed, truth, schools)
    return replace(cast, people=_people(cast))


def _people(cast: Cast) -> tuple[TwinPerson, ...]:
    draws, made = cast.draws("people"), []
    for school in cast.schools:
        count = int(draws.integers(*TEACHERS, endpoint=True))
        roles = ["head of maths", *("teacher of maths" for _ in range(count - 1))]
        for place in range(1, count):
            if draws.random() < NON_SPECIALISTS:
                roles[place] = "non-specialist"
        roles += ["senior leader", "governor", *("other subject" for _ in range(int(draws.integers(3, 6))))]
        for role in roles:
            made += _posts(school.name, role, draws)
    return tuple(replace(person, code=f"T{number:03d}") for number, person in enumerate(made, 1))


def _posts(school: str, role: str, draws: np.random.Generator) -> list[TwinPerson]:
    """Return who holds one post: one person, or one who leaves and, mostly, another who comes."""
    early = role == "teacher of maths" and draws.random() < EARLY_CAREER
    person = TwinPerson("", school, role, bool(early), TERMS[0].first, TERMS[-1].last)
    leaves, replaced = draws.random() < LEAVES, draws.random() < REPLACED
    if role not in MATHS_ROLES or not leaves:
        return [person]
    left = [replace(person, last=_term(LEAVERS_TERM).last)]
    if not replaced and role != "head of maths":
        return left
    return [*left, replace(person, first=_term(NEWCOMERS_TERM).first, early_career=bool(draws.random() < 0.4))]


def _term(name: str) -> TwinTerm:
    return next(term for term in TERMS if term.name == name)
