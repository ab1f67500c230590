"""Staying in education or work after Key Stage 4: the share of pupils with a sustained destination.

What it means
    Pupils who stayed in education, an apprenticeship or work for at least two terms after Key Stage 4, in per cent
    of the pupils who finished it in the year. Nearly all do, and teaching maths is one cause of many, so a
    programme in maths moves it little if at all.
Years
    The year is that in which pupils finished Key Stage 4; it is published two years later. 2016 to 2019, and
    from 2022.
"""

from __future__ import annotations

from evalkit.core.quantity import PERCENT
from evalkit.measures.parts.measure import Measure
from evalkit.measures.parts.published import Published

SHARE = Published(
    "destination_sustained", share_of="destination_pupils", words="the share who stayed in education or work"
)

MEASURE = Measure(
    name="sustained_destination",
    label="staying in education or work after Key Stage 4 (share of pupils)",
    unit=PERCENT,
    level="school",
    higher_is_better=True,
    explains="The share of pupils who stayed in education, an apprenticeship or work for two terms after Key Stage 4.",
    first_year=2016,
    needs_ks2=False,
    needs=(SHARE.source,),
    refuses=SHARE.refuses,
    compute=SHARE.compute,
    possible=(0.0, 100.0),
    checked_against=("tests/specs/test_sustained_destination.py::test_it_is_the_published_share_in_per_cent",),
)
