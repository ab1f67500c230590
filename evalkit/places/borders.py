"""Who is near: authorities that share a border, schools by distance, and schools of one trust."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterable
from functools import cache

from evalkit.core.errors import DataError
from evalkit.places.authorities import authorities
from evalkit.places.reference import reference_file
from evalkit.tables.panel import Panel


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


def same_trust(panel: Panel, schools: Collection[int], year: int) -> frozenset[int]:
    """Return the schools that in a year belonged to a trust of any of ``schools``, without these themselves."""
    panel.variable("trust")
    rows = panel.frame[panel.frame["year"] == year]
    mine = rows["unit"].isin(list(schools))
    trusts = set(rows.loc[mine, "trust"].dropna())
    return frozenset(int(school) for school in rows.loc[~mine & rows["trust"].isin(trusts), "unit"])


@cache
def _borders() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    with reference_file("adjacent_authorities.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            found.setdefault(row["code"], set()).add(row["neighbour"])
            found.setdefault(row["neighbour"], set()).add(row["code"])
    return {code: frozenset(beside) for code, beside in found.items()}
