"""Contrasts that should be nought, on the scale of the estimate, and what could have gone unseen in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite, nan

import numpy as np

from evalkit.core.quantity import Unit
from evalkit.core.years import academic_year
from evalkit.records.analysis import Analysis
from evalkit.sensitivity.parts.jointly import Judged
from evalkit.sensitivity.parts.standing import Nought, Yardstick, as_large, bare, beside

# What lies apart in an outcome, by the level of the question.
UNITS = {"school": "schools", "area": "authorities"}
NOT_TOLD = "So this check could not tell: something large enough to matter could be there."
WOULD_BE_SEEN = "Something half as large as the estimate would have been seen."
AS_LARGE = "What moved there was as large as the estimate itself: {} beside {}."


@dataclass(frozen=True, slots=True)
class Unseen:
    """One contrast that should be nought, and what it could have missed.

    Attributes
    ----------
    label : str
        What it is about, in words.
    unit : Unit
        Its own unit.
    far : float
        The farther end of its interval from nought, in that unit, without sign.
    nought : Nought
        The same on the scale of the estimate, its ends carried on to the year of the result.
    same : bool
        Whether it is about the outcome of the question itself.
    until : str
        The year to which a movement would have gone on; empty where it is not carried on.
    """

    label: str
    unit: Unit
    far: float
    nought: Nought
    same: bool
    until: str = ""


def unseen(label: str, found: Judged, planned: Analysis, asked: Analysis) -> Unseen:
    """Return a contrast of another outcome, or of other schools, beside the estimate.

    Outcomes of different units are measured by how far schools, or authorities, lie apart in each.
    """
    low, high = found.ends()
    factor = _factor(planned, asked)
    nought = Nought(found.estimate.estimate, low, high).times(factor)
    same = planned.estimand.outcome == asked.estimand.outcome
    return Unseen(label, found.estimate.unit, max(abs(low), abs(high)), nought, same)


def before_the_start(label: str, found: Judged, planned: Analysis, asked: Analysis, year: int) -> Unseen:
    """Return a movement between two years before the start, which may have gone on at its pace until the result.

    A movement over more years than those until the result counts as it is: it is never made smaller.
    """
    once = unseen(label, found, planned, asked)
    last = max(asked.estimand.baseline)
    pace = max(1.0, (asked.estimand.cohort - last) / (last - year))
    carried = once.nought.times(pace)
    nought = Nought(once.nought.seen, carried.low, carried.high)
    until = academic_year(asked.estimand.cohort) if pace > 1.0 else ""
    return Unseen(label, once.unit, once.far, nought, once.same, until)


def could_go_unseen(
    yard: Yardstick, contrasts: Sequence[Unseen], passed: bool | None, *, what: str, units: str = "schools"
) -> tuple[str, ...]:
    """Return what could have gone unseen, beside the estimate, and the verdict where there is one.

    The contrast that could have missed most is told: of the question's own outcome where there is one.

    Parameters
    ----------
    yard : Yardstick
        The estimate.
    contrasts : sequence of Unseen
        Those looked at.
    passed : bool or None
        What they leave of the estimate.
    what : str
        What could have gone unseen: ``movement``, ``change``.
    units : str
        What lies apart where outcomes have other units.
    """
    known = [one for one in contrasts if isfinite(one.nought.unseen)]
    if not known:
        return ()
    told = [one for one in known if one.same] or known
    most = max(told, key=lambda one: one.nought.unseen)
    said = [_told(yard, most, what, units)]
    if passed is False and as_large(yard, [one.nought for one in known]):
        large = max(known, key=lambda one: abs(one.nought.seen))
        if large.same:
            said.insert(0, AS_LARGE.format(yard.unit.show(large.nought.seen), yard.unit.show(yard.estimate)))
        else:
            said.insert(0, f"The movement in {large.label} was as large as the estimate, by how far {units} lie apart.")
    if passed is not False:
        said.append(WOULD_BE_SEEN if passed else NOT_TOLD)
    return tuple(said)


def _told(yard: Yardstick, most: Unseen, what: str, units: str) -> str:
    size = f"{Unit(most.unit.name, most.unit.decimals).show(most.far)} {most.unit.difference().name}"
    opening = f"A {what} of up to {size} could have gone unseen"
    if not most.same:
        opening = f"In {most.label}, a {what} of up to {size} could have gone unseen"
    measured = "" if most.same else f"by how far {units} lie apart"
    carried = f"going on at that pace until {most.until}" if most.until else ""
    how = " and ".join(part for part in (measured, carried) if part)
    if not how:
        return f"{opening}, {beside(most.nought.unseen, yard)}."
    came = f"it would come to {bare(most.nought.unseen, yard)}" if most.same else "it would be"
    joined = f"; {how}, {came}{', ' if most.same else ' '}{beside(most.nought.unseen, yard)}."
    return f"{opening}{joined}"


def _factor(planned: Analysis, asked: Analysis) -> float:
    """Return how much of the question's outcome one unit of another is, by how far schools lie apart in each."""
    if planned.estimand.outcome == asked.estimand.outcome:
        return 1.0
    year = max(asked.estimand.baseline or (asked.estimand.cohort,))
    own, other = _spread(asked, year), _spread(planned, year)
    return own / other if other > 0 else nan


def _spread(analysis: Analysis, year: int) -> float:
    """Return the standard deviation of an outcome over all units of the tables in one year."""
    panel, name = analysis.panel(), analysis.estimand.outcome
    values = panel.frame.loc[panel.frame["year"] == year, name].dropna().to_numpy(dtype=np.float64)
    return float(np.sort(values).std(ddof=1)) if len(values) > 1 else nan
