"""The spread between pupils behind a measure of schools, where the published limits give it away."""

from __future__ import annotations

from evalkit.data.panel import Panel
from evalkit.measures.parts.scaling import FEWEST_LIMITS, LARGE_SCHOOL, recovered_pupil_sd

# Measures in grades whose limits the tables print.
LIMITS = {
    "p8": ("progress8_low", "progress8_high"),
    "p8_adjusted": ("progress8_low", "progress8_high"),
    "p8_english": ("progress8_english_low", "progress8_english_high"),
    "p8_maths": ("progress8_maths_low", "progress8_maths_high"),
}
PUPILS = "p8_pupils"


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
    names = (*LIMITS.get(measure, ()), PUPILS)
    if len(names) == 1 or not all(panel.has(name) for name in names):
        return float("nan")
    rows = panel.frame[panel.frame["year"] == year]
    low, high, pupils = (rows[name].to_numpy(dtype=float) for name in names)
    if int(((high > low) & (pupils >= LARGE_SCHOOL)).sum()) < FEWEST_LIMITS:
        return float("nan")
    return recovered_pupil_sd(low, high, pupils)
