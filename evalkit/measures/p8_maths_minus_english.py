"""Progress in maths minus progress in English, in grades: what maths has beyond the school as a whole.

What it means
    The maths element of Progress 8 minus its English element, school by school. What moves both subjects
    alike, such as another intake, cancels; what moves only one stays. It is missing where either is.
Years
    Those of p8_maths. Where 2016 stands beside later years, each element is first brought to the scale of
    2017 by itself.
"""

from __future__ import annotations

from evalkit.core.errors import Fault
from evalkit.core.quantity import GRADES
from evalkit.core.years import FIRST_PROGRESS8
from evalkit.measures.parts.measure import Computed, Measure, Request
from evalkit.measures.parts.progress8 import ENGLISH, MATHS, POSSIBLE, difference, joined
from evalkit.tables.panel import Panel


def compute(panel: Panel, request: Request) -> Computed:
    """Return the maths element minus the English one, each of 2016 on the scale of 2017."""
    return difference(MATHS, ENGLISH, panel, request)


def refuses(panel: Panel, request: Request) -> tuple[Fault, ...]:
    """Return years without numbers of either element, and 2016 where one of them cannot be rescaled."""
    return joined((MATHS, ENGLISH), panel, request)


MEASURE = Measure(
    name="p8_maths_minus_english",
    label="progress in maths minus progress in English (elements of Progress 8)",
    unit=GRADES,
    level="school",
    higher_is_better=True,
    explains="By how many grades pupils were further ahead in maths than in English, given their Key Stage 2 results.",
    first_year=FIRST_PROGRESS8,
    needs_ks2=True,
    needs=(MATHS.source, ENGLISH.source),
    refuses=refuses,
    compute=compute,
    possible=(POSSIBLE[0] - POSSIBLE[1], POSSIBLE[1] - POSSIBLE[0]),
    difference_of=(MATHS.source, ENGLISH.source),
    checked_against=("tests/specs/test_p8_maths_minus_english.py::test_it_is_maths_minus_english_school_by_school",),
)
