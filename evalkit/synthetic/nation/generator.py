"""An invented nation of secondary schools: arrays in our own names, the same for the same arguments.

The generator knows no file and no publisher's code. Its parts draw from streams of their own, so that the
effect of a programme changes its schools and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from evalkit.synthetic.nation.areas import NationArea
from evalkit.synthetic.nation.lives import Lives, draw_lives
from evalkit.synthetic.nation.outcomes import Outcomes, centred, draw_outcomes
from evalkit.synthetic.nation.programmes import (
    Treated,
    choose,
    draw_effects,
    level_areas,
    treated_outcomes,
)
from evalkit.synthetic.nation.schools import Array, Cohorts, NationSchools, draw_cohorts, draw_schools
from evalkit.synthetic.nation.settings import PROGRAMMES, SELECTION_YEAR, YEARS, InventedProgramme


@dataclass(frozen=True, slots=True)
class Nation:
    """Every mainstream state school of an invented nation.

    Attributes
    ----------
    seed : int
        Seed of all draws.
    areas : tuple of NationArea
        The areas, in order.
    years : tuple of int
        Exam years, in order.
    schools, cohorts, lives : NationSchools, Cohorts, Lives
        What stays, who the pupils are, and how schools come and go.
    untreated : Outcomes
        Progress had there been no programme.
    groups : tuple of Treated
        Each programme's schools and the effect on them.
    overall, maths, effect : array of float
        Progress as it happened and the effect on maths, in grades of the new scale; schools by years.
    area_sd : float
        SD of what happens to all schools of an area in one year, in grades.
    """

    seed: int
    areas: tuple[NationArea, ...]
    years: tuple[int, ...]
    schools: NationSchools
    cohorts: Cohorts
    lives: Lives
    untreated: Outcomes
    groups: tuple[Treated, ...]
    overall: Array
    maths: Array
    effect: Array
    area_sd: float


def invent(
    areas: tuple[NationArea, ...],
    *,
    seed: int,
    effect: float,
    area_sd: float,
    years: tuple[int, ...] = YEARS,
    programmes: tuple[InventedProgramme, ...] = PROGRAMMES,
) -> Nation:
    """Return an invented nation.

    Parameters
    ----------
    areas : tuple of NationArea
        Where schools lie and how many; each programme's area is among them.
    seed : int
        Seed of all draws.
    effect : float
        Mean over a programme's schools of the change it makes to maths progress of a fully exposed
        cohort, in grades. It is exact in the truth, not in the observed figures.
    area_sd : float
        SD of what happens to all schools of an area in one year, in grades; drawn anew each year.
    years : tuple of int
        Exam years in order; they include the selection year.
    programmes : tuple of InventedProgramme
        The programmes.
    """
    schools, cohorts, outcomes, groups = _schools_and_groups(areas, seed, effect, area_sd, years, programmes)
    lives = draw_lives(schools, groups, years, seed)
    outcomes = _centre(outcomes, cohorts, lives.present & ~lives.without_results)
    overall, maths, on_maths = treated_outcomes(outcomes, groups, years)
    return Nation(seed, areas, years, schools, cohorts, lives, outcomes, groups, overall, maths, on_maths, area_sd)


def _schools_and_groups(
    areas: tuple[NationArea, ...],
    seed: int,
    effect: float,
    area_sd: float,
    years: tuple[int, ...],
    programmes: tuple[InventedProgramme, ...],
) -> tuple[NationSchools, Cohorts, Outcomes, tuple[Treated, ...]]:
    schools = draw_schools(areas, programmes, seed)
    cohorts = draw_cohorts(areas, schools, years, seed)
    outcomes = _centre(draw_outcomes(schools, cohorts, len(areas), area_sd, seed), cohorts)
    outcomes = level_areas(areas, schools, outcomes, programmes, years.index(SELECTION_YEAR))
    groups = tuple(
        draw_effects(programme, choose(areas, schools, outcomes, programme, years), effect, seed)
        for programme in programmes
    )
    return schools, cohorts, outcomes, groups


def _centre(outcomes: Outcomes, cohorts: Cohorts, counted: Array | None = None) -> Outcomes:
    """Return outcomes whose mean over the nation's pupils is nought in every year, before any effect."""
    counted = np.ones_like(outcomes.maths, dtype=bool) if counted is None else counted
    return replace(
        outcomes,
        overall=centred(outcomes.overall, cohorts.progress_pupils, counted),
        maths=centred(outcomes.maths, cohorts.progress_pupils, counted),
    )
