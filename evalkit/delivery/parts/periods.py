"""Periods as people write them, a month, a term or a school year: their order, and their first and last day."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterable

MONTHS = {name.casefold(): number for number, name in enumerate(calendar.month_name) if name}
MONTHS |= {name.casefold(): number for number, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
# First and last day of each term, as month and day; Easter moves by weeks, so these are near and not exact.
TERMS = {"Spring": ((1, 4), (3, 31)), "Summer": ((4, 1), (7, 24)), "Autumn": ((9, 1), (12, 20))}
_WORD_AND_YEAR = re.compile(r"([a-z]+)(?: term)? (\d{4})")
_YEAR_AND_MONTH = re.compile(r"(\d{4})-(\d{1,2})")
_SCHOOL_YEAR = re.compile(r"(\d{4})/(\d{2})")


def in_order(terms: Iterable[str]) -> tuple[str, ...]:
    """Return the terms once each, the earliest first; a blank one is left out."""
    return tuple(sorted({term for term in terms if term}, key=first_of_term))


def first_of_term(term: str) -> dt.date:
    """Return the first day of a term such as ``Autumn 2017``."""
    season, year = term.split()
    return dt.date(int(year), *TERMS[season][0])


def last_of_term(term: str) -> dt.date:
    """Return the last day of a term such as ``Autumn 2017``."""
    season, year = term.split()
    return dt.date(int(year), *TERMS[season][1])


def last_day(period: str) -> dt.date | None:
    """Return the last day of ``July 2018``, ``2018-07``, ``Summer 2018`` or ``2017/18``; None where it is none of them.

    A school year ends on 31 August.
    """
    text = " ".join(period.casefold().split())
    if found := _WORD_AND_YEAR.fullmatch(text):
        word, year = found[1], int(found[2])
        if word.capitalize() in TERMS:
            return last_of_term(f"{word.capitalize()} {year}")
        return _last_of_month(year, MONTHS[word]) if word in MONTHS else None
    if found := _YEAR_AND_MONTH.fullmatch(text):
        month = int(found[2])
        return _last_of_month(int(found[1]), month) if 1 <= month <= 12 else None
    if found := _SCHOOL_YEAR.fullmatch(text):
        return dt.date(int(found[1]) + 1, 8, 31)
    return None


def months_of(first: dt.date, last: dt.date) -> tuple[dt.date, ...]:
    """Return the first day of each month from one day to another."""
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return tuple(
        dt.date(first.year + (first.month - 1 + step) // 12, (first.month - 1 + step) % 12 + 1, 1)
        for step in range(count)
    )


def _last_of_month(year: int, month: int) -> dt.date:
    return dt.date(year, month, calendar.monthrange(year, month)[1])
