"""Who is near: authorities that share a border, schools by distance, and schools of one trust."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterable
from functools import cache

import numpy as np
import pandas as pd

from evalkit.core.errors import DataError
from evalkit.places.authorities import authorities
from evalkit.places.reference import reference_file
from evalkit.tables.panel import Panel

METRES_IN_KM = 1000.0
STAYED, JOINED_TRUST, LEFT_TRUST, CHANGED_TRUST = "stayed", "joined a trust", "left its trust", "changed trust"


def neighbours_of(areas: Iterable[str]) -> frozenset[str]:
    """Return the authorities that share a border with any of these, without these themselves.

    Parameters
    ----------
    areas : iterable of str
        DfE's codes of authorities.

    Examples
    --------
    >>> sorted(neighbours_of({"856"}))
    ['855']
    """
    wanted = set(areas)
    unknown = sorted(wanted - set(authorities()))
    if unknown:
        raise DataError.one(
            where="neighbouring authorities",
            found=", ".join(unknown),
            allowed="codes of data/reference/local_authorities.csv",
            next="correct the code",
        )
    return frozenset(beside for area in wanted for beside in _borders().get(area, ())) - wanted


def distance_km(panel: Panel, schools: Collection[int]) -> pd.Series:
    """Return each school's distance in kilometres from the nearest of ``schools``, as the crow flies.

    Schools of ``schools`` have the distance to the nearest other one of them. A school whose place is not known
    has no distance.

    Parameters
    ----------
    panel : Panel
        With ``easting`` and ``northing``, which a register of Get Information About Schools gives.
    schools : collection of int
        Lineages.
    """
    for name in ("easting", "northing"):
        panel.variable(name)
    place = panel.frame.groupby("unit")[["easting", "northing"]].last()
    known = place.dropna()
    near = known[known.index.isin(list(schools))]
    found = pd.Series(np.nan, index=place.index, name="distance")
    if not len(near):
        return found
    here, there = known.to_numpy(float), near.to_numpy(float)
    nearest = np.full(len(known), np.inf)
    own = known.index.to_numpy()
    # One row of distances for each of the few schools, so that memory stays small.
    for number, point in zip(near.index.to_numpy(), there, strict=True):
        metres = np.hypot(here[:, 0] - point[0], here[:, 1] - point[1])
        metres[own == number] = np.inf
        nearest = np.minimum(nearest, metres)
    found.loc[known.index] = np.where(np.isinf(nearest), np.nan, nearest / METRES_IN_KM)
    return found


def same_trust(panel: Panel, schools: Collection[int], year: int) -> frozenset[int]:
    """Return the schools that in a year belonged to a trust of any of ``schools``, without these themselves."""
    panel.variable("trust")
    rows = panel.frame[panel.frame["year"] == year]
    mine = rows["unit"].isin(list(schools))
    trusts = set(rows.loc[mine, "trust"].dropna())
    return frozenset(int(school) for school in rows.loc[~mine & rows["trust"].isin(trusts), "unit"])


def trust_changes(panel: Panel, first: int, last: int) -> pd.Series:
    """Return what became of each school's trust between two years: stayed, joined, left or changed.

    A school is in the trust of its number of that year, as the register nearest to the year tells it. Schools
    without a row in both years are left out.
    """
    trusts = panel.wide("trust").reindex(columns=[first, last])
    schools = panel.frame.groupby("unit")["year"].agg(set)
    both = schools.index[[{first, last} <= years for years in schools]]
    before, after = (trusts.loc[both, year] for year in (first, last))
    had, has = before.notna(), after.notna()
    told = np.select(
        [had & has & (before != after), ~had & has, had & ~has], [CHANGED_TRUST, JOINED_TRUST, LEFT_TRUST], STAYED
    )
    return pd.Series(told, index=before.index, dtype=object)


@cache
def _borders() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    with reference_file("adjacent_authorities.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            found.setdefault(row["code"], set()).add(row["neighbour"])
            found.setdefault(row["neighbour"], set()).add(row["code"])
    return {code: frozenset(beside) for code, beside in found.items()}
