"""The spread between pupils behind a measure of schools, where the published limits give it away."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from evalkit.measures import MEASURES
from evalkit.measures.parts.columns import first_known, numbers
from evalkit.measures.parts.scaling import FEWEST_LIMITS, LARGE_SCHOOL, recovered_pupil_sd
from evalkit.tables.panel import Panel

UNKNOWN = float("nan")


def pupil_sd(panel: Panel, measure: str, year: int) -> float:
    """Return the national SD of pupils' scores in one year; NaN where the tables hold too few limits.

    Parameters
    ----------
    panel : Panel
        Mainstream schools by year.
    measure : str
        Registered name of the outcome.
    year : int
        From 2017 on, when a measure stands on its own scale.
    """
    limits = MEASURES.get(measure).limits if measure in MEASURES.names() else None
    return national_pupil_sd(panel, limits, year) if limits else UNKNOWN


def national_pupil_sd(panel: Panel, limits: tuple[str, str], year: int) -> float:
    """Return the national SD of pupils' scores behind two columns of published limits."""
    rows = (panel.frame["year"] == year).to_numpy()
    low, high = (numbers(panel, name)[rows] for name in limits)
    pupils = pupils_in_measure(panel)[rows]
    if int(((high > low) & (pupils >= LARGE_SCHOOL)).sum()) < FEWEST_LIMITS:
        return UNKNOWN
    return recovered_pupil_sd(low, high, pupils)


def pupils_in_measure(panel: Panel) -> NDArray[np.float64]:
    """Return how many pupils count in Progress 8; some files of 2017 give all pupils and their coverage only."""
    return first_known(numbers(panel, "p8_pupils"), numbers(panel, "pupils") * numbers(panel, "coverage") / 100.0)


def disadvantaged_in_measure(panel: Panel) -> NDArray[np.float64]:
    """Return how many disadvantaged pupils count in Progress 8, as published or else from their share."""
    return first_known(
        numbers(panel, "p8_pupils_disadvantaged"),
        pupils_in_measure(panel) * numbers(panel, "disadvantaged") / 100.0,
    )


def others_in_measure(panel: Panel) -> NDArray[np.float64]:
    """Return how many pupils who are not disadvantaged count in Progress 8."""
    return first_known(
        numbers(panel, "p8_pupils_not_disadvantaged"), pupils_in_measure(panel) - disadvantaged_in_measure(panel)
    )
