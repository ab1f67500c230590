"""Days as registers write them and spreadsheets leave them; one that cannot be read is unknown, counted and named."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

import numpy as np
import pandas as pd

from evalkit.data.sources.parts.cells import Place
from evalkit.data.text.open_files import SHOWN, plain

# The order matters: where several forms fit, a register of England means the day first.
_FORMS = ("%d-%m-%Y", "%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%b-%Y", "%d-%B-%Y", "%Y/%m/%d", "%Y%m%d")
_SHORT_FORMS = ("%d-%b-%y", "%d/%m/%y", "%d-%m-%y")
_AMERICAN = ("%m/%d/%Y", "%m/%d/%y")
# A time behind the day, which no register needs.
_TIME = re.compile(r"[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?[AP]M)?Z?$", re.IGNORECASE)
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
# Spreadsheets count days from here; five digits reach to 2173, of which no register speaks.
_FIRST_DAY, _LAST_YEAR = dt.datetime(1899, 12, 30), 2040
_NONE = frozenset({"", "-", "NA", "N/A", "NULL", "NaT", "nan"})
_NOT_A_DAY = np.datetime64("NaT")


@dataclass(frozen=True, slots=True)
class Days:
    """A column of days.

    Attributes
    ----------
    values : Series of datetime64
        NaT where there is none, and where one cannot be read.
    unread : ndarray of bool
        Where a day stands that cannot be read.
    notes : tuple of str
        What a reader must know.
    """

    values: pd.Series
    unread: np.ndarray
    notes: tuple[str, ...]


def read_days(cells: Sequence[str], place: Place) -> Days:
    """Return days from the forms registers write them in.

    Days with the month first, as American spreadsheets leave them, are read as such only where some day of the column
    cannot be read otherwise and none contradicts it. Nought for day, month and year is no day.

    Parameters
    ----------
    cells : sequence of str
        Text of each cell.
    place : Place
        Where they stand.
    """
    codes, unique = pd.factorize(np.asarray([plain(cell) for cell in cells], dtype=object))
    texts = [_TIME.sub("", str(text)) for text in unique]
    days = [_day(text, (*_FORMS, *_SHORT_FORMS)) for text in texts]
    american = [None if day is not None else _day(text, _AMERICAN) for text, day in zip(texts, days, strict=True)]
    notes: tuple[str, ...] = ()
    if any(day is not None for day in american):
        both = [_day(text, _AMERICAN) if "/" in text else day for text, day in zip(texts, days, strict=True)]
        if not any(one is None and day is not None for one, day in zip(both, days, strict=True)):
            days = both
            notes = (f"{place.heading}: days were read with the month first, as some of them can be read no other way",)
    bad = np.array([day is None for day in days], dtype=bool)
    known = np.array([_NOT_A_DAY if day is None else day for day in days], dtype="datetime64[s]")
    empty = np.zeros(len(cells), dtype=bool)
    unread = bad[codes] if len(unique) else empty
    at = np.flatnonzero(unread)
    if len(at):
        listed = ", ".join(f"{cells[row]!r} in row {place.rows[row]}" for row in at[:SHOWN])
        notes = (
            *notes,
            f"{place.heading}: {len(at)} day{'' if len(at) == 1 else 's'} cannot be read and "
            f"{'counts' if len(at) == 1 else 'count'} as unknown: {listed}{', ...' if len(at) > SHOWN else ''}",
        )
    return Days(pd.Series(known[codes] if len(unique) else known, dtype="datetime64[s]"), unread, notes)


def _day(text: str, forms: Sequence[str]) -> np.datetime64 | None:
    """Return a day; NaT for a blank, None for what is neither."""
    if text in _NONE or not text.strip("0-/. :"):
        return _NOT_A_DAY
    if _SERIAL.fullmatch(text):
        day = _FIRST_DAY + dt.timedelta(days=int(float(text)))
        return np.datetime64(day, "s") if day.year <= _LAST_YEAR else None
    spelt = re.sub(r"(?i)\bsept\b", "Sep", text.replace(" ", "-"))
    for form in forms:
        with suppress(ValueError):
            day = dt.datetime.strptime(spelt, form)
            # Two digits of a year are those of a day that has been, or soon will be.
            century = 100 if form.endswith("%y") and day.year > _LAST_YEAR else 0
            return np.datetime64(day.replace(year=day.year - century), "s")
    return None
