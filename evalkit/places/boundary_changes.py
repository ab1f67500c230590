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
    for year, before, after, words in _changes():
        if code in before | after and min(years) < year <= max(years):
            return words
    return ""


def not_there(code: str, years: Sequence[int]) -> str:
    """Return in words why an authority has no figure of its own in one of some years; empty if it had them all.

    Examples
    --------
    >>> not_there("940", (2017, 2019)), not_there("928", (2017, 2019)), not_there("928", (2019, 2022))
    ('Northamptonshire was divided in April 2021', '', 'Northamptonshire was divided in April 2021')
    """
    for year, before, after, words in _changes():
        if (code in after and min(years) < year) or (code in before and max(years) >= year):
            return words
    return ""


@cache
def _changes() -> tuple[tuple[int, frozenset[str], frozenset[str], str], ...]:
    with reference_file("authority_changes.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(
            (int(row["year"]), frozenset(row["before"].split()), frozenset(row["after"].split()), row["words"])
            for row in csv.DictReader(lines)
        )
