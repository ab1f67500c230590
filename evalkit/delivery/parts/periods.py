"""The last day of a period as people write it: a month, a term or a school year."""

from __future__ import annotations

import calendar
import datetime as dt
import re

MONTHS = {name.casefold(): number for number, name in enumerate(calendar.month_name) if name}
MONTHS |= {name.casefold(): number for number, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
# Terms end with the calendar month in which schools break up.
TERMS = {"autumn": (12, 31), "spring": (3, 31), "summer": (7, 31)}
_WORD_AND_YEAR = re.compile(r"([a-z]+)(?: term)? (\d{4})")
_YEAR_AND_MONTH = re.compile(r"(\d{4})-(\d{1,2})")
_SCHOOL_YEAR = re.compile(r"(\d{4})/(\d{2})")


def last_day(period: str) -> dt.date | None:
    """Return the last day of ``July 2018``, ``2018-07``, ``Summer 2018`` or ``2017/18``; None where it is none of them.

    A school year ends on 31 August.
    """
    text = " ".join(period.casefold().split())
    if found := _WORD_AND_YEAR.fullmatch(text):
        word, year = found[1], int(found[2])
        if word in TERMS:
            return dt.date(year, *TERMS[word])
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
