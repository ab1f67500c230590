"""Progress in maths of disadvantaged pupils: their maths element of Progress 8, in grades.

What it means
    How far a school's disadvantaged pupils were ahead of all pupils in England with the same Key Stage 2
    results, in grades of GCSE maths. In many schools it rests on fifteen to thirty pupils, so chance alone
    moves it by about a third of a grade; how much is given beside each value. Where very few pupils are
    behind it the publisher hides it, and such schools are not like the others.
Years
    Those of p8_maths. 2016 is brought to the scale of 2017 by the spread of all pupils in maths, because the
    spread of a small group between schools is mostly chance.
"""

from __future__ import annotations

from evalkit.core.quantity import GRADES
from evalkit.core.years import FIRST_PROGRESS8
from evalkit.measures.parts.groups import DISADVANTAGED
from evalkit.measures.parts.measure import Measure
from evalkit.measures.parts.progress8 import POSSIBLE

MEASURE = Measure(
    name="p8_maths_disadvantaged",
    label="progress in maths of disadvantaged pupils (Progress 8, maths element)",
    unit=GRADES,
    level="school",
    higher_is_better=True,
    explains="How far disadvantaged pupils were ahead of all pupils in England with the same Key Stage 2 results, in "
    "GCSE maths grades.",
    first_year=FIRST_PROGRESS8,
    needs_ks2=True,
    needs=(DISADVANTAGED.source,),
    refuses=DISADVANTAGED.refuses,
    compute=DISADVANTAGED.compute,
    limits=DISADVANTAGED.limits,
    possible=POSSIBLE,
    narrows=DISADVANTAGED.narrows,
    checked_against=(
        "tests/specs/test_p8_maths_disadvantaged.py::test_it_is_the_published_figure_of_disadvantaged_pupils",
        "tests/specs/test_p8_maths_disadvantaged.py::test_chance_moves_each_value_by_the_national_sd_over_the_root_of_its_pupils",
    ),
)
