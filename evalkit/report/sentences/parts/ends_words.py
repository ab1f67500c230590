"""Both ends of an interval in words, and of the other answer that stands beside it where an area may have stood low."""

from __future__ import annotations

import math

from evalkit.core.quantity import Unit, holds_nought
from evalkit.records.estimate import Estimate, Refusal
from evalkit.records.standing import LessRise
from evalkit.report.words import Words, opened

UP, DOWN = "up", "down"
NOT_WORKED_OUT = "what is left of it if the area was picked because it stood low cannot be worked out"


def ends_words(words: Words, ends: tuple[float, float], unit: Unit, which: str = "") -> str:
    """Return both ends of an interval in words.

    Parameters
    ----------
    words : Words
        The sentence under construction.
    ends : (float, float)
        Low and high, in ``unit``; NaN where one is not known.
    unit : Unit
        Of the outcome.
    which : str
        What the names under which the ends are quoted end in.
    """
    low, high = ends
    if math.isnan(low) or math.isnan(high):
        return "a large fall to a large rise (no interval could be worked out)"
    first, last = f"interval low{which}", f"interval high{which}"
    if round(low, unit.decimals) < 0 < round(high, unit.decimals):
        return f"{words.size(first, low, unit)} less to {words.bare(last, high, unit)} more"
    side = "more" if low + high > 0 else "less"
    near, far = sorted(((first, low), (last, high)), key=lambda end: abs(end[1]))
    return f"{words.bare(*near, unit)} to {words.size(*far, unit)} {side}"


def other_ends(words: Words, result: Estimate) -> str:
    """Return in brackets what the data fit if the area was picked for how it stood; empty where that is not asked."""
    other = result.if_chosen_low
    if other is None:
        return ""
    if isinstance(other, Refusal):
        return f" ({NOT_WORKED_OUT})"
    return f" (or, {if_so(other)}, from {_ends_of(words, result, other)})"


def allowing(words: Words, result: Estimate) -> list[str]:
    """Return the same as a sentence of its own; none where that is not asked."""
    other = result.if_chosen_low
    if other is None:
        return []
    if isinstance(other, Refusal):
        return [f"{opened(NOT_WORKED_OUT)}."]
    return [f"{opened(if_so(other))}, it is anything from {_ends_of(words, result, other)}."]


def if_so(other: LessRise) -> str:
    """Return under which reading of how the area stood the other answer holds."""
    if other.gap < 0.0 and other.middling:
        return "if the area was picked because it stood low"
    if other.gap < 0.0:
        return "allowing for how low the area stood before the start"
    return "allowing for how high the area stood before the start"


def taken_off(words: Words, result: Estimate) -> str:
    """Return what was taken off the estimate because the area was picked by its figure; empty where nothing was."""
    less = result.less_rise
    if less is None:
        return ""
    size = words.size("taken off", less.taken_off, result.unit)
    if round(less.taken_off, result.unit.decimals) == 0:
        return ", with nothing to take off for what areas that stood so before the start change by themselves"
    if less.taken_off > 0:
        return f", once the {size} that areas which stood so before the start rise by themselves is taken off"
    return f", once the {size} that areas which stood so before the start fall by themselves is added back"


def direction_of(result: Estimate, ends: tuple[float, float]) -> str:
    """Return ``up`` or ``down``, or nothing where any interval that stands in the headline holds 0 or another side.

    Parameters
    ----------
    result : Estimate
        Says which other answer stands beside the interval.
    ends : (float, float)
        The interval shown, in the outcome's unit.
    """
    first = _side(ends, result.unit)
    other = result.if_chosen_low
    if other is None or not first:
        return first
    if isinstance(other, Refusal):
        return ""
    return first if _side((other.conf_low, other.conf_high), result.unit) == first else ""


def widest(result: Estimate, ends: tuple[float, float]) -> tuple[float, float]:
    """Return the ends of both intervals taken together where two stand in the headline."""
    other = result.if_chosen_low
    if not isinstance(other, LessRise):
        return ends
    return min(ends[0], other.conf_low), max(ends[1], other.conf_high)


def _ends_of(words: Words, result: Estimate, other: LessRise) -> str:
    return ends_words(words, (other.conf_low, other.conf_high), result.unit, " if picked for how it stood")


def _side(ends: tuple[float, float], unit: Unit) -> str:
    if holds_nought(*ends, unit):
        return ""
    return UP if ends[0] > 0 else DOWN
