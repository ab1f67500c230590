"""Who the comparison schools of one question are: name, authority, weight, and for whom of the programme each stands.

Schools of the programme are named nowhere. Each has a letter instead, the same in every question of a study, in an
order that follows neither numbers nor names.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256
from string import ascii_uppercase

import numpy as np
import pandas as pd

from evalkit.records.analysis import Analysis
from evalkit.records.comparison import Comparison
from evalkit.records.comparison_schools import ComparisonSchool, ComparisonSchools

# Weights below this share come of rounding alone.
NOTHING = 1e-12


def comparison_schools(analysis: Analysis, comparison: Comparison) -> ComparisonSchools:
    """Return the comparison schools of a question, the heaviest first.

    Parameters
    ----------
    analysis : Analysis
        Names the programme, and holds who the schools are.
    comparison : Comparison
        With the weight of each school.
    """
    sides = comparison.frame.drop_duplicates(comparison.roles.unit).set_index(comparison.roles.unit)
    weights = sides.loc[~sides[comparison.roles.treated].astype(bool), comparison.roles.weight]
    weights = weights[weights > NOTHING]
    beside = stands_beside(comparison, letters(analysis.programme | analysis.treated))
    who = who_they_are(analysis, weights.index)
    told = zip(weights.index.tolist(), weights.tolist(), *(who[name].tolist() for name in who), strict=True)
    rows = [
        ComparisonSchool(int(urn), name, area, float(weight), beside.get(int(unit), ()))
        for unit, weight, urn, name, area in told
    ]
    ordered = sorted(rows, key=lambda row: (-round(row.weight, 9), row.area, row.name, row.urn))
    return ComparisonSchools(analysis.question, comparison.counts.kind, tuple(ordered))


def letters(programme: Iterable[int]) -> dict[int, str]:
    """Return a letter for each school of a programme, in an order that says nothing about it.

    Examples
    --------
    >>> sorted(letters([101, 102, 103]).values()), letters([103, 101, 102]) == letters([101, 102, 103])
    (['A', 'B', 'C'], True)
    """
    shuffled = sorted(programme, key=lambda unit: sha256(str(unit).encode()).hexdigest())
    return {int(unit): _letter(place) for place, unit in enumerate(shuffled)}


def stands_beside(comparison: Comparison, named: Mapping[int, str]) -> dict[int, tuple[str, ...]]:
    """Return the letters that each donor, by its unit, stands beside; none where donors serve all together.

    Parameters
    ----------
    comparison : Comparison
        Whose donors are meant.
    named : mapping of int to str
        Letters of the programme's schools.
    """
    assignment = comparison.assignment
    if assignment is None or not assignment.additive:
        return {}
    pool = assignment.pool
    rows = np.flatnonzero(pool.treated)
    own = assignment.donors_of_each(rows)
    found: dict[int, list[str]] = {}
    for row, donors, shares in zip(rows, own.donor, own.share, strict=True):
        for donor in donors[shares > NOTHING]:
            found.setdefault(int(pool.unit[donor]), []).append(named[int(pool.unit[row])])
    return {donor: tuple(sorted(beside, key=lambda name: (len(name), name))) for donor, beside in found.items()}


def who_they_are(analysis: Analysis, units: pd.Index) -> pd.DataFrame:
    """Return number, name and authority of schools in the latest baseline year; an authority is its own name.

    Parameters
    ----------
    analysis : Analysis
        Whose panel is looked at.
    units : Index
        Of the schools wanted; the rows returned are in its order.
    """
    frame = analysis.panel().frame
    rows = frame[(frame["year"] == max(analysis.estimand.baseline)) & frame["unit"].isin(units)]
    named = "name" if "name" in rows and analysis.estimand.level != "area" else "area_name"
    told = rows.assign(name=rows[named].fillna("")).set_index("unit").reindex(units)
    return told[["urn", "name", "area_name"]]


def _letter(place: int) -> str:
    """Return A to Z, then AA, AB and so on."""
    rest, last = divmod(place, len(ascii_uppercase))
    return (_letter(rest - 1) if rest else "") + ascii_uppercase[last]
