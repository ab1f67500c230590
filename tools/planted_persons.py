"""Invented persons, and texts in which nobody stands, by which the finding of persons is measured.

No person here is real. Numbers are drawn from a seed and valid by their own rules; telephone numbers are among those
that Ofcom keeps for drama, addresses end in domains that nobody can hold. Names are put together at random from common
first names and surnames, whether evalkit knows them or not; the lists stand in ``planted_persons.toml``.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from evalkit.programme.person_numbers import UPN_LETTERS, check_letter
from evalkit.programme.persons import persons_in

SEED, OF_EACH, NAMED = 2017, 34, 400
AROUND = ("{}", "see {}", "{} (asked to be rung)", "notes of 12/10/2017: {}, absent", "moved on;{}", "ref {} / day 2")
LISTS = tomllib.loads((Path(__file__).parent / "planted_persons.toml").read_text(encoding="utf-8"))
FIRST_NAMES, SURNAMES = (" ".join(LISTS[name]).split() for name in ("first_names", "surnames"))
INNOCENT: tuple[str, ...] = tuple(LISTS["innocent"])


@dataclass(frozen=True, slots=True)
class Planted:
    """A text in which somebody stands.

    Attributes
    ----------
    text : str
        The cell.
    kind : str
        What stands in it, as evalkit calls it.
    value : str
        The part that nobody may see again.
    """

    text: str
    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Measured:
    """What was found on the lists.

    Attributes
    ----------
    forms, forms_found : int
        Numbers and addresses planted, and found.
    names, names_found : int
        Names planted, and found.
    innocent, alarms : int
        Texts in which nobody stands, and those in which somebody was seen.
    """

    forms: int
    forms_found: int
    names: int
    names_found: int
    innocent: int
    alarms: int


def planted_numbers(seed: int = SEED) -> tuple[Planted, ...]:
    """Return numbers, addresses and days of birth, each kind as often, in words of a project."""
    rng = np.random.default_rng(seed)
    kinds: tuple[tuple[str, Callable[[np.random.Generator], str]], ...] = (
        ("an e-mail address", _mail),
        ("a unique pupil number", _upn),
        ("a National Insurance number", _insurance),
        ("a teacher reference number", _teacher),
        ("a date of birth", _birth),
        ("a telephone number", _telephone),
    )
    return tuple(
        Planted(str(rng.choice(AROUND)).format(value), kind, value)
        for kind, make in kinds
        for value in (make(rng) for _ in range(OF_EACH))
    )


def planted_names(seed: int = SEED) -> tuple[Planted, ...]:
    """Return names of nobody, alone and in sentences, in the ways in which people write them."""
    rng = np.random.default_rng(seed)
    around = (*AROUND, "seen by {} in the spring term", "{} left in July", "thanks to {} and the team")
    made = []
    for _ in range(NAMED):
        first, last = str(rng.choice(FIRST_NAMES)), str(rng.choice(SURNAMES))
        ways = (
            f"{first} {last}",
            f"{first} {last}",
            f"Mr {last}",
            f"Mrs {first} {last}",
            f"{last}, {first}",
            f"{first[0]}. {last}",
        )
        name = str(rng.choice(ways))
        made.append(Planted(str(rng.choice(around)).format(name), "the name of a person", name))
    return tuple(made)


def measured() -> Measured:
    """Return what is found of everything planted, and how often somebody is seen where nobody stands."""
    numbers, names = planted_numbers(), planted_names()
    return Measured(
        forms=len(numbers),
        forms_found=sum(one.kind in persons_in(one.text) for one in numbers),
        names=len(names),
        names_found=sum(one.kind in persons_in(one.text) for one in names),
        innocent=len(INNOCENT),
        alarms=sum(bool(persons_in(text)) for text in INNOCENT),
    )


def _digits(rng: np.random.Generator, count: int) -> str:
    return "".join(map(str, rng.integers(0, 10, count)))


def _mail(rng: np.random.Generator) -> str:
    name = f"{rng.choice(FIRST_NAMES)}.{rng.choice(SURNAMES)}".lower().replace("'", "")
    ending, domain = rng.choice(["", "2", "_maths"]), rng.choice(["school.example", "trust.example.org", "example.com"])
    return f"{name}{ending}@{domain}"


def _upn(rng: np.random.Generator) -> str:
    signs = _digits(rng, 12) if rng.random() < 0.8 else _digits(rng, 11) + str(rng.choice(list(UPN_LETTERS)))
    whole = f"{check_letter(signs)}{signs}"
    return str(rng.choice([whole, whole, whole.lower(), f"{whole[0]} {whole[1:]}"]))


def _insurance(rng: np.random.Generator) -> str:
    pair = str(rng.choice(["AB", "CE", "JK", "LM", "PR", "SX", "WT", "YZ", "HN", "ZY"]))
    six, last = _digits(rng, 6), str(rng.choice(list("ABCD")))
    spaced = f"{pair} {six[:2]} {six[2:4]} {six[4:]} {last}"
    return str(rng.choice([f"{pair}{six}{last}", spaced, spaced.lower(), f"{pair}-{six}-{last}"]))


def _teacher(rng: np.random.Generator) -> str:
    two, five = _digits(rng, 2), _digits(rng, 5)
    ways = (
        f"{two}/{five}",
        f"RP{two}/{five}",
        f"TRN {two}{five}",
        f"teacher reference number: {two}{five}",
        f"RP {two}/{five}",
    )
    return str(rng.choice(ways))


def _birth(rng: np.random.Generator) -> str:
    day = dt.date(int(rng.integers(1955, 2008)), 1, 1) + dt.timedelta(days=int(rng.integers(0, 365)))
    shown = str(
        rng.choice(
            [
                f"{day:%d/%m/%Y}",
                f"{day:%d.%m.%y}",
                f"{day.day} {day:%B %Y}",
                day.isoformat(),
                f"{day.day}-{day:%b}-{day.year}",
            ]
        )
    )
    return str(
        rng.choice([f"DOB {shown}", f"born {shown}", f"date of birth: {shown}", f"d.o.b. {shown}", f"born on {shown}"])
    )


def _telephone(rng: np.random.Generator) -> str:
    last = _digits(rng, 3)
    ways = (
        f"07700 900{last}",
        f"07700900{last}",
        f"+44 7700 900 {last}",
        f"0116 496 0{last}",
        f"(0116) 496 0{last}",
        f"01632 960{last}",
        f"020 7946 0{last}",
        f"00447700900{last}",
        f"7700900{last}",
    )
    return str(rng.choice(ways))
