"""Grade 4 or better in both English and maths: the basics at a standard pass.

What it means
    Pupils with grade 4 or better in GCSE maths and in English language or literature, in per cent of all
    pupils at the end of Key Stage 4. English is half of it, so it says less about maths than maths_4plus.
Years
    2017 to 2019, and from 2022. The share with grade C or better, which came before, is never put in one
    series with it; basics_c_z holds those years.
"""

from __future__ import annotations

from evalkit.core.quantity import PERCENT
from evalkit.core.years import NEW_GRADES
from evalkit.measures.parts.measure import Measure
from evalkit.measures.parts.published import Published

SHARE = Published("basics_94", share_of="pupils", words="the share with grade 4 or better in English and maths")

MEASURE = Measure(
    name="basics_4plus",
    label="grade 4 or better in English and maths (share of pupils)",
    unit=PERCENT,
    level="school",
    higher_is_better=True,
    explains="The share of pupils with a standard pass, grade 4 or better, in both English and maths.",
    first_year=NEW_GRADES,
    needs_ks2=False,
    needs=(SHARE.source,),
    refuses=SHARE.refuses,
    compute=SHARE.compute,
    possible=(0.0, 100.0),
    checked_against=("tests/specs/test_basics_4plus.py::test_it_is_the_published_share_in_per_cent",),
)
