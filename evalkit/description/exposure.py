"""How much of Key Stage 4 teaching each exam cohort had after the start.

The calendar is a plain rule, the same for every school and year. Year 10 runs from 1 September to
20 July and holds 39 teaching weeks, the statutory school year. Year 11 runs from 1 September to 15 May,
when pupils leave for their examinations, and holds 31. Holidays are spread evenly: a day of the year
is worth the same share of its teaching weeks wherever it lies. 29 February is not counted. The rule
errs by at most two or three weeks where a start falls beside a long holiday.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from evalkit.records.description import Exposure, ExposureRow

YEAR_10_WEEKS = 39.0
YEAR_11_WEEKS = 31.0
SEPTEMBER = (9, 1)
END_OF_YEAR_10 = (7, 20)
EXAM_LEAVE = (5, 15)
PLAIN_YEAR = 365

Wave = tuple[str, int, dt.date]


def exposure(waves: Iterable[Wave], cohorts: Iterable[int]) -> Exposure:
    """Return teaching weeks of Years 10 and 11 after the start, by exam cohort and wave.

    It counts from the start of a wave to the cohort's exam leave, whether or not the programme had
    ended by then: what teachers have learned they keep.

    Parameters
    ----------
    waves : iterable of (str, int, date)
        Schools that started together: name, number of schools, day of the start.
    cohorts : iterable of int
        Exam years; 2019 is taught from September 2017 to May 2019.

    Returns
    -------
    Exposure
        Rows by cohort, then in the order of the waves.
    """
    started = tuple(waves)
    rows = tuple(
        _row(cohort, name, schools, starts) for cohort in sorted(set(cohorts)) for name, schools, starts in started
    )
    return Exposure(rows, YEAR_10_WEEKS + YEAR_11_WEEKS)


def weeks_after(starts: dt.date, cohort: int) -> float:
    """Return the teaching weeks of Years 10 and 11 that one cohort had on and after a day."""
    year_10 = dt.date(cohort - 2, *SEPTEMBER), dt.date(cohort - 1, *END_OF_YEAR_10)
    year_11 = dt.date(cohort - 1, *SEPTEMBER), dt.date(cohort, *EXAM_LEAVE)
    return YEAR_10_WEEKS * _share_left(starts, *year_10) + YEAR_11_WEEKS * _share_left(starts, *year_11)


def _row(cohort: int, name: str, schools: int, starts: dt.date) -> ExposureRow:
    weeks = weeks_after(starts, cohort)
    return ExposureRow(
        cohort=cohort,
        wave=name,
        schools=schools,
        starts=starts.isoformat(),
        weeks=weeks,
        share=weeks / (YEAR_10_WEEKS + YEAR_11_WEEKS),
    )


def _share_left(starts: dt.date, first: dt.date, last: dt.date) -> float:
    whole = _plain_days(first, last)
    return min(1.0, max(0.0, _plain_days(starts, last) / whole))


def _plain_days(first: dt.date, last: dt.date) -> int:
    return _day_number(last) - _day_number(first)


def _day_number(day: dt.date) -> int:
    # A leap day counts as the day before it, so that every school year is equally long.
    plain = day.replace(day=28) if (day.month, day.day) == (2, 29) else day
    return day.year * PLAIN_YEAR + plain.replace(year=2001).timetuple().tm_yday
