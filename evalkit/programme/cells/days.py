"""Days, school years and terms as people write them; what leaves a day open is refused."""

from __future__ import annotations

import datetime as dt
import re

from evalkit.data.text.cell_sheets import SheetCell
from evalkit.programme.cells.said import LAST_DAY, CellSays, Wrong, quoted, text_of
from evalkit.study.uk_words import MONTHS

AS_TEXT, AS_SERIAL, SHORT_YEAR = (
    "day that stood as text",
    "day that stood as a spreadsheet's number",
    "year of two figures",
)
# Days of a spreadsheet between 1954 and 2064; other numbers in a column of days are mistakes.
_SERIALS = (20_000, 60_000)
_FIRST, _LAST = 1990, 2100
_TERMS = {"aut": "Autumn", "spr": "Spring", "sum": "Summer"}
_NUMBERS = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4}|\d{2})")
_YEAR_FIRST = re.compile(r"(\d{4})[/.\-](\d{1,2})[/.\-](\d{1,2})")
_IN_WORDS = re.compile(
    r"(?:[a-z]{3,9}\.?,?\s+)?(\d{1,2})(?:st|nd|rd|th)?[\s\-]+(?:of\s+)?([a-z]{3,9})\.?,?[\s\-]+(\d{4}|\d{2})"
)
_CLOCK = re.compile(r"[t ,]+\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?\s*(?:am|pm|z)?$")
_YEARS = re.compile(r"(\d{4})\s*[/\-]\s*(\d{4}|\d{2})")
_TERM = re.compile(r"(autumn|aut|spring|spr|summer|sum)\b\.?(?:\s+term\b)?,?[\s\-]*(.*)")
_TERM_LAST = re.compile(r"(.*?)[\s,\-]*\b(autumn|aut|spring|spr|summer|sum)\b\.?(?:\s+term)?")
_CENTURY = 100
_WRITE_DAY = "write the day with month and year, such as 14/03/2018"
_WRITE_TERM = "write the term and its calendar year, such as Autumn 2017, Spring 2018, Summer 2018"


def day_said(cell: SheetCell, epoch: dt.datetime) -> CellSays:
    """Return the day in a cell, at midnight; ``epoch`` is the day that its file counts as 0."""
    value = cell.value
    if isinstance(value, float):
        return _stored(value, cell, epoch)
    return _day_written(text_of(cell), epoch)


def _stored(value: float, cell: SheetCell, epoch: dt.datetime) -> CellSays:
    if cell.look.kind == "time" and value < 1:
        return CellSays(None, Wrong("a time without a day", _WRITE_DAY))
    if cell.look.kind in ("day", "month", "time"):
        return _on(epoch, value, "")
    if _SERIALS[0] <= value <= _SERIALS[1]:
        return _on(epoch, value, AS_SERIAL)
    return CellSays(None, Wrong(f"the number {text_of(cell)}", _WRITE_DAY))


def _on(epoch: dt.datetime, value: float, mended: str) -> CellSays:
    if not 0 <= value < LAST_DAY:
        return CellSays(None, Wrong(f"the number {value:g}, shown as a date", _WRITE_DAY))
    return _plausible(epoch + dt.timedelta(days=int(value)), mended)


def _plausible(day: dt.datetime, mended: str) -> CellSays:
    if not _FIRST <= day.year <= _LAST:
        return CellSays(None, Wrong(f"{day:%d/%m/%Y}", "correct the year"))
    return CellSays(day, mended=mended)


def _day_written(text: str, epoch: dt.datetime) -> CellSays:
    bare = _CLOCK.sub("", text.casefold()).strip(" ,")
    if bare.isdigit() and _SERIALS[0] <= int(bare) <= _SERIALS[1]:
        return _on(epoch, float(bare), AS_SERIAL)
    numbers, first, words = _NUMBERS.fullmatch(bare), _YEAR_FIRST.fullmatch(bare), _IN_WORDS.fullmatch(bare)
    if first:
        year, month, day = map(int, first.groups())
        short = False
    elif numbers:
        day, month, year = map(int, numbers.groups())
        short = len(numbers[3]) == 2
    elif words and words[2][:3] in MONTHS:
        day, month, year = int(words[1]), MONTHS.index(words[2][:3]) + 1, int(words[3])
        short = len(words[3]) == 2
    else:
        return CellSays(None, Wrong(quoted(text), _open_day(bare)))
    try:
        meant = dt.datetime(year + 2000 if short else year, month, day)
    except ValueError:
        swapped = month > 12 >= day
        return CellSays(
            None,
            Wrong(
                f"{quoted(text)}, a day that does not exist",
                "write the day before the month, such as 14/03/2018" if swapped else _WRITE_DAY,
            ),
        )
    return _plausible(meant, SHORT_YEAR if short else AS_TEXT)


def _open_day(bare: str) -> str:
    if _TERM.fullmatch(bare) or _TERM_LAST.fullmatch(bare):
        return "a term is no day: write its last day, or the day that was meant"
    if bare in ("tbc", "tba", "to be confirmed", "ongoing", "not known"):
        return "leave the cell empty while the day is not known"
    return _WRITE_DAY


def year_said(cell: SheetCell) -> CellSays:
    """Return a school or financial year as 2017/18."""
    text = text_of(cell)
    if cell.look.kind in ("day", "month") and isinstance(cell.value, float):
        return CellSays(None, Wrong("a date", "write the year as 2017/18, in a cell with the format of text"))
    year = _year(text)
    if year:
        return CellSays(year)
    alone = re.fullmatch(r"(?:fy\s*)?(\d{4})", text.casefold())
    if alone:
        before, after = int(alone[1]) - 1, int(alone[1]) + 1
        both = f"{before}/{alone[1][2:]} or {alone[1]}/{after % _CENTURY:02d}"
        return CellSays(None, Wrong(f"{alone[1]} alone", f"write which year is meant: {both}"))
    return CellSays(None, Wrong(quoted(text), "write the year as 2017/18"))


def _year(text: str) -> str:
    found = _YEARS.fullmatch(text.replace("–", "-").replace("—", "-").strip())
    if found is None or (int(found[1]) + 1) % _CENTURY != int(found[2]) % _CENTURY:
        return ""
    if len(found[2]) == 4 and int(found[2]) != int(found[1]) + 1:
        return ""
    return f"{found[1]}/{int(found[2]) % _CENTURY:02d}"


def term_said(cell: SheetCell) -> CellSays:
    """Return a term with its calendar year, such as Autumn 2017."""
    text = text_of(cell)
    bare = text.casefold().replace("–", "-").replace("—", "-")
    found, last = _TERM.fullmatch(bare), _TERM_LAST.fullmatch(bare)
    name, when = (found[1], found[2]) if found else (last[2], last[1]) if last else ("", "")
    season = _TERMS.get(name[:3], "")
    year = _term_year(season, when.strip(" ,()-'"))
    if season and year:
        return CellSays(f"{season} {year}")
    whole = _year(text)
    if whole:
        return CellSays(
            None, Wrong(f"the year {quoted(text)} without a term", f"{_WRITE_TERM}: the one in which this was counted")
        )
    return CellSays(None, Wrong(quoted(text), _WRITE_TERM))


def _term_year(season: str, when: str) -> int:
    school_year = _year(when)
    if school_year:
        return int(school_year[:4]) + (season != "Autumn")
    if re.fullmatch(r"\d{4}", when):
        return int(when) if _FIRST <= int(when) <= _LAST else 0
    return 2000 + int(when) if re.fullmatch(r"\d{2}", when) else 0
