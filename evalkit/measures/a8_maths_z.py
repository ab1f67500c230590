"""Attainment in maths beside other schools of the same year, in standard deviations between schools.

What it means
    The maths element of Attainment 8, minus the mean of that year's mainstream state-funded schools,
    over their standard deviation: 1 is one such standard deviation above the average school. Pupils
    who were not entered count as nought. It says nothing about where pupils started, so it needs
    their Key Stage 2 results among the variables matched on.
Years
    2016 to 2019, and from 2022. Points before and after 2017 must never be subtracted from each
    other; standardised within each year they may, and this is the only form offered here.
"""

from __future__ import annotations

from evalkit.core.quantity import STANDARD_DEVIATIONS
from evalkit.measures.parts.measure import Measure
from evalkit.measures.parts.place_in_year import Standing

STANDING = Standing(((2016, "attainment8_maths"),), "standardised", (2017,), "attainment in maths")

MEASURE = Measure(
    name="a8_maths_z",
    label="attainment in maths (Attainment 8, maths element, standardised within the year)",
    unit=STANDARD_DEVIATIONS,
    level="school",
    higher_is_better=True,
    explains="How far a school's maths results lay above the average school of the same year.",
    first_year=2016,
    needs_ks2=False,
    needs=("attainment8_maths",),
    refuses=STANDING.refuses,
    compute=STANDING.compute,
    breaks=STANDING.breaks,
    checked_against=(
        "tests/specs/test_a8_maths_z.py::test_it_is_the_distance_from_the_years_mean_in_standard_deviations",
    ),
)
