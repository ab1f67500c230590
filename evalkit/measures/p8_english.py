"""Progress in English: the English element of Progress 8, in grades.

What it means
    How far a school's pupils were ahead of pupils in England with the same Key Stage 2 results, in
    grades of GCSE English: the better of language and literature where a pupil sat both. It is relative:
    it cannot show that the whole country improved.
Years
    Those of p8_maths. 2017 to 2019 are used as published; 2016 rests on points from 1 to 8 and is brought
    to the scale of 2017 when it stands beside later years.
"""

from __future__ import annotations

from evalkit.core.errors import Fault
from evalkit.core.quantity import GRADES
from evalkit.core.years import FIRST_PROGRESS8
from evalkit.data.panel import Panel
from evalkit.measures.parts.measure import Computed, Measure, Request
from evalkit.measures.parts.progress8 import missing_years, refuse_unscalable, rescaled

SOURCE = "progress8_english"
LIMITS = ("progress8_english_low", "progress8_english_high")


def compute(panel: Panel, request: Request) -> Computed:
    """Return the English element of the years asked for, 2016 on the scale of 2017."""
    return rescaled(panel, request, _sources(request), LIMITS)


def refuses(panel: Panel, request: Request) -> tuple[Fault, ...]:
    """Return years without numbers, and 2016 where it cannot be rescaled."""
    sources = _sources(request)
    return missing_years(panel, request, sources) or refuse_unscalable(panel, request, sources, LIMITS)


def _sources(request: Request) -> dict[int, str]:
    return dict.fromkeys(request.years, SOURCE)


MEASURE = Measure(
    name="p8_english",
    label="progress in English (Progress 8, English element)",
    unit=GRADES,
    level="school",
    higher_is_better=True,
    explains="How far pupils were ahead of pupils in England with the same Key Stage 2 results, in grades of English.",
    first_year=FIRST_PROGRESS8,
    needs_ks2=True,
    needs=(SOURCE,),
    refuses=refuses,
    compute=compute,
    checked_against=("tests/specs/test_p8_english.py::test_it_is_the_published_english_element",),
)
