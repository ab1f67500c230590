"""Attainment in maths beside other schools of the same year, in standard deviations between schools.

What it means
    The maths element of Attainment 8, minus the mean of that year's mainstream state-funded schools,
    over their standard deviation: 1 is one such standard deviation above the average school. Pupils
    who were not entered count as nought. It says nothing about where pupils started, so it needs
    their Key Stage 2 results among the variables matched on.
Years
    2016 to 2019, and from 2022. Points before and after 2017 must never be subtracted from each
    other; standardised within each year they may, and this is the only form offered here.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from evalkit.core.errors import Fault
from evalkit.core.quantity import STANDARD_DEVIATIONS
from evalkit.core.years import academic_year
from evalkit.data.panel import Panel
from evalkit.measures.parts.measure import Computed, Measure, Request
from evalkit.measures.parts.progress8 import missing_years
from evalkit.measures.parts.scaling import standardised

SOURCE = "attainment8_maths"
FIRST_YEAR = 2016
NOT_MAINSTREAM_STATE = ("independent", "further education", "special", "alternative provision")
NATIONAL = 1000


def compute(panel: Panel, request: Request) -> Computed:
    """Return attainment in maths, standardised within each year asked for."""
    frame, reference = panel.frame, _mainstream_state(panel)
    values = pd.Series(np.nan, index=frame.index, dtype=np.float64)
    few = []
    for year in request.years:
        rows = (frame["year"] == year).to_numpy()
        numbers = frame.loc[rows, SOURCE].to_numpy(dtype=np.float64)
        values.loc[rows] = standardised(numbers, reference[rows])
        if np.isfinite(numbers[reference[rows]]).sum() < NATIONAL:
            few.append(academic_year(year))
    sources = tuple((year, SOURCE) for year in request.years)
    return Computed(values, sources, _notes(few))


def refuses(panel: Panel, request: Request) -> tuple[Fault, ...]:
    """Return years without numbers."""
    return missing_years(panel, request, dict.fromkeys(request.years, SOURCE))


def _mainstream_state(panel: Panel) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    keep = np.ones(len(panel.frame), dtype=np.bool_)
    if panel.has("record_type"):
        keep &= (panel.frame["record_type"] == "mainstream").to_numpy(dtype=np.bool_)
    if panel.has("school_type"):
        keep &= ~panel.frame["school_type"].isin(NOT_MAINSTREAM_STATE).to_numpy(dtype=np.bool_)
    return keep


def _notes(few: list[str]) -> tuple[str, ...]:
    if not few:
        return ()
    return (
        f"The tables of {' and '.join(few)} hold only some of England's schools; attainment in maths is standardised "
        "among those, not in England.",
    )


MEASURE = Measure(
    name="a8_maths_z",
    label="attainment in maths (Attainment 8, maths element, standardised within the year)",
    unit=STANDARD_DEVIATIONS,
    level="school",
    higher_is_better=True,
    explains="How far a school's maths results lay above the average school of the same year.",
    first_year=FIRST_YEAR,
    needs_ks2=False,
    needs=(SOURCE,),
    refuses=refuses,
    compute=compute,
    checked_against=(
        "tests/specs/test_a8_maths_z.py::test_it_is_the_distance_from_the_years_mean_in_standard_deviations",
    ),
)
