"""Grade C or better in maths beside other schools of the same year, in standard deviations between schools.

What it means
    The share of pupils with grade C or better in maths, minus the mean of that year's mainstream state-funded
    schools, over their standard deviation. It serves to see where schools were heading long before a programme.
    In schools where nearly all pupils pass there is little room upwards, so it tells high schools apart poorly.
Years
    2011 to 2016. What counted changed in 2014, 2015 and 2016, which the report says wherever years on both sides of a
    change are compared; a school's standing may be compared across them, its share may not.
"""

from __future__ import annotations

from evalkit.core.quantity import STANDARD_DEVIATIONS
from evalkit.measures.parts.measure import Measure
from evalkit.measures.parts.place_in_year import Standing

STANDING = Standing(((2011, "maths_c"),), "standardised", (2014, 2015, 2016), "grade C or better in maths")

MEASURE = Measure(
    name="maths_c_z",
    label="grade C or better in maths (share of pupils, standardised within the year)",
    unit=STANDARD_DEVIATIONS,
    level="school",
    higher_is_better=True,
    explains="How far a school's share of pupils with grade C or better in maths lay above the average "
    "school of the year.",
    first_year=2011,
    last_year=2016,
    needs_ks2=False,
    needs=("maths_c",),
    refuses=STANDING.refuses,
    compute=STANDING.compute,
    breaks=STANDING.breaks,
    checked_against=(
        "tests/specs/test_maths_c_z.py::test_it_is_the_distance_from_the_years_mean_in_standard_deviations",
    ),
)
