"""Maths after 16: progress of sixth-form students who came without a good grade in GCSE maths, in grades.

What it means
    How many grades of GCSE maths students aged 16 to 18 gained in the school's sixth form, among those who came
    without grade C or 4. It is about who studies there, not about the school's own pupils of 16: some of them
    leave, others join. Schools without a sixth form have none, and few students are behind most values.
Years
    The year is that in which students finished, so they sat GCSE maths two years before. 2017 to 2019, and from
    2022; before 2017 grades were letters.
"""

from __future__ import annotations

from evalkit.core.quantity import GRADES
from evalkit.core.years import NEW_GRADES
from evalkit.measures.parts.measure import Measure
from evalkit.measures.parts.published import Published

PROGRESS = Published("ks5_maths_resit_progress")

MEASURE = Measure(
    name="post_16_maths_resits",
    label="progress in maths after 16 of students without a good grade (sixth form)",
    unit=GRADES,
    level="school",
    higher_is_better=True,
    explains="How many grades of GCSE maths sixth-form students gained who had come without a good grade in it.",
    first_year=NEW_GRADES,
    needs_ks2=False,
    needs=(PROGRESS.source,),
    refuses=PROGRESS.refuses,
    compute=PROGRESS.compute,
    possible=(-9.0, 9.0),
    checked_against=("tests/specs/test_post_16_maths_resits.py::test_it_is_the_published_progress_of_students",),
)
