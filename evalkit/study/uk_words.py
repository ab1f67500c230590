"""What people in England write and mean plainly: dates day first, and a school's name beside its number."""

from __future__ import annotations

import datetime as dt
import re

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NUMBERS = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
_WORDS = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\s+([A-Za-z]{3,9})\.?,?\s+(\d{4})")
_DATE = rf"{_NUMBERS.pattern}|{_WORDS.pattern}"
# Only keys that hold dates: a text such as a title may speak of days as it likes.
_DATED = re.compile(rf"(\b(?:starts|ends)\s*=\s*)([\"']?)({_DATE})\2(?=\s*(?:[,}}#\n]|$))")
_NUMBERED = re.compile(r"\s*(\d{6})(?:\s*[-–—:,;(]\s*|\s+)(?=\D)(.*\S)\s*")


def plain_date(text: str) -> str:
    """Return a date as year-month-day; a text that is no date, or no day that exists, is returned as it is.

    Examples
    --------
    >>> plain_date("1/9/2017"), plain_date("01.09.2017"), plain_date("1 September 2017"), plain_date("31/2/2017")
    ('2017-09-01', '2017-09-01', '2017-09-01', '31/2/2017')
    """
    bare = text.strip()
    numbers, words = _NUMBERS.fullmatch(bare), _WORDS.fullmatch(bare)
    if numbers:
        day, month, year = map(int, numbers.groups())
    elif words and words.group(2)[:3].casefold() in MONTHS:
        day, year = int(words.group(1)), int(words.group(3))
        month = MONTHS.index(words.group(2)[:3].casefold()) + 1
    else:
        return text
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return text


def with_plain_dates(text: str) -> str:
    """Return a study file with the dates of ``starts`` and ``ends`` as year-month-day, without quotes."""

    def plain(hit: re.Match[str]) -> str:
        date = plain_date(hit.group(3))
        return hit.group() if date == hit.group(3) else f"{hit.group(1)}{date}"

    return _DATED.sub(plain, text)


def number_and_name(text: str) -> tuple[str, str]:
    """Return the number at the beginning of a text and the name beside it, empty where there is none.

    Examples
    --------
    >>> number_and_name("123456 Some School"), number_and_name("123456 - Some School"), number_and_name("123456")
    (('123456', 'Some School'), ('123456', 'Some School'), ('123456', ''))
    """
    hit = _NUMBERED.fullmatch(text)
    return (hit.group(1), hit.group(2).rstrip(")")) if hit else (text, "")
