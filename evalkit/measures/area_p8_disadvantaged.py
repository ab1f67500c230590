"""Progress over all subjects of disadvantaged pupils of an authority: Progress 8 as published for it, in grades.

What it means
    How far disadvantaged pupils of an authority's state-funded schools were ahead of pupils in England with the same
    Key Stage 2 results, in grades per subject. It counts all subjects.
Years
    2016 to 2019, and from 2022. 2016 is brought to the scale of 2017 by the spread between authorities. From 2018 very
    negative scores are limited before publication; the figure without that limit is not published for authorities.
"""

from __future__ import annotations

from evalkit.core.quantity import GRADES
from evalkit.core.years import FIRST_PROGRESS8
from evalkit.measures.parts.areas import AreaProgress
from evalkit.measures.parts.measure import Measure

FIGURE = AreaProgress("progress8_disadvantaged", "disadvantaged", who="disadvantaged pupils")

MEASURE = Measure(
    name="area_p8_disadvantaged",
    label="progress over all subjects of disadvantaged pupils (Progress 8 of the authority)",
    unit=GRADES,
    level="area",
    higher_is_better=True,
    explains="How far disadvantaged pupils of an authority were ahead of pupils in England with the same start.",
    first_year=FIRST_PROGRESS8,
    needs_ks2=True,
    needs=("progress8_disadvantaged",),
    refuses=FIGURE.refuses,
    compute=FIGURE.compute,
    label_in=FIGURE.label_in,
    checked_against=(
        "tests/specs/test_area_p8_disadvantaged.py::test_it_is_the_published_figure_and_2016_is_rescaled",
    ),
)
