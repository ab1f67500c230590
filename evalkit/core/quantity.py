"""Numbers as a reader sees them: rounded once, by their own rule, with a real minus sign."""

from __future__ import annotations

import math
from dataclasses import dataclass

MINUS = "\N{MINUS SIGN}"
MOST_DECIMALS = 12


@dataclass(frozen=True, slots=True)
class Unit:
    """What a number counts and how many decimals it deserves.

    Attributes
    ----------
    name : str
        Plural in words, such as ``grades`` or ``percentage points``.
    decimals : int
        Digits after the point wherever the number is shown.
    signed : bool
        Whether a plus sign is shown, as it should be for differences.
    """

    name: str
    decimals: int = 2
    signed: bool = False

    def show(self, value: float) -> str:
        """Return ``value`` rounded for a reader, without the unit's name.

        The value is brought to twelve digits first: a mean of printed figures often lies half-way between two
        numbers, and the last bit of its sum, which differs between machines, must not decide what is printed.
        """
        if math.isnan(value):
            return "not known"
        rounded = round(float(f"{value:.12g}"), self.decimals)
        sign = MINUS if rounded < 0 else ("+" if self.signed and rounded > 0 else "")
        return f"{sign}{abs(rounded):.{self.decimals}f}"

    def difference(self) -> Unit:
        """Return the unit of a difference between two such numbers."""
        return Unit(self.name, self.decimals, signed=True)


GRADES = Unit("grades", 2)
STANDARD_DEVIATIONS = Unit("school standard deviations", 2)
PERCENT = Unit("per cent", 1)
PERCENTILE_POINTS = Unit("percentile points", 1)
PUPILS = Unit("pupils", 0)
SCHOOLS = Unit("schools", 0)
# Schools were all to weigh alike, which need be no whole number; and distances in standard deviations.
EFFECTIVE = Unit("schools of equal weight", 1)
DISTANCE = Unit("standard deviations", 2)
POINTS = Unit("points", 1)
POUNDS = Unit("pounds", 0)


def shown_beyond(value: float, limit: float, decimals: int = 2) -> str:
    """Return a signed number that lies further from 0 than a limit, with as many decimals as it takes to see that."""
    for digits in range(decimals, MOST_DECIMALS):
        if round(abs(value), digits) > limit:
            return Unit("", digits, signed=True).show(value)
    return Unit("", MOST_DECIMALS, signed=True).show(value)


def holds_nought(low: float, high: float, unit: Unit) -> bool:
    """Say whether the interval, as the reader sees it, holds 0; an unknown or open end counts as holding it."""
    if math.isnan(low) or math.isnan(high):
        return True
    if math.isinf(low) or math.isinf(high):
        return low <= 0 <= high
    return round(low, unit.decimals) <= 0 <= round(high, unit.decimals)


def twelve_digits(value: float) -> float | None:
    """Return ``value`` to 12 significant digits, the precision of every number we store."""
    if not math.isfinite(value):
        return None
    return float(f"{value:.12g}")
