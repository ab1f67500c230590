"""Attainment in maths of disadvantaged pupils: their maths element of Attainment 8, in points.

What it means
    The mean maths element of Attainment 8 of a school's disadvantaged pupils: twice the mean maths grade, out of 18.
    A pupil who was not entered counts as nought. It says nothing about where pupils started, so it needs their
    Key Stage 2 results among the variables matched on.
Years
    2017 to 2019, and from 2022. Points of 2016 are on another scale and are not offered.
"""

from __future__ import annotations

from evalkit.core.quantity import POINTS
from evalkit.core.years import NEW_GRADES
from evalkit.measures.parts.measure import Measure
from evalkit.measures.parts.published import Published

POINTS_OF_GROUP = Published("attainment8_maths_disadvantaged")

MEASURE = Measure(
    name="a8_maths_disadvantaged",
    label="attainment in maths of disadvantaged pupils (Attainment 8, maths element)",
    unit=POINTS,
    level="school",
    higher_is_better=True,
    explains="Twice the mean GCSE maths grade of disadvantaged pupils, out of 18.",
    first_year=NEW_GRADES,
    needs_ks2=False,
    needs=(POINTS_OF_GROUP.source,),
    refuses=POINTS_OF_GROUP.refuses,
    compute=POINTS_OF_GROUP.compute,
    possible=(0.0, 18.0),
    checked_against=(
        "tests/specs/test_a8_maths_disadvantaged.py::test_it_is_the_published_mean_of_disadvantaged_pupils",
    ),
)
