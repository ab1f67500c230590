"""Which invented schools a programme has, where their area lies, and what the programme does to them."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from evalkit.core.streams import stream
from evalkit.synthetic.nation.areas import NationArea
from evalkit.synthetic.nation.outcomes import Outcomes
from evalkit.synthetic.nation.schools import Array, NationSchools
from evalkit.synthetic.nation.settings import (
    CLEARLY_BELOW_ZERO,
    EFFECT_SPREAD,
    EXPOSURE,
    MATHS_SHARE_OF_OVERALL,
    SELECTION_YEAR,
    InventedProgramme,
)


@dataclass(frozen=True, slots=True)
class Treated:
    """A programme's schools among the invented ones.

    Attributes
    ----------
    programme : InventedProgramme
        The programme.
    rows : array of int
        Positions of its schools, in the order of the programme's numbers.
    full_effect : array of float
        What it does to maths progress of a fully exposed cohort of each, in grades.
    """

    programme: InventedProgramme
    rows: Array
    full_effect: Array


def level_areas(
    areas: tuple[NationArea, ...],
    schools: NationSchools,
    outcomes: Outcomes,
    programmes: tuple[InventedProgramme, ...],
    year: int,
) -> Outcomes:
    """Return outcomes in which each programme's area lies where it should in the selection year (a position).

    Levels move, changes between years do not: one number is added to all years of all schools of the area.
    """
    codes = [area.code for area in areas]
    for programme in programmes:
        inside = schools.area == codes.index(programme.area)
        if programme.schools == inside.sum():
            shift = programme.untreated_level - outcomes.maths_lasting[inside, year].mean()
        else:
            shift = _volunteers_shift(outcomes.maths[inside, year], programme)
        move = np.where(inside, shift, 0.0)[:, None]
        outcomes = replace(
            outcomes,
            maths=outcomes.maths + move,
            maths_lasting=outcomes.maths_lasting + move,
            overall=outcomes.overall + move,
            overall_lasting=outcomes.overall_lasting + move,
        )
    return outcomes


def choose(
    areas: tuple[NationArea, ...],
    schools: NationSchools,
    outcomes: Outcomes,
    programme: InventedProgramme,
    years: tuple[int, ...],
) -> Array:
    """Return the positions of a programme's schools: all of the area, or its lowest in maths of the selection year.

    What is low in one year is partly lasting and partly a dip of that year, so such schools would come back
    part of the way without any programme.
    """
    inside = np.flatnonzero(schools.area == [area.code for area in areas].index(programme.area))
    if programme.schools == len(inside):
        return inside
    order = np.argsort(outcomes.maths[inside, years.index(SELECTION_YEAR)], kind="stable")
    return np.sort(inside[order[: programme.schools]])


def draw_effects(programme: InventedProgramme, rows: Array, effect: float, seed: int) -> Treated:
    """Return what the programme does to each of its schools; the mean over them is ``effect``."""
    spread = stream(seed, "synthetic", "effect", programme.area).normal(0, EFFECT_SPREAD, len(rows))
    return Treated(programme, rows, effect * (1.0 + spread - spread.mean()))


def treated_outcomes(
    outcomes: Outcomes, groups: tuple[Treated, ...], years: tuple[int, ...]
) -> tuple[Array, Array, Array]:
    """Return overall progress, maths progress and the effect on maths, schools by years."""
    effect = np.zeros_like(outcomes.maths)
    exposure = np.array([exposure_of(year) for year in years])
    for group in groups:
        effect[group.rows] = group.full_effect[:, None] * exposure
    return outcomes.overall + MATHS_SHARE_OF_OVERALL * effect, outcomes.maths + effect, effect


def exposure_of(year: int) -> float:
    """Return the share of the effect that has reached the cohort of ``year``."""
    return 1.0 if year > max(EXPOSURE) else EXPOSURE.get(year, 0.0)


def _volunteers_shift(maths: Array, programme: InventedProgramme) -> float:
    """Return what brings the area to its level, or lower until one more than its schools lie clearly below nought."""
    to_level = programme.untreated_level - maths.mean()
    one_more = np.sort(maths)[min(programme.schools, len(maths) - 1)]
    return float(min(to_level, CLEARLY_BELOW_ZERO - one_more))
