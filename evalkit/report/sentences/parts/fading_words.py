"""Whether extra help faded, by the ranges of what was done and of how that differs from the plan."""

from __future__ import annotations

import math
from typing import Literal

from evalkit.core.quantity import Unit
from evalkit.numeric.fading import Fading, MeanSlope

Verdict = Literal["not known", "grew", "as planned", "less", "more", "faded", "not as planned", "cannot tell"]
MINUTES = Unit("minutes", 0)
MESSAGES: dict[Verdict, str] = {
    "not known": "Too few schools kept a record to say whether extra help faded",
    "grew": "Extra help did not fade but grew",
    "as planned": "Extra help faded, and as far as can be told as planned",
    "less": "Extra help faded, but less than planned",
    "more": "Extra help faded faster than planned",
    "faded": "Extra help faded",
    "not as planned": "Extra help did not fade as planned",
    "cannot tell": "We cannot tell whether extra help faded",
}

# What a fall is called by the side of nought on which it lies beyond the planned one.
FELL: dict[str, Verdict] = {"above": "less", "below": "more", "both": "as planned"}


def verdict(fading: Fading) -> Verdict:
    """Return what may be said; a range that holds nought as it is shown says nothing of a direction."""
    actual, beyond = _side(fading.actual), _side(fading.beyond)
    if not actual:
        return "not known"
    if actual == "above":
        return "grew"
    if actual == "below":
        return FELL.get(beyond, "faded")
    fades = fading.planned.schools > 0 and fading.planned.slope < 0
    return "not as planned" if beyond == "above" and fades else "cannot tell"


def _side(of: MeanSlope) -> str:
    """Return on which side of nought a range lies, ``both`` where it holds nought; empty where there is none."""
    if math.isnan(of.conf_low) or math.isnan(of.conf_high):
        return ""
    low, high = round(of.conf_low, MINUTES.decimals), round(of.conf_high, MINUTES.decimals)
    return "above" if low > 0 else "below" if high < 0 else "both"
