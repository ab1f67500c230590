"""Maths results over many years beside other schools of the same year, in standard deviations between schools.

What it means
    To 2016 the share of pupils with grade C or better in maths, from 2017 on points in maths (the maths element
    of Attainment 8), each minus the mean of that year's mainstream state-funded schools, over their
    standard deviation. It joins two different figures, so that a long run of years can be seen; a school with many
    pupils near grade C stands higher on the one than on the other.
Years
    2011 to 2019. What counted changed in 2014, 2015, 2016 and 2017, which the report says wherever years on both
    sides of a change are compared.
"""

from __future__ import annotations

from evalkit.core.quantity import STANDARD_DEVIATIONS
from evalkit.core.years import NEW_GRADES
from evalkit.measures.parts.measure import Measure
from evalkit.measures.parts.place_in_year import Standing

STANDING = Standing(
    ((2011, "maths_c"), (NEW_GRADES, "attainment8_maths")),
    "standardised",
    (2014, 2015, 2016, 2017),
    "results in maths",
)

MEASURE = Measure(
    name="maths_long_z",
    label="results in maths over many years (standardised within the year)",
    unit=STANDARD_DEVIATIONS,
    level="school",
    higher_is_better=True,
    explains="How far a school's maths results lay above the average school of the same year, before and after the new "
    "grades.",
    first_year=2011,
    last_year=2019,
    needs_ks2=False,
    needs=("maths_c", "attainment8_maths"),
    refuses=STANDING.refuses,
    compute=STANDING.compute,
    breaks=STANDING.breaks,
    checked_against=("tests/specs/test_maths_long_z.py::test_it_standardises_shares_to_2016_and_points_from_2017",),
)
