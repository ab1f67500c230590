"""Grade C or better in maths as a rank among the schools of the same year, from 0 to 100.

What it means
    The share of that year's mainstream state-funded schools in which fewer pupils had grade C or better in maths,
    schools with the same share counted half: 50 is the middle school. A rank does not depend on how widely
    schools are spread, and one odd school cannot move it.
Years
    2011 to 2016. What counted changed in 2014, 2015 and 2016, which the report says wherever years on both sides of a
    change are compared; a school's rank may be compared across them, its share may not.
"""

from __future__ import annotations

from evalkit.core.quantity import PERCENTILE_POINTS
from evalkit.measures.parts.measure import Measure
from evalkit.measures.parts.place_in_year import Standing

STANDING = Standing(((2011, "maths_c"),), "ranked", (2014, 2015, 2016), "grade C or better in maths")

MEASURE = Measure(
    name="maths_c_rank",
    label="grade C or better in maths (share of pupils, ranked within the year)",
    unit=PERCENTILE_POINTS,
    level="school",
    higher_is_better=True,
    explains="The share of schools in which fewer pupils had grade C or better in maths that year.",
    first_year=2011,
    last_year=2016,
    needs_ks2=False,
    needs=("maths_c",),
    refuses=STANDING.refuses,
    compute=STANDING.compute,
    breaks=STANDING.breaks,
    possible=(0.0, 100.0),
    checked_against=("tests/specs/test_maths_c_rank.py::test_it_is_the_share_of_schools_below_ties_counted_half",),
)
