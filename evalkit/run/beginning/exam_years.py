"""Which years a programme may be judged by: what the calendar of examinations allows, and why."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection
from dataclasses import dataclass

from evalkit.core.years import PANDEMIC_BASELINE, academic_year, examined
from evalkit.study.year_rules import EXAMS_BEGIN, EXAMS_END

# Years shown before the start and after the end.
BEFORE, AFTER = 3, 2
_ACADEMIC = re.compile(r"\b(20\d\d)\s*[/-]\s*(?:20)?(\d\d)\b")
_YEAR = re.compile(r"\b(20\d\d)\b")


@dataclass(frozen=True, slots=True)
class ExamYear:
    """One year of examinations.

    Attributes
    ----------
    year : int
        In which it ends.
    before : bool
        Whether it may be the year before: its examinations were over at the start.
    after : bool
        Whether it may be the year after: its examinations began after the start.
    there : bool
        Whether the tables hold its results.
    why : str
        What decides that, in words.
    """

    year: int
    before: bool
    after: bool
    there: bool
    why: str


def exam_years(
    starts: dt.date, ends: dt.date, there: Collection[int], never: Collection[int] = ()
) -> tuple[ExamYear, ...]:
    """Return the years around a programme with what each may serve for.

    Parameters
    ----------
    starts, ends : date
        First and last day.
    there : collection of int
        Years whose results the tables hold.
    never : collection of int
        Years for which no such results are published.

    Examples
    --------
    >>> years = exam_years(dt.date(2018, 1, 8), dt.date(2019, 7, 31), {2017, 2018, 2019})
    >>> [(one.year, one.before, one.after) for one in years if one.there]
    [(2017, True, False), (2018, False, True), (2019, False, True)]
    >>> best(years, dt.date(2019, 7, 31))
    (2017, 2019)
    """
    years = around(starts, ends)
    return tuple(
        ExamYear(year, False, False, False, "no such results are published")
        if year in never and examined(year)
        else _year(year, starts, ends, year in there)
        for year in years
    )


def around(starts: dt.date, ends: dt.date) -> range:
    """Return the years that may matter to a programme."""
    return range(starts.year - BEFORE, ends.year + AFTER + 1)


def best(years: Collection[ExamYear], ends: dt.date) -> tuple[int, int] | None:
    """Return the last year before the start and the last one examined while the programme ran, or the next one."""
    before = [one.year for one in years if one.before and one.there]
    after = [one.year for one in years if one.after and one.there]
    if not before or not after:
        return None
    during = [year for year in after if dt.date(year, *EXAMS_BEGIN) <= ends]
    return max(before), max(during) if during else min(after)


def years_in(text: str) -> tuple[int, ...]:
    """Return the years that an answer names; 2016/17 is 2017.

    Examples
    --------
    >>> years_in("2016/17 and 2018-19"), years_in("2017 2019"), years_in("last year")
    ((2017, 2019), (2017, 2019), ())
    """
    plain = _ACADEMIC.sub(lambda hit: str(int(hit.group(1)) + 1), text)
    return tuple(int(year) for year in _YEAR.findall(plain))


def across_the_pandemic(baseline: int, cohort: int) -> bool:
    """Say whether two years lie on two sides of the years without examinations."""
    return baseline < PANDEMIC_BASELINE <= cohort


def _year(year: int, starts: dt.date, ends: dt.date, there: bool) -> ExamYear:
    if not examined(year):
        return ExamYear(year, False, False, False, "no examinations in the pandemic")
    before = dt.date(year, *EXAMS_END) < starts
    after = starts < dt.date(year, *EXAMS_BEGIN)
    why = _when(year, starts, ends, before=before, after=after)
    return ExamYear(year, before, after, there, why if there else "not in your tables")


def _when(year: int, starts: dt.date, ends: dt.date, *, before: bool, after: bool) -> str:
    if before:
        return "examined before the start"
    if not after:
        return "the programme started while examinations were on"
    begin = dt.date(year, *EXAMS_BEGIN)
    months = (begin.year - starts.year) * 12 + begin.month - starts.month
    month = f"{months} month{'' if months == 1 else 's'}" if months else "less than a month"
    late = ", past the end" if begin > ends else ""
    return f"examined {month} after the start{late}"


def in_line(one: ExamYear) -> str:
    """Return one year as a line of the list that a person chooses from."""
    role = "" if not one.there else "before: " if one.before else "after: " if one.after else "neither: "
    return f"{one.year} ({academic_year(one.year)})  {role}{one.why}"
