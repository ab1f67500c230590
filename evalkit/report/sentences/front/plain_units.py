"""Differences in the words of the front page: no unit there needs to be explained."""

from __future__ import annotations

import math

from evalkit.core.quantity import Unit
from evalkit.report.words import Words

# Units in which outcomes of different years are made comparable are called by what they measure.
MADE_COMPARABLE = "standard deviation"
SPREAD = "of the usual spread"


def amount(words: Words, name: str, value: float, unit: Unit) -> str:
    """Quote how large a difference is, with its unit in plain words: ``0.18 of a grade``."""
    if MADE_COMPARABLE in unit.name:
        return f"{words.bare(name, value, unit)} {SPREAD}"
    return words.size(name, value, unit)


def span(words: Words, names: tuple[str, str], ends: tuple[float, float], unit: Unit) -> str:
    """Quote both ends of a range: ``from 0.02 less to 0.37 more``."""
    low, high = ends
    if not (math.isfinite(low) and math.isfinite(high)):
        return "a large fall to a large rise"
    first, last = round(low, unit.decimals), round(high, unit.decimals)
    if first < 0 < last:
        return f"{words.bare(names[0], low, unit)} less to {words.bare(names[1], high, unit)} more"
    if first == last == 0:
        return f"{words.bare(names[0], low, unit)} to {words.bare(names[1], high, unit)}"
    near, far = sorted(zip(names, ends, strict=True), key=lambda end: abs(end[1]))
    side = "more" if low + high > 0 else "less"
    return f"{words.bare(*near, unit)} to {words.bare(*far, unit)} {side}"


def scale(unit: Unit) -> str:
    """Return the unit as it stands below an axis."""
    if MADE_COMPARABLE in unit.name:
        return "parts of the usual spread"
    return "percentage points" if unit.name == "per cent" else unit.name
