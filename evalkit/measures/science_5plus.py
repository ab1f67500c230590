"""Grade 5 or better in science: a public stand-in for results in a subject with much maths in it.

What it means
    Pupils with grade 5 or better in the science of the English Baccalaureate, in per cent of those entered for
    it. Because only pupils who were entered count, a school that enters fewer can show more. Science has much
    maths in it; it stands in for subjects with a high maths content and is not the same thing.
Years
    2018 and 2019, and from 2022. Science moved to the new grades in 2018; what came before is not offered.
"""

from __future__ import annotations

from evalkit.core.quantity import PERCENT
from evalkit.measures.parts.measure import Measure
from evalkit.measures.parts.published import Published

# How many were entered is not among the columns read, so what chance moves is not known.
SHARE = Published("science_95")

MEASURE = Measure(
    name="science_5plus",
    label="grade 5 or better in science (share of pupils entered)",
    unit=PERCENT,
    level="school",
    higher_is_better=True,
    explains="The share of pupils entered for GCSE science who got grade 5 or better in it.",
    first_year=2018,
    needs_ks2=False,
    needs=(SHARE.source,),
    refuses=SHARE.refuses,
    compute=SHARE.compute,
    possible=(0.0, 100.0),
    proxy_for="results in subjects with a high maths content",
    checked_against=("tests/specs/test_science_5plus.py::test_it_is_the_published_share_of_those_entered",),
)
