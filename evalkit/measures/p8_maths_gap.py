"""The gap in maths progress: disadvantaged pupils minus other pupils of the same school, in grades.

What it means
    The maths element of Progress 8 of a school's disadvantaged pupils minus that of its other pupils: below
    nought where disadvantaged pupils made less progress, and nearer to nought is better. What moves all pupils
    of a school alike cancels. Chance moves it most of all: it is a difference of two small groups, and most of its
    spread between schools is chance. A gap also closes when other pupils fall back, so it is read beside
    p8_maths_disadvantaged. It is not the national gap index, which is not published for schools.
Years
    Those of p8_maths. 2016 is brought to the scale of 2017 by the spread of all pupils in maths.
"""

from __future__ import annotations

from evalkit.core.errors import Fault
from evalkit.core.quantity import GRADES
from evalkit.core.years import FIRST_PROGRESS8
from evalkit.measures.parts.groups import DISADVANTAGED, OTHERS
from evalkit.measures.parts.measure import Computed, Measure, Request
from evalkit.measures.parts.progress8 import POSSIBLE, difference, joined, with_noise
from evalkit.measures.parts.sampling_error import of_difference
from evalkit.tables.panel import Panel


def compute(panel: Panel, request: Request) -> Computed:
    """Return the gap in the years asked for, and how far chance alone moves it."""
    moved = of_difference(DISADVANTAGED.sampling(panel, request), OTHERS.sampling(panel, request))
    gap = difference(DISADVANTAGED, OTHERS, panel, request)
    return with_noise(panel, request, gap, moved, "the gap in maths progress")


def refuses(panel: Panel, request: Request) -> tuple[Fault, ...]:
    """Return years without numbers of either group, and 2016 where it cannot be rescaled."""
    return joined((DISADVANTAGED, OTHERS), panel, request)


MEASURE = Measure(
    name="p8_maths_gap",
    label="progress in maths of disadvantaged pupils relative to others of their school (the gap)",
    unit=GRADES,
    level="school",
    higher_is_better=True,
    explains="By how many grades disadvantaged pupils were ahead of, or if negative behind, other pupils of their "
    "school.",
    first_year=FIRST_PROGRESS8,
    needs_ks2=True,
    needs=(DISADVANTAGED.source, OTHERS.source),
    refuses=refuses,
    compute=compute,
    possible=(POSSIBLE[0] - POSSIBLE[1], POSSIBLE[1] - POSSIBLE[0]),
    checked_against=(
        "tests/specs/test_p8_maths_gap.py::test_it_is_disadvantaged_minus_other_pupils_school_by_school",
        "tests/unit/measures/test_published_measures.py::test_most_of_the_spread_of_the_gap_between_schools_is_chance",
    ),
)
