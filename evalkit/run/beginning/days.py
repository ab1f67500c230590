"""Days as people write them, and what they probably mean where a text is no day."""

from __future__ import annotations

import datetime as dt
import re

from evalkit.run.beginning.answers import unfit
from evalkit.study.uk_words import MONTHS, plain_date

_WEEKDAY = re.compile(r"^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+", re.IGNORECASE)
_SHORT_YEAR = re.compile(r"^(\d{1,2})[/.-](\d{1,2})[/.-](\d{2})$")
_DASHES = re.compile(r"^(\d{1,2})-(\d{1,2})-(\d{4})$")
_MONTH_FIRST = re.compile(r"^([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})$")
_NO_DAY = re.compile(r"^([A-Za-z]{3,9})\.?,?\s+(\d{4})$")
_NUMBERS = re.compile(r"^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$")
MONTHS_OF_A_YEAR = 12
EXAMPLE = "a day such as 8 January 2018, or 8/1/2018"


def day_of(text: str, question: str) -> dt.date:
    """Return the day that an answer means; the day comes before the month, as in the United Kingdom.

    Examples
    --------
    >>> [day_of(one, "starts").isoformat() for one in ("8/1/2018", "8/1/18", "Mon 8th Jan 2018", "January 8, 2018")]
    ['2018-01-08', '2018-01-08', '2018-01-08', '2018-01-08']
    """
    bare = _WEEKDAY.sub("", " ".join(text.split())).replace(" of ", " ")
    bare = _SHORT_YEAR.sub(r"\1/\2/20\3", bare)
    bare = _DASHES.sub(r"\1/\2/\3", bare)
    bare = _MONTH_FIRST.sub(r"\2 \1 \3", bare)
    try:
        return dt.date.fromisoformat(plain_date(bare))
    except ValueError as error:
        raise unfit(question, text, EXAMPLE, _meant(bare)) from error


def in_words(day: dt.date) -> str:
    """Return a day as it is said: ``8 January 2018``."""
    return f"{day.day} {day:%B %Y}"


def _meant(text: str) -> str:
    """Return what somebody probably meant."""
    numbers, month = _NUMBERS.fullmatch(text), _NO_DAY.fullmatch(text)
    if numbers:
        day, of, year = map(int, numbers.groups())
        if of > MONTHS_OF_A_YEAR >= day:
            return f"there is no month {of}; the day comes first, so write {of}/{day}/{year} if that is meant"
        return "no such day: look at the calendar"
    if month and month.group(1)[:3].casefold() in MONTHS:
        return f"name the day too: 1 {month.group(1)} {month.group(2)} if it was the first"
    return "write day, month and year"
