"""Differences in the words of the front page: no unit there needs to be explained."""

from __future__ import annotations

import math

from evalkit.core.quantity import Unit
from evalkit.report.words import Words

# Units in which outcomes of different years are made comparable are called by what they measure.
MADE_COMPARABLE = "standard deviation"
LARGE = "a large fall to a large rise"
SPREAD = "of the usual spread"


def amount(words: Words, name: str, value: float, unit: Unit) -> str:
    """Quote how large a difference is, with its unit in plain words: ``0.18 of a grade``."""
    if MADE_COMPARABLE in unit.name:
        return f"{words.bare(name, value, unit)} {SPREAD}"
    return words.size(name, value, unit)


def span(words: Words, which: str, ends: tuple[float, float], unit: Unit) -> str:
    """Quote both ends of a range with the unit once: ``0.02 of a grade less to 0.37 more``.

    Parameters
    ----------
    words : Words
        The sentence under construction.
    which : str
        What the names of both ends in it begin with.
    ends : (float, float)
        In ``unit``.
    unit : Unit
        Of the outcome.
    """
    low, high = ends
    first, last = f"{which} low", f"{which} high"
    if not (math.isfinite(low) and math.isfinite(high)):
        return LARGE
    if round(low, unit.decimals) < 0 < round(high, unit.decimals):
        return f"{amount(words, first, low, unit)} less to {words.bare(last, high, unit)} more"
    near, far = sorted(((first, low), (last, high)), key=lambda end: abs(end[1]))
    return f"{words.bare(*near, unit)} to {amount(words, *far, unit)} {'more' if low + high > 0 else 'less'}"


def bare_span(words: Words, which: str, ends: tuple[float, float], unit: Unit) -> str:
    """Quote both ends as `span` does, without the unit: where the sentence before has said it."""
    low, high = ends
    first, last = f"{which} low", f"{which} high"
    if not (math.isfinite(low) and math.isfinite(high)):
        return LARGE
    if round(low, unit.decimals) < 0 < round(high, unit.decimals):
        return f"{words.bare(first, low, unit)} less to {words.bare(last, high, unit)} more"
    near, far = sorted(((first, low), (last, high)), key=lambda end: abs(end[1]))
    return f"{words.bare(*near, unit)} to {words.bare(*far, unit)} {'more' if low + high > 0 else 'less'}"


def scale(unit: Unit) -> str:
    """Return the unit as it stands below an axis."""
    if MADE_COMPARABLE in unit.name:
        return "parts of the usual spread"
    return "percentage points" if unit.name == "per cent" else unit.name
