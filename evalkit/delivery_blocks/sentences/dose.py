"""How much schools had, and how soon it began, in sentences."""

from __future__ import annotations

import math

from evalkit.core.quantity import Unit
from evalkit.records.delivery.dose import Doses
from evalkit.report.block import Block
from evalkit.report.words import Words

PARTS = ("dose", "began")
HOURS, WEEKS, TENTHS = Unit("hours", 0), Unit("weeks", 0), Unit("weeks", 1)
# Of fewer hours than these the fractions are told: a quarter of an hour is not none.
FEW_HOURS, SHORT = 10, Unit("hours", 2)


def dose(result: Doses) -> Block:
    """Hours per teacher of maths over the schools, from the fewest to the most."""
    words = Words()
    if not result.known:
        return words.block(
            "dose-answer", "How many hours each teacher of maths had cannot be said: nobody counted the departments."
        )
    unit = HOURS if result.highest >= FEW_HOURS else SHORT
    low, high = words.number("lowest", result.lowest, unit), words.number("highest", result.highest, unit)
    parts = [
        f"For each teacher of maths, schools had from {low} to {high} hours, "
        f"{words.number('mean', result.mean, unit)} on average over {words.count('known', result.known, 'school')}."
    ]
    if result.uncounted:
        unknown = words.count("uncounted", result.uncounted, "school")
        parts.append(f"For {unknown} it is not known: the department was not counted in the year when hours were had.")
    total = result.known + result.uncounted
    parts.append(
        f"In {words.count('half mostly', result.half_mostly)} of {words.count('all', total, 'school')} at least half "
        f"of the department came to {words.percent('share', result.share)} or more of what was offered to them."
    )
    return words.block("dose-answer", " ".join(parts))


def began(result: Doses) -> Block:
    """Weeks to the first activity, from the school's start and from the award."""
    words = Words()
    if math.isnan(result.median_weeks):
        return words.block("dose-began", "No register names anybody, so that nobody knows when the programme began.")
    text = (
        "Half of the schools had their first activity within "
        f"{words.number('weeks', result.median_weeks, TENTHS)} weeks of their start"
    )
    if math.isnan(result.median_from_award):
        return words.block("dose-began", f"{text}; the day of the award is not written down.")
    share = words.percent("share of grant", result.median_from_award / result.grant_weeks)
    award = words.number("from award", result.median_from_award, WEEKS)
    whole = words.number("grant", result.grant_weeks, WEEKS)
    return words.block(
        "dose-began", f"{text}. From the award it was {award} weeks, {share} of the {whole} weeks of the grant."
    )
