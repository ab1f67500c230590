"""Grade C or better in English and maths beside other schools of the year, in standard deviations between schools.

What it means
    The share of pupils with grade C or better in both English and maths, minus the mean of that year's
    mainstream state-funded schools, over their standard deviation. English is half of it.
Years
    2011 to 2016. What counted changed in 2014, 2015 and 2016, in 2016 so that the shares rose everywhere: a
    school's standing may be compared across the changes, its share may not, and it is never put in one series with
    basics_4plus or basics_5plus.
"""

from __future__ import annotations

from evalkit.core.quantity import STANDARD_DEVIATIONS
from evalkit.measures.parts.measure import Measure
from evalkit.measures.parts.place_in_year import Standing

STANDING = Standing(((2011, "basics_c"),), "standardised", (2014, 2015, 2016), "grade C or better in English and maths")

MEASURE = Measure(
    name="basics_c_z",
    label="grade C or better in English and maths (share of pupils, standardised within the year)",
    unit=STANDARD_DEVIATIONS,
    level="school",
    higher_is_better=True,
    explains="How far a school's share of pupils with grade C or better in English and maths lay above the average "
    "school of the year.",
    first_year=2011,
    last_year=2016,
    needs_ks2=False,
    needs=("basics_c",),
    refuses=STANDING.refuses,
    compute=STANDING.compute,
    breaks=STANDING.breaks,
    checked_against=(
        "tests/specs/test_basics_c_z.py::test_it_is_the_distance_from_the_years_mean_in_standard_deviations",
    ),
)
