"""A chance in words, as a share of cases."""

from __future__ import annotations

from evalkit.core.quantity import Unit
from evalkit.report.words import Words

PER_CENT = Unit("per cent", 1)
# Below this a share would be printed as nought.
RARE = 0.001


def share_of_cases(words: Words, chance: float) -> str:
    """Return ``1.3 per cent of cases``, and ``fewer than 0.1 per cent of cases`` where it is smaller than that."""
    if chance < RARE:
        return f"fewer than {words.bare('chance, below', 100 * RARE, PER_CENT)} per cent of cases"
    return f"{words.bare('chance', 100 * chance, PER_CENT)} per cent of cases"
