"""Grade 5 or better in maths: the share of pupils with a strong pass.

What it means
    Pupils with grade 5 or better in GCSE maths, in per cent of all pupils at the end of Key Stage 4. It moves
    only when pupils cross that one line, so it is coarser than the mean grade.
Years
    2017 to 2019, and from 2022. Before 2017 nothing like it was published.
"""

from __future__ import annotations

from evalkit.core.quantity import PERCENT
from evalkit.core.years import NEW_GRADES
from evalkit.measures.parts.measure import Measure
from evalkit.measures.parts.published import Published

SHARE = Published("maths_95", share_of="pupils", words="the share with grade 5 or better in maths")

MEASURE = Measure(
    name="maths_5plus",
    label="grade 5 or better in maths (share of pupils)",
    unit=PERCENT,
    level="school",
    higher_is_better=True,
    explains="The share of pupils with a strong pass, grade 5 or better, in GCSE maths.",
    first_year=NEW_GRADES,
    needs_ks2=False,
    needs=(SHARE.source,),
    refuses=SHARE.refuses,
    compute=SHARE.compute,
    possible=(0.0, 100.0),
    checked_against=("tests/specs/test_maths_5plus.py::test_it_is_the_published_share_in_per_cent",),
)
