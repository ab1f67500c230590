"""School days and terms in which an invented programme happens."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class TwinTerm:
    """One term: its name as tables write it, its first and its last day."""

    name: str
    first: dt.date
    last: dt.date


TERMS = (
    TwinTerm("Autumn 2017", dt.date(2017, 9, 4), dt.date(2017, 12, 20)),
    TwinTerm("Spring 2018", dt.date(2018, 1, 8), dt.date(2018, 3, 29)),
    TwinTerm("Summer 2018", dt.date(2018, 4, 16), dt.date(2018, 7, 20)),
    TwinTerm("Autumn 2018", dt.date(2018, 9, 3), dt.date(2018, 12, 20)),
    TwinTerm("Spring 2019", dt.date(2019, 1, 7), dt.date(2019, 4, 5)),
    TwinTerm("Summer 2019", dt.date(2019, 4, 23), dt.date(2019, 7, 19)),
)
HALF_TERMS = (
    (dt.date(2017, 10, 23), dt.date(2017, 10, 27)),
    (dt.date(2018, 2, 12), dt.date(2018, 2, 16)),
    (dt.date(2018, 5, 28), dt.date(2018, 6, 1)),
    (dt.date(2018, 10, 22), dt.date(2018, 10, 26)),
    (dt.date(2019, 2, 18), dt.date(2019, 2, 22)),
    (dt.date(2019, 5, 27), dt.date(2019, 5, 31)),
)


def school_day(day: dt.date) -> dt.date:
    """Return a day on which schools are open: this one, or the next; after the last term its last day."""
    if day >= TERMS[-1].last:
        return TERMS[-1].last
    while not _open(day):
        day += DAY
    return day


def term_of(day: dt.date) -> TwinTerm:
    """Return the term in which a day lies, or the last one that began before it."""
    return [term for term in TERMS if term.first <= day][-1]


def terms_from(day: dt.date) -> tuple[TwinTerm, ...]:
    """Return the terms that a school took part in that joined on a day."""
    return tuple(term for term in TERMS if term.last > day)


def _open(day: dt.date) -> bool:
    if day.weekday() > 4 or any(first <= day <= last for first, last in HALF_TERMS):
        return False
    return any(term.first <= day <= term.last for term in TERMS)
