"""Terms as the programme's tables write them: their order, and their first and last day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

# First and last day of each term, as month and day; Easter moves by weeks, so these are near and not exact.
DAYS = {"Spring": ((1, 4), (3, 31)), "Summer": ((4, 1), (7, 24)), "Autumn": ((9, 1), (12, 20))}


def in_order(terms: Iterable[str]) -> tuple[str, ...]:
    """Return the terms once each, the earliest first; a blank one is left out."""
    return tuple(sorted({term for term in terms if term}, key=first_day))


def first_day(term: str) -> dt.date:
    """Return the first day of a term such as ``Autumn 2017``."""
    season, year = term.split()
    return dt.date(int(year), *DAYS[season][0])


def last_day(term: str) -> dt.date:
    """Return the last day of a term such as ``Autumn 2017``."""
    season, year = term.split()
    return dt.date(int(year), *DAYS[season][1])
