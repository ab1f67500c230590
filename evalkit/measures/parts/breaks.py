"""Years from which the published tables count results another way, in words that a report prints."""

from __future__ import annotations

from collections.abc import Iterable

from evalkit.core.years import academic_year

# From the notes on methods in the tables of 2018/19.
BREAKS: dict[int, str] = {
    2014: "fewer qualifications other than GCSEs counted, and in the subjects of the English Baccalaureate only a "
    "pupil's first attempt",
    2015: "only a pupil's first attempt counted in every subject",
    2016: "schools were judged on Progress 8 instead of the share of good grades, and language or literature was "
    "enough for English",
    2017: "English and maths were examined in new GCSEs, graded in numbers instead of letters",
}


def break_notes(breaks: Iterable[int], years: Iterable[int]) -> tuple[str, ...]:
    """Return a sentence for each break that lies between the years asked for.

    Parameters
    ----------
    breaks : iterable of int
        First years of the new way of counting.
    years : iterable of int
        Years asked for.
    """
    asked = tuple(years)
    return tuple(
        f"From {academic_year(year)} on {BREAKS[year]}; a school's standing within its year is compared across this "
        "change, its results are not."
        for year in sorted(breaks)
        if asked and min(asked) < year <= max(asked)
    )
