"""Whether teachers of maths stayed, and whether more of them were trained in it."""

from __future__ import annotations

from evalkit.records.delivery.staffing import Staffing, StaffingYear
from evalkit.report.block import Block
from evalkit.report.words import Words

PARTS = ("staffing",)
NOBODY_SAID = "No school said who of its teachers of maths had trained in it, or who left."


def staffing(result: Staffing) -> Block:
    """Specialists in the first and last year, and who left in each, as far as schools said."""
    words = Words()
    ends = dict.fromkeys((result.years[0], result.years[-1])) if result.years else {}
    said = [text for year in ends if (text := _of_year(words, year))]
    return words.block("staffing-said", " ".join(said) or NOBODY_SAID)


def _of_year(words: Words, year: StaffingYear) -> str:
    trained = _specialists(words, year)
    told = [text for text in (trained, _left(words, year, "" if trained else " teachers of maths")) if text]
    return f"In {words.year(year.year)} {'; '.join(told)}." if told else ""


def _specialists(words: Words, year: StaffingYear) -> str:
    if not year.specialists_of > 0:
        return ""
    return (
        f"{words.count('specialists', year.specialists)} of "
        f"{words.count('teachers', year.specialists_of, 'teacher')} of maths had trained in it"
    )


def _left(words: Words, year: StaffingYear, whom: str) -> str:
    if not year.left_of > 0:
        return ""
    of = words.count("teachers of schools that said", year.left_of)
    return f"{words.count('left', year.left)} of {of}{whom} left"
