"""Numbers and types of invented schools over all years of tables, and how one number follows another.

`lives` says what happens between 2016 and 2019. This part adds what came before, academies that had
another number until they converted, and what followed: conversions in September 2019, and schools that
had announced by then that they would close. All later changes of number are of that one day, so that a
register of September 2019 knows every number in every table.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from evalkit.core.streams import stream
from evalkit.synthetic.nation.generator import Nation
from evalkit.synthetic.nation.lives import MAINTAINED, Lives
from evalkit.synthetic.nation.schools import Array
from evalkit.synthetic.nation.settings import YEARS, YEARS_AFTER, YEARS_BEFORE

FIRST_URN_OF_PREDECESSORS, FIRST_URN_OF_LATER_CONVERTERS = 920001, 945001
# Share of the academies of 2016 that had another number before, and the table in which the new one stands first.
HAD_ANOTHER = 0.85
FIRST_TABLE = (2011, 2012, 2013, 2014, 2015, 2016)
FIRST_TABLE_SHARES = (0.18, 0.27, 0.20, 0.15, 0.12, 0.08)
CONVERT_LATER, CLOSE_LATER = 0.11, 0.006
# Months after September in which a school takes its new number; half of them do so as the year begins.
MONTHS = ("09-01", "10-01", "11-01", "12-01", "02-01", "04-01")
MONTH_SHARES = (0.55, 0.10, 0.09, 0.09, 0.09, 0.08)


@dataclass(frozen=True, slots=True)
class Careers:
    """Where each school stands in the tables of all years.

    Attributes
    ----------
    years : tuple of int
        Exam years with tables, in order.
    lives : Lives
        Arrays of schools by those years.
    moves : tuple of Move
        Every change of number, in order of time.
    closes : array of str
        Day on which each school closes for good; nothing for one that stays.
    """

    years: tuple[int, ...]
    lives: Lives
    moves: tuple[Move, ...]
    closes: Array


@dataclass(frozen=True, slots=True)
class Move:
    """One change of number.

    Attributes
    ----------
    row : int
        Position of the school.
    old, new : int
        Its numbers.
    day : str
        First day of the new number, such as ``2016-09-01``.
    old_type, new_type : str
        What it was and became.
    """

    row: int
    old: int
    new: int
    day: str
    old_type: str
    new_type: str


def draw_careers(nation: Nation) -> Careers:
    """Return the careers of a nation's schools; a programme's schools change nothing after 2017."""
    rng = stream(nation.seed, "synthetic", "careers")
    n = len(nation.schools)
    now = nation.lives
    before, first_table = _before(rng, nation)
    after, last_day = _after(rng, nation)
    early = [np.where(first_table > year, before, now.urn[:, 0]) for year in YEARS_BEFORE]
    early_type = _types_before(rng, n)
    urn = np.column_stack([*early, now.urn, *[after] * len(YEARS_AFTER)])
    types = np.column_stack(
        [
            *[np.where(first_table > year, early_type, now.school_type[:, 0]) for year in YEARS_BEFORE],
            now.school_type,
            *[np.where(after == now.urn[:, -1], now.school_type[:, -1], "converter academy")] * len(YEARS_AFTER),
        ]
    )
    years = (*YEARS_BEFORE, *nation.years, *YEARS_AFTER)
    stays = now.present[:, -1] & ~now.last[:, -1] & (last_day == "")
    present = np.column_stack([*[now.present[:, 0]] * len(YEARS_BEFORE), now.present, *[stays] * len(YEARS_AFTER)])
    none = np.zeros((n, len(YEARS_BEFORE)), dtype=bool)
    blank = np.zeros((n, len(YEARS_AFTER)), dtype=bool)
    lives = Lives(
        present,
        np.column_stack([none, now.last, blank]),
        np.column_stack([none, now.without_results, blank]),
        urn,
        types,
    )
    closing = np.char.add(np.array([*nation.years], dtype=str)[now.last.argmax(axis=1)], "-08-31")
    closes = np.where(now.last.any(axis=1), closing, last_day)
    moves = _moves(rng, lives, years, (before, early_type, first_table), settled_rows(nation))
    return Careers(years, lives, tuple(moves), closes)


def settled_rows(nation: Nation) -> Array:
    """Return which schools lie in a programme's area, where only what its story tells changes."""
    return np.isin(nation.schools.area, [nation.schools.area[group.rows[0]] for group in nation.groups])


def _before(rng: np.random.Generator, nation: Nation) -> tuple[Array, Array]:
    """Return the number each school had before it became an academy, and the year of the first table without it."""
    n = len(nation.schools)
    academy = np.isin(nation.lives.school_type[:, 0].astype(str), ["converter academy", "sponsored academy"])
    had = academy & (rng.random(n) < HAD_ANOTHER)
    first = rng.choice(np.array(FIRST_TABLE), n, p=FIRST_TABLE_SHARES)
    return FIRST_URN_OF_PREDECESSORS + np.arange(n), np.where(had, first, 0)


def _types_before(rng: np.random.Generator, n: int) -> Array:
    return rng.choice(np.array(MAINTAINED, dtype=object), n, p=(0.52, 0.18, 0.02, 0.28))


def _after(rng: np.random.Generator, nation: Nation) -> tuple[Array, Array]:
    """Return the numbers after 2019, and the last day of schools that were about to close in September 2019."""
    lives, schools = nation.lives, nation.schools
    alive = lives.present[:, -1] & ~lives.last[:, -1] & ~settled_rows(nation)
    draw = rng.random((2, len(schools)))
    converts = alive & np.isin(lives.school_type[:, -1].astype(str), MAINTAINED) & (draw[0] < CONVERT_LATER)
    after = lives.urn[:, -1].copy()
    after[converts] = FIRST_URN_OF_LATER_CONVERTERS + np.arange(converts.sum())
    day = np.where(draw[1] < CLOSE_LATER / 2, "2020-08-31", "2021-08-31")
    return after, np.where(alive & ~converts & (draw[1] < CLOSE_LATER), day, "")


def _moves(
    rng: np.random.Generator,
    lives: Lives,
    years: tuple[int, ...],
    before: tuple[Array, Array, Array],
    settled: Array,
) -> list[Move]:
    """Return every change of number; those before the first table follow from the year of the first table."""
    old_urn, old_type, first_table = before
    moves = [
        _move(row, (int(old_urn[row]), str(old_type[row])), (lives, 0), f"{years[0] - 1}-09-01")
        for row in np.flatnonzero(first_table == years[0]).tolist()
    ]
    for column in range(1, len(years)):
        changed = np.flatnonzero(lives.urn[:, column] != lives.urn[:, column - 1])
        months = rng.choice(np.array(MONTHS), len(changed), p=MONTH_SHARES)
        months = np.where(settled[changed], MONTHS[0], months)
        for row, month in zip(changed.tolist(), months.tolist(), strict=True):
            known = (int(lives.urn[row, column - 1]), str(lives.school_type[row, column - 1]))
            moves.append(_move(row, known, (lives, column), _day(years[column], month)))
    return moves


def _day(first_table: int, month: str) -> str:
    """Return the day of a change that shows first in the table of a year; all after 2019 are on one day."""
    if first_table > max(YEARS):
        return f"{max(YEARS)}-09-01"
    return f"{first_table - (month >= '09')}-{month}"


def _move(row: int, known: tuple[int, str], then: tuple[Lives, int], day: str) -> Move:
    lives, column = then
    new, new_type = int(lives.urn[row, column]), str(lives.school_type[row, column])
    return Move(int(row), known[0], new, day, known[1], new_type)
