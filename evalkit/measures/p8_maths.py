"""Progress in maths: the maths element of Progress 8, in grades.

What it means
    How far a school's pupils were ahead of pupils in England with the same Key Stage 2 results, in
    grades of GCSE maths: +0.25 is a quarter of a grade. It is relative: it cannot show that the
    whole country improved. Pupils without Key Stage 2 results are left out of it.
Years
    2016 to 2019 and 2022 to 2024. 2017 to 2019 are used as published; the maths element was never
    adjusted for extreme scores. 2016 rests on points from 1 to 8 and is brought to the scale of 2017
    when it stands beside later years.
"""

from __future__ import annotations

from evalkit.core.quantity import GRADES
from evalkit.core.years import FIRST_PROGRESS8
from evalkit.measures.parts.measure import Measure
from evalkit.measures.parts.progress8 import MATHS, POSSIBLE

MEASURE = Measure(
    name="p8_maths",
    label="progress in maths (Progress 8, maths element)",
    unit=GRADES,
    level="school",
    higher_is_better=True,
    explains="How far pupils were ahead of pupils in England with the same Key Stage 2 results, in GCSE maths grades.",
    first_year=FIRST_PROGRESS8,
    needs_ks2=True,
    needs=(MATHS.source,),
    refuses=MATHS.refuses,
    compute=MATHS.compute,
    limits=MATHS.limits,
    possible=POSSIBLE,
    checked_against=(
        "tests/specs/test_p8_maths.py::test_it_is_the_published_maths_element_from_2017",
        "tests/unit/measures/test_scaling.py::test_one_school_gives_back_the_sd_behind_its_limits",
    ),
)
