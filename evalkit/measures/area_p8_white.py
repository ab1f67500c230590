"""Progress over all subjects of White pupils of an authority: Progress 8 as published for it, in grades.

What it means
    How far White pupils of an authority's state-funded schools were ahead of pupils in England with the same Key Stage
    2 results, in grades per subject. It is a proxy for White British pupils in maths: it counts all White pupils, and
    all subjects.
Years
    2016 to 2019, and from 2022. 2016 is brought to the scale of 2017 by the spread between authorities. From 2018 very
    negative scores are limited before publication; the figure without that limit is not published for authorities.
"""

from __future__ import annotations

from evalkit.core.quantity import GRADES
from evalkit.core.years import FIRST_PROGRESS8
from evalkit.measures.parts.areas import PROXY, AreaProgress
from evalkit.measures.parts.measure import Measure

FIGURE = AreaProgress("progress8_white", "white", who="White pupils")

MEASURE = Measure(
    name="area_p8_white",
    label="progress over all subjects of White pupils (Progress 8 of the authority)",
    unit=GRADES,
    level="area",
    higher_is_better=True,
    explains="How far White pupils of an authority were ahead of pupils in England with the same start.",
    first_year=FIRST_PROGRESS8,
    needs_ks2=True,
    needs=("progress8_white",),
    refuses=FIGURE.refuses,
    compute=FIGURE.compute,
    label_in=FIGURE.label_in,
    checked_against=("tests/specs/test_area_p8_white.py::test_it_is_the_published_figure_and_2016_is_rescaled",),
    proxy_for=PROXY,
)
