"""Schools that had no programme and yet had to do with it: by place, by trust, by authority."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from evalkit.analysis.compare import compare
from evalkit.core.wanted import Wanted
from evalkit.design.parts.limits import limits_lifted
from evalkit.inference.parts.trusts import trusts_of
from evalkit.places.authorities import authorities
from evalkit.places.borders import neighbours_of, same_trust
from evalkit.records.analysis import Analysis

TRUSTS = Wanted(
    "the trust of every school in the year before the start",
    "Department for Education, Get Information about Schools (academies and their trusts, with dates)",
)
NEIGHBOURS = Wanted(
    "which local authorities lie next to each other",
    "Office for National Statistics, boundaries of local authorities",
)


@dataclass(frozen=True, slots=True)
class Tied:
    """One group of schools with a tie to the programme.

    Attributes
    ----------
    name : {"authority", "trust", "neighbours"}
        The tie.
    label : str
        The group in words.
    schools : frozenset of int
        Its schools; none where the group cannot be told or is empty.
    reason : str
        Why there are none; empty if there are some.
    wanted : tuple of Wanted
        What would tell the group.
    """

    name: str
    label: str
    schools: frozenset[int]
    reason: str = ""
    wanted: tuple[Wanted, ...] = ()


def near_areas(analysis: Analysis, given: tuple[str, ...]) -> tuple[str, ...]:
    """Return the authorities next to the programme's: those given, or those that share a border by the shipped list."""
    if given:
        return given
    frame = analysis.panel().frame
    own = frame["unit"].isin(analysis.programme) & (frame["year"] == max(analysis.estimand.baseline))
    known = {str(area) for area in frame.loc[own, "area"].dropna()} & set(authorities())
    return tuple(sorted(neighbours_of(known)))


def tied(analysis: Analysis, neighbours: tuple[str, ...]) -> tuple[Tied, ...]:
    """Return the groups, each school in the first it belongs to: authority, trust, neighbours.

    A school counts that passes every donor rule and has every year and number needed, whatever the programme's
    own rule of selection would have said of it.
    """
    pool = compare(limits_lifted(analysis.change(selection=None))).pool
    if pool is None:
        return ()
    programme = np.isin(pool.unit, sorted(analysis.programme))
    home = frozenset(pool.unit[pool.home & ~programme].tolist())
    elsewhere = pool.eligible & ~programme
    trust, why_trust, lacking = _of_the_trust(analysis, frozenset(pool.unit[elsewhere].tolist()))
    codes = np.array(pool.area_codes)[pool.area]
    beside = near_areas(analysis, neighbours)
    near = frozenset(pool.unit[elsewhere & np.isin(codes, beside)].tolist()) - trust
    return (
        Tied("authority", "other schools of the authority", home, "" if home else "no other school may be compared"),
        Tied("trust", "schools of the same trusts elsewhere", trust, why_trust, lacking),
        _neighbours(near, beside),
    )


def _of_the_trust(analysis: Analysis, elsewhere: frozenset[int]) -> tuple[frozenset[int], str, tuple[Wanted, ...]]:
    """Return schools of the programme's trusts elsewhere, why there are none, and what would tell them."""
    trusts = trusts_of(analysis)
    if trusts is None:
        return frozenset(), "the tables do not say which trust a school belongs to", (TRUSTS,)
    if not trusts.index.isin(analysis.programme).any():
        return frozenset(), "no school of the programme belonged to a trust before the start", ()
    mates = same_trust(analysis.panel(), analysis.programme, max(analysis.estimand.baseline)) & elsewhere
    return mates, "" if mates else "the programme's trusts have no other school that may be compared", ()


def _neighbours(near: frozenset[int], neighbours: tuple[str, ...]) -> Tied:
    label = "schools of neighbouring authorities"
    if near:
        return Tied("neighbours", label, near)
    if not neighbours:
        return Tied("neighbours", label, near, "the programme's authorities are in no list of borders", (NEIGHBOURS,))
    return Tied("neighbours", label, near, "no school there may be compared")
