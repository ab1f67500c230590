"""Whether teachers of maths stayed, and whether more of them were trained in it."""

from __future__ import annotations

import math

from evalkit.records.delivery.staffing import Staffing, StaffingYear
from evalkit.report.block import Block
from evalkit.report.words import Words

PARTS = ("staffing",)
# Of fewer people no share is said.
FEWEST = 10


def staffing(result: Staffing) -> Block:
    """Specialists in the first and last year, who left in each, and posts not filled."""
    words = Words()
    first, last = result.years[0], result.years[-1]
    years = [first] if first.year == last.year else [first, last]
    return words.block("staffing-said", " ".join(_said(words, year) for year in years))


def _said(words: Words, year: StaffingYear) -> str:
    """Say of one year what schools wrote; what none of them wrote is said to be missing."""
    when = f"In {words.year(year.year)}"
    trained = "no school said how many teachers of maths had trained in it"
    if not math.isnan(year.specialists):
        trained = (
            f"{words.count('specialists', year.specialists)} of "
            f"{words.count('teachers', year.specialists_of, 'teacher')} of maths had trained in it"
        )
    left = "no school said how many left"
    if not math.isnan(year.left):
        left = f"{words.count('left', year.left)} of {words.count('teachers of schools that said', year.left_of)} left"
    return f"{when} {trained}; {left}."
