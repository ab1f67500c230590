"""Attainment of disadvantaged pupils of an authority: Attainment 8 as published for it, in points.

What it means
    The mean over disadvantaged pupils of an authority's state-funded schools of points in eight slots, English and
    maths counted twice. It says nothing about where pupils started.
Years
    2016, or 2017 to 2019 and from 2022: the points of 2016 and of later years never stand together.
"""

from __future__ import annotations

from evalkit.core.quantity import POINTS
from evalkit.core.years import FIRST_PROGRESS8
from evalkit.measures.parts.areas import AreaPoints
from evalkit.measures.parts.measure import Measure

FIGURE = AreaPoints("attainment8_disadvantaged", "disadvantaged")

MEASURE = Measure(
    name="area_a8_disadvantaged",
    label="attainment of disadvantaged pupils (Attainment 8 of the authority)",
    unit=POINTS,
    level="area",
    higher_is_better=True,
    explains="How many points disadvantaged pupils of an authority had on average in eight subjects.",
    first_year=FIRST_PROGRESS8,
    needs_ks2=False,
    needs=("attainment8_disadvantaged",),
    refuses=FIGURE.refuses,
    compute=FIGURE.compute,
    checked_against=("tests/specs/test_area_a8_disadvantaged.py::test_it_is_the_published_figure",),
)
