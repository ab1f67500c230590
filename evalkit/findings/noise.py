"""When two numbers of findings are the same: what differs only by the noise of arithmetic does not differ."""

from __future__ import annotations

import math
from collections.abc import Mapping

# Sums taken in another order differ in the last digits; nothing that is reported is known so exactly.
NOISE = 1e-10


def same_number(one: float, other: float) -> bool:
    """Say whether two numbers differ by no more than noise, beside 1 or beside themselves where they are larger."""
    return one == other or abs(one - other) <= NOISE * max(1.0, abs(one), abs(other)) < math.inf


def same_content(one: object, other: object) -> bool:
    """Say whether two plain contents are the same, key by key and number by number."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(same_content(value, other[key]) for key, value in one.items())
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same_content, one, other))
    if _is_number(one) and _is_number(other):
        assert isinstance(one, int | float) and isinstance(other, int | float)
        return same_number(one, other)
    return one == other and isinstance(one, bool) == isinstance(other, bool)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
