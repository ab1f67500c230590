"""Entries in maths: the share of pupils entered for GCSE maths.

What it means
    Pupils entered for the maths of the English Baccalaureate, in per cent of all pupils at the end of Key
    Stage 4. Nearly every pupil is, so it moves little. Pupils who are not entered count as without a grade in
    the other figures of a school, so entering fewer does not lift those.
Years
    2017 to 2019, and from 2022.
"""

from __future__ import annotations

from evalkit.core.quantity import PERCENT
from evalkit.core.years import NEW_GRADES
from evalkit.measures.parts.measure import Measure
from evalkit.measures.parts.published import Published

SHARE = Published("maths_entries", share_of="pupils", words="the share entered for maths")

MEASURE = Measure(
    name="maths_entered",
    label="entries in maths (share of pupils)",
    unit=PERCENT,
    level="school",
    higher_is_better=True,
    explains="The share of pupils who were entered for GCSE maths.",
    first_year=NEW_GRADES,
    needs_ks2=False,
    needs=(SHARE.source,),
    refuses=SHARE.refuses,
    compute=SHARE.compute,
    possible=(0.0, 100.0),
    checked_against=("tests/specs/test_maths_entered.py::test_it_is_the_published_share_in_per_cent",),
)
