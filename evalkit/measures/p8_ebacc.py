"""Progress in the subjects of the English Baccalaureate: a public stand-in for subjects with much maths in them.

What it means
    How far a school's pupils were ahead of pupils in England with the same Key Stage 2 results, in grades per
    subject over the three slots of Progress 8 that sciences, computer science, geography, history and languages
    fill. Sciences and computer science have much maths in them, history and languages little, and the tables do
    not part them: it stands in for progress in subjects with a high maths content and is not the same thing.
Years
    Those of p8_maths. 2016 rests on points from 1 to 8 and is brought to the scale of 2017 when it stands beside
    later years. These subjects moved to the new grades from 2018 on, most of them in 2018 and 2019.
"""

from __future__ import annotations

from evalkit.core.quantity import GRADES
from evalkit.core.years import FIRST_PROGRESS8
from evalkit.measures.parts.measure import Measure
from evalkit.measures.parts.progress8 import POSSIBLE, Element

ELEMENT = Element(
    "progress8_ebacc",
    ("progress8_ebacc_low", "progress8_ebacc_high"),
    "progress in the subjects of the English Baccalaureate",
)

MEASURE = Measure(
    name="p8_ebacc",
    label="progress in sciences, humanities and languages (Progress 8, EBacc element)",
    unit=GRADES,
    level="school",
    higher_is_better=True,
    explains="How far pupils were ahead of pupils in England with the same Key Stage 2 results, in grades per subject "
    "of sciences, humanities and languages.",
    first_year=FIRST_PROGRESS8,
    needs_ks2=True,
    needs=(ELEMENT.source,),
    refuses=ELEMENT.refuses,
    compute=ELEMENT.compute,
    limits=ELEMENT.limits,
    possible=POSSIBLE,
    proxy_for="progress in subjects with a high maths content",
    checked_against=("tests/specs/test_p8_ebacc.py::test_it_is_the_published_ebacc_element",),
)
