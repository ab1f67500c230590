"""A score must lie between its own limits: columns that were shifted or swapped are found by it."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from evalkit.core.errors import Fault
from evalkit.data.sources.parts.cleaning import Numbers, Place
from evalkit.data.text.opening import capped

# Score and limits are rounded to two decimals, each by itself.
_ROUNDING = 0.011


def beyond_limits(numbers: Mapping[str, Numbers], places: Mapping[str, Place]) -> list[Fault]:
    """Return the schools whose score lies outside the limits that the same table gives it, as faults."""
    faults: list[Fault] = []
    for name, place in places.items():
        low, high = numbers.get(f"{name}_low"), numbers.get(f"{name}_high")
        if name not in numbers or low is None or high is None:
            continue
        score = numbers[name].values
        outside = (score < low.values - _ROUNDING) | (score > high.values + _ROUNDING)
        found = [
            Fault(
                where=place.cell(int(at)),
                found=f"{score[at]:g} with limits of {low.values[at]:g} and {high.values[at]:g}",
                allowed="a score between its limits",
                next="look for columns that were shifted or swapped; fetch the file again",
            )
            for at in np.flatnonzero(outside)
        ]
        faults.extend(capped(found, f"{place.file}, {place.heading}", "scores outside their limits"))
    return faults
