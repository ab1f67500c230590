"""Attainment 8 of disadvantaged pupils, in points.

What it means
    The mean Attainment 8 of a school's disadvantaged pupils: points over eight subjects, English and maths
    counting twice, out of 90. It says nothing about where pupils started, so it needs their Key Stage 2 results
    among the variables matched on. Subjects other than English and maths changed their points again in 2018 and 2019,
    everywhere alike.
Years
    2017 to 2019, and from 2022. Points of 2016 are on another scale and are not offered.
"""

from __future__ import annotations

from evalkit.core.quantity import POINTS
from evalkit.core.years import NEW_GRADES
from evalkit.measures.parts.measure import Measure
from evalkit.measures.parts.published import Published

POINTS_OF_GROUP = Published("attainment8_disadvantaged")

MEASURE = Measure(
    name="a8_disadvantaged",
    label="attainment over all subjects of disadvantaged pupils (Attainment 8)",
    unit=POINTS,
    level="school",
    higher_is_better=True,
    explains="The points disadvantaged pupils got over eight subjects, out of 90.",
    first_year=NEW_GRADES,
    needs_ks2=False,
    needs=(POINTS_OF_GROUP.source,),
    refuses=POINTS_OF_GROUP.refuses,
    compute=POINTS_OF_GROUP.compute,
    possible=(0.0, 90.0),
    checked_against=("tests/specs/test_a8_disadvantaged.py::test_it_is_the_published_mean_of_disadvantaged_pupils",),
)
