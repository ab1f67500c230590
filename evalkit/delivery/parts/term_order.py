"""Terms as tables write them, in their order; what nobody can date has none."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from evalkit.delivery.parts.periods import last_day

# Months in which terms end, in the order of the calendar year.
ENDS = (3, 7, 12)


def in_order(terms: Iterable[str]) -> tuple[str, ...]:
    """Return the terms once each, the earliest first, without those that are none."""
    return tuple(sorted({term for term in terms if np.isfinite(term_number(term))}, key=term_number))


def term_number(term: str) -> float:
    """Return a number that is one more for each term: ``Autumn 2017`` one more than ``Summer 2017``; NaN for none."""
    end = last_day(term)
    return float(len(ENDS) * end.year + ENDS.index(end.month)) if end is not None and end.month in ENDS else np.nan
