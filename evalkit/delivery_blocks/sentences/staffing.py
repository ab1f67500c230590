"""Whether teachers of maths stayed, and whether more of them were trained in it."""

from __future__ import annotations

from math import isnan

from evalkit.records.delivery.staffing import Staffing, StaffingYear
from evalkit.report.block import Block
from evalkit.report.words import Words

PARTS = ("staffing",)


def staffing(result: Staffing) -> Block:
    """Specialists in the first and last year, who left in each, and posts not filled."""
    words = Words()
    first, last = result.years[0], result.years[-1]
    if first.year == last.year:
        return words.block("staffing-said", f"{_specialists(words, first)}; {_left(words, first)}.")
    return words.block(
        "staffing-said",
        f"{_specialists(words, first)}; {_left(words, first)}. {_specialists(words, last)}; {_left(words, last)}.",
    )


def _specialists(words: Words, year: StaffingYear) -> str:
    begun = f"In {words.year(year.year)} "
    if isnan(year.specialists):
        teachers = words.count("teachers", year.teachers, "teacher")
        return f"{begun}it is not recorded how many of {teachers} of maths had trained in it"
    return (
        f"{begun}{words.count('specialists', year.specialists)} of "
        f"{words.count('teachers', year.specialists_of, 'teacher')} of maths had trained in it"
    )


def _left(words: Words, year: StaffingYear) -> str:
    if isnan(year.left):
        return "how many left is not recorded"
    return f"{words.count('left', year.left)} of {words.count('teachers of schools that said', year.left_of)} left"
