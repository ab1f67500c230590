"""Prose with numbers: a number enters text only through `Words`, which remembers what it showed.

The rules of safe wording live here too: the words no generated sentence may use, and how large an
estimate may be before the reader is warned.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Iterable, Sequence

import pandas as pd

from evalkit.core.quantity import GRADES, PERCENT, POUNDS, Unit, twelve_digits
from evalkit.core.years import academic_year
from evalkit.inference import INFERENCES
from evalkit.records.estimate import UNSAID
from evalkit.report.block import Block
from evalkit.report.digits import as_value, numbers_in

BANNED = ("significant", "no effect", "impact", "prove", "no evidence", "caused by", "due to", "thanks to", "led to")

# The one place for two of these words: in quotation marks, where it is said that they are not meant.
NO_EFFECT_NOR_AVERAGE = "neither “no effect” nor “average”"

# 0.2 of a pupil standard deviation is about 0.4 of a grade: hardly any trial of secondary maths found more.
LARGE_IN_GRADES = 0.4

# Numbers that people typed into the story. They are listed, but they do not vouch for themselves.
STORY = "story"


class Words:
    """A sentence under construction, with every number it quotes."""

    def __init__(self) -> None:
        self._quoted: list[tuple[str, float, str]] = []

    def number(self, name: str, value: float, unit: Unit) -> str:
        """Quote ``value`` rounded by its unit, with its sign."""
        return self._keep(name, value, unit.show(value))

    def size(self, name: str, value: float, unit: Unit) -> str:
        """Quote how large ``value`` is, without sign, with its unit: ``0.11 of a grade``."""
        shown = Unit(unit.name, unit.decimals).show(abs(value))
        return in_unit(self._keep(name, value, shown), abs(value), unit)

    def bare(self, name: str, value: float, unit: Unit) -> str:
        """Quote how large ``value`` is, without sign and unit."""
        return self._keep(name, value, Unit(unit.name, unit.decimals).show(abs(value)))

    def count(self, name: str, value: float, one: str = "", many: str = "") -> str:
        """Quote a count, with its noun if given: ``3,165 schools``."""
        shown = self._keep(name, value, f"{round(value):,}")
        noun = (one if round(value) == 1 else many or f"{one}s") if one else ""
        return f"{shown} {noun}".strip()

    def pounds(self, name: str, value: float, unit: Unit = POUNDS) -> str:
        """Quote pounds with commas between thousands, without the sign of the currency: ``12,450``."""
        return self._keep(name, value, f"{float(f'{value:.12g}'):,.{unit.decimals}f}")

    def percent(self, name: str, share: float, decimals: int = 0) -> str:
        """Quote a share between nought and one as per cent."""
        return f"{self._keep(name, share, f'{100 * share:.{decimals}f}')} per cent"

    def year(self, year: int) -> str:
        """Quote an exam year as the academic year: ``2018/19``."""
        return self._keep("year", year, academic_year(year))

    def years(self, years: Sequence[int]) -> str:
        """Quote several exam years as a list."""
        return listed(self.year(year) for year in years)

    def day(self, name: str, day: dt.date) -> str:
        """Quote a date in words: ``1 September 2017``."""
        shown = day_in_words(day)
        self._keep(name, day.day, str(day.day))
        self._keep(name, day.year, str(day.year))
        return shown

    def repeat(self, origin: str, text: str) -> str:
        """Repeat a text written elsewhere; its numbers are listed under its origin."""
        for shown in numbers_in(text):
            self._keep(origin, as_value(shown), shown)
        return text

    def quotes(self) -> tuple[tuple[str, float, str], ...]:
        """Return every number quoted so far, once each, in the order of the text: name, value, as shown."""
        return tuple(dict.fromkeys(self._quoted))

    def block(self, identifier: str, text: str, findings: Iterable[str] = ()) -> Block:
        """Return the finished sentence."""
        quotes = self.quotes()
        return Block(
            id=identifier,
            kind="sentence",
            title="",
            text=text,
            values=pd.DataFrame(list(quotes), columns=["name", "value", "shown"]),
            quotes=quotes,
            findings=tuple(findings),
        )

    def _keep(self, name: str, value: float, shown: str) -> str:
        stored = twelve_digits(float(value))
        self._quoted.append((name, math.nan if stored is None else stored, shown))
        return shown


def day_in_words(day: dt.date) -> str:
    """Return a date in words: ``1 September 2017``."""
    return f"{day.day} {day:%B} {day.year}"


def iso_in_words(iso: str) -> str:
    """Return a date such as ``2017-09-01`` in words; blank where it is blank."""
    return day_in_words(dt.date.fromisoformat(iso)) if iso else ""


def banned_in(text: str) -> list[str]:
    """Return the banned words of a text; what is quoted only to say that it is not meant is none."""
    said = text.lower().replace(NO_EFFECT_NOR_AVERAGE, "")
    return [word for word in BANNED if word in said]


def in_unit(shown: str, value: float, unit: Unit) -> str:
    """Return a shown number with its unit in words."""
    if unit.name == GRADES.name:
        return f"{shown} of a grade" if round(value, unit.decimals) < 1 else f"{shown} grades"
    if unit.name == PERCENT.name:
        return f"{shown} percentage points"
    one = shown == "1" and " " not in unit.name
    return f"{shown} {unit.name.removesuffix('s') if one else unit.name}"


def unit_heading(unit: Unit) -> str:
    """Return a unit as it stands in a subtitle or a column header."""
    return "percentage points" if unit.name == PERCENT.name and unit.signed else unit.name


def brief(outcome: str) -> str:
    """Return an outcome without the remark in brackets that explains it; captions keep the remark."""
    return outcome.split(" (", 1)[0]


def without_remarks(text: str) -> str:
    """Return text without remarks in brackets, for labels with little room."""
    return re.sub(r" \([^)]*\)", "", text)


def listed(items: Iterable[str], last: str = "and") -> str:
    """Return items as a list in words: ``a, b and c``."""
    words = list(items)
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}" if words else ""


# A name of a file: a folder before it, an ending, or words joined by signs that no word of a sentence has.
FILE_NAME = re.compile(r"\S*(?:[/\\_]|\.\w)\S*")


def opened(text: str) -> str:
    """Return ``text`` with a capital first letter; a name of a file stays as it is written on the disk."""
    return text if FILE_NAME.match(text) else text[:1].upper() + text[1:]


def stopped(text: str) -> str:
    """Return ``text`` as a sentence: capital first letter, full stop at the end."""
    return opened(ended(text))


def ended(text: str) -> str:
    """Return ``text`` with a full stop at its end, and its beginning as it is."""
    trimmed = text.strip()
    return trimmed if not trimmed or trimmed[-1] in ".!?" else f"{trimmed}."


PLAIN = {"area-year shocks": "whatever moves all schools of an area together in one year"}


def plain(text: str) -> str:
    """Return what a method leaves out in plain words; one that says nothing leaves out something all the same."""
    return PLAIN.get(text.strip().rstrip("."), text) or UNSAID


def way(inference: str) -> str:
    """Return a way of judging certainty in its own plain words; its registered name where it has none."""
    known = INFERENCES.get(inference).words if inference in INFERENCES.names() else ""
    return known or named(inference)


def named(identifier: str) -> str:
    """Return a registered name as words."""
    return re.sub(r"\benglish\b", "English", identifier.replace("_", " "))
