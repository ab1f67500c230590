"""Attainment of disadvantaged pupils of an authority beside other authorities of the year, in standard deviations.

What it means
    Attainment 8 of disadvantaged pupils of an authority, minus the mean of all authorities of that year, over their
    standard deviation. It says nothing about where pupils started.
Years
    2016 to 2019, and from 2022. Old and new points must never be subtracted from each other; standardised within each
    year they may.
"""

from __future__ import annotations

from evalkit.core.years import FIRST_PROGRESS8
from evalkit.measures.parts.areas import AREA_STANDARD_DEVIATIONS, AreaStanding
from evalkit.measures.parts.measure import Measure

FIGURE = AreaStanding("attainment8_disadvantaged", "disadvantaged")

MEASURE = Measure(
    name="area_a8_disadvantaged_z",
    label="attainment of disadvantaged pupils (Attainment 8 of the authority, standardised within the year)",
    unit=AREA_STANDARD_DEVIATIONS,
    level="area",
    higher_is_better=True,
    explains="How far results of disadvantaged pupils of an authority lay above the average authority of the year.",
    first_year=FIRST_PROGRESS8,
    needs_ks2=False,
    needs=("attainment8_disadvantaged",),
    refuses=FIGURE.refuses,
    compute=FIGURE.compute,
    checked_against=(
        "tests/specs/test_area_a8_disadvantaged_z.py::test_it_is_the_distance_from_the_mean_of_authorities_in_standard_deviations",
    ),
)
