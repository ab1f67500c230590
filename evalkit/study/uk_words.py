"""What people in England write and plainly mean: dates day first, names beside numbers, lists with semicolons."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

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


# Lists of words or numbers that people fill from a letter or a spreadsheet: places of the tables and keys.
_LISTS = (
    ("schools", "list"),
    ("schools", "rule", "areas"),
    ("donors", "exclude_areas"),
    ("donors", "exclude_schools"),
)
_SCHOOLS = ("list", "exclude_schools")


def as_meant(values: Mapping[str, object]) -> dict[str, object]:
    """Return what study.toml holds, with school numbers and lists in the one form in which they are read.

    Parameters
    ----------
    values : mapping
        Tables and keys as they stand.
    """
    meant: dict[str, object] = dict(values)
    for path in _LISTS:
        meant = _changed(meant, path)
    return meant


def _changed(table: dict[str, object], path: tuple[str, ...]) -> dict[str, object]:
    key, *rest = path
    inner = table.get(key)
    if rest and isinstance(inner, Mapping):
        return {**table, key: _changed(dict(inner), tuple(rest))}
    if rest or not isinstance(inner, list):
        return table
    parts = [part for entry in inner for part in _parted(entry)]
    return {**table, key: [_school(part, key) for part in parts] if key in _SCHOOLS else parts}


def _parted(entry: object) -> list[object]:
    if not isinstance(entry, str) or ";" not in entry:
        return [entry]
    return [part.strip() for part in entry.split(";") if part.strip()]


def _school(entry: object, key: str) -> object:
    """Return a school of a list as the model has it; what is no number is left for the model to refuse."""
    if key == "exclude_schools":
        return _number(entry)
    if isinstance(entry, Mapping):
        return {**entry, "urn": _number(entry["urn"])} if "urn" in entry else dict(entry)
    return {"urn": _number(entry)} if _is_number(_number(entry)) else entry


def _number(entry: object) -> object:
    if not isinstance(entry, str):
        return entry
    number, name = number_and_name(entry)
    # A number in quotes alone is refused as it always was; with a name beside it, it can only stand in quotes.
    return int(number) if name else entry


def _is_number(entry: object) -> bool:
    return isinstance(entry, int) and not isinstance(entry, bool)
