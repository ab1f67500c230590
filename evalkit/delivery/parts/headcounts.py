"""How many people taught maths in a school at a time; never a guess."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from evalkit.delivery.parts.periods import first_of_term, last_of_term

SEPTEMBER, APRIL = 9, 4


@dataclass(frozen=True, slots=True)
class Headcounts:
    """Teachers of maths by school and term, as the table of departments holds them.

    Attributes
    ----------
    counts : dict of (str, str) to float
        By school and term, such as ``Autumn 2017``; a term that nobody counted is not in it.
    """

    counts: dict[tuple[str, str], float] = field(default_factory=dict)

    def at(self, school: str, day: dt.date) -> float:
        """Return the count of that term, else of the nearest term of the same school year; NaN where none was kept."""
        own = self.counts.get((school, term_of(day)))
        if own is not None:
            return own
        same_year = [term for name, term in self.counts if name == school and school_year(term) == _year(day)]
        nearest = min(same_year, key=lambda term: _days_from(term, day), default=None)
        return float("nan") if nearest is None else self.counts[school, nearest]

    def each(self, schools: Iterable[str], days: Iterable[dt.date]) -> np.ndarray:
        """Return the count at each place of two lists of the same length, (n,)."""
        known: dict[tuple[str, str], float] = {}
        found = []
        for school, day in zip(schools, days, strict=True):
            key = school, term_of(day)
            if key not in known:
                known[key] = self.at(school, day)
            found.append(known[key])
        return np.array(found, dtype=np.float64)

    def largest(self, school: str) -> float:
        """Return the largest count of any term; NaN where none was kept."""
        return max((count for (name, _), count in self.counts.items() if name == school), default=float("nan"))


def headcounts(departments: pd.DataFrame, schools: pd.DataFrame) -> Headcounts:
    """Return the teachers of maths of each school and term, of terms in which the school took part.

    Parameters
    ----------
    departments : DataFrame
        Rows of the table of departments.
    schools : DataFrame
        Rows of the table of schools; a school that left counts until then.
    """
    left = dict(zip(schools["school"], schools["left"], strict=True))
    known = departments[departments["teachers"] > 0]
    return Headcounts(
        {
            (school, term): float(teachers)
            for school, term, teachers in zip(known["school"], known["term"], known["teachers"], strict=True)
            if not left.get(school, pd.NaT) < pd.Timestamp(first_of_term(term))
        }
    )


def term_of(day: dt.date) -> str:
    """Return the term in which a day lies; the days before a term belong to it."""
    season = "Autumn" if day.month >= SEPTEMBER else "Summer" if day.month >= APRIL else "Spring"
    return f"{season} {day.year}"


def school_year(term: str) -> int:
    """Return the calendar year in which the school year of a term ends."""
    return _year(first_of_term(term))


def _year(day: dt.date) -> int:
    return day.year + (day.month >= SEPTEMBER)


def _days_from(term: str, day: dt.date) -> int:
    if first_of_term(term) <= day <= last_of_term(term):
        return 0
    return min(abs((first_of_term(term) - day).days), abs((last_of_term(term) - day).days))
