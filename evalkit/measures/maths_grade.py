"""The mean maths grade: what pupils got in GCSE maths, on the scale from nought to nine.

What it means
    The mean grade in maths over all pupils at the end of Key Stage 4: half of the maths element of
    Attainment 8, in which maths counts twice. A pupil who was not entered, or got no grade, counts as
    nought. It says nothing about where pupils started, so it needs their Key Stage 2 results among the
    variables matched on.
Years
    2017 to 2019, and from 2022. In 2016 and before grades were letters; a mean of their points is on
    another scale and is not offered. a8_maths_z bridges the change.
"""

from __future__ import annotations

from evalkit.core.quantity import GRADES
from evalkit.core.years import NEW_GRADES
from evalkit.measures.parts.measure import Measure
from evalkit.measures.parts.published import Published

# Maths counts twice in Attainment 8.
HALF = Published("attainment8_maths", times=0.5)

MEASURE = Measure(
    name="maths_grade",
    label="mean maths grade (pupils not entered count as nought)",
    unit=GRADES,
    level="school",
    higher_is_better=True,
    explains="The mean GCSE maths grade of all pupils, from 0 to 9.",
    first_year=NEW_GRADES,
    needs_ks2=False,
    needs=(HALF.source,),
    refuses=HALF.refuses,
    compute=HALF.compute,
    possible=(0.0, 9.0),
    checked_against=("tests/specs/test_maths_grade.py::test_it_is_half_of_the_maths_element_of_attainment_8",),
)
