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

from evalkit.core.quantity import GRADES
from evalkit.core.years import FIRST_PROGRESS8
from evalkit.measures.parts.measure import Measure
from evalkit.measures.parts.progress8 import ENGLISH, POSSIBLE

MEASURE = Measure(
    name="p8_english",
    label="progress in English (Progress 8, English element)",
    unit=GRADES,
    level="school",
    higher_is_better=True,
    explains="How far pupils were ahead of pupils in England with the same Key Stage 2 results, in grades of English.",
    first_year=FIRST_PROGRESS8,
    needs_ks2=True,
    needs=(ENGLISH.source,),
    refuses=ENGLISH.refuses,
    compute=ENGLISH.compute,
    limits=ENGLISH.limits,
    possible=POSSIBLE,
    checked_against=("tests/specs/test_p8_english.py::test_it_is_the_published_english_element",),
)
