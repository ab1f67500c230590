"""The order of terms, which tables hold as words such as ``Autumn 2017``."""

from __future__ import annotations

from collections.abc import Iterable

# Within a calendar year.
SEASONS = ("Spring", "Summer", "Autumn")


def in_order(terms: Iterable[str]) -> list[str]:
    """Return each term once, the earliest first."""
    return sorted(set(terms), key=_place)


def _place(term: str) -> tuple[str, int]:
    season, _, year = term.partition(" ")
    return year, SEASONS.index(season)
