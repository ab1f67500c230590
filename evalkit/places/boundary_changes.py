"""Authorities that were joined or divided: figures are never carried across such a change."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from functools import cache

from evalkit.places.reference import reference_file


def bounds_changed(code: str, years: Sequence[int]) -> str:
    """Return in words what became of an authority between some years; empty if it stayed the same.

    Examples
    --------
    >>> bounds_changed("837", (2017, 2019)), bounds_changed("837", (2016, 2018))
    ('Bournemouth, Poole and Dorset became two new authorities in April 2019', '')
    """
    for year, codes, words in _changes():
        if code in codes and min(years) < year <= max(years):
            return words
    return ""


@cache
def _changes() -> tuple[tuple[int, frozenset[str], str], ...]:
    with reference_file("authority_changes.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(
            (int(row["year"]), frozenset(f"{row['before']} {row['after']}".split()), row["words"])
            for row in csv.DictReader(lines)
        )
