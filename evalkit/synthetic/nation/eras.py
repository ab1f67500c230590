"""The years before and after those of the programmes: the same schools, carried back to 2011 and on to 2024.

Their draws are their own, so that the years between do not change. Slow change runs on in both directions
at the same pace. What tables of those years show of it is for the writer to say.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from evalkit.core.streams import stream
from evalkit.synthetic.nation.careers import Careers
from evalkit.synthetic.nation.generator import Nation
from evalkit.synthetic.nation.lives import Lives
from evalkit.synthetic.nation.outcomes import Outcomes, centred, draw_outcomes, drift_of, progress, progress_draws
from evalkit.synthetic.nation.programmes import treated_outcomes
from evalkit.synthetic.nation.schools import Array, Cohorts
from evalkit.synthetic.nation.settings import (
    DISADVANTAGED_OF_ERA,
    EAL_OF_ERA,
    MATHS,
    OVERALL,
    SIZE_OF_ERA,
    SPREAD_AFTER,
    YEARS_AFTER,
    YEARS_BEFORE,
    Process,
)

BEFORE, AFTER = "before", "after"


def earlier_years(nation: Nation, careers: Careers) -> Nation:
    """Return the same schools from 2011 to 2015, in the numbers they had."""
    return _era(nation, careers, BEFORE)


def later_years(nation: Nation, careers: Careers) -> Nation:
    """Return the same schools from 2022 to 2024; a programme's whole effect stays with its schools."""
    return _era(nation, careers, AFTER)


def _era(nation: Nation, careers: Careers, era: str) -> Nation:
    years = YEARS_BEFORE if era == BEFORE else YEARS_AFTER
    lives = _lives(careers, years)
    cohorts = era_cohorts(stream(nation.seed, "synthetic", "cohorts", era), nation, len(years), era)
    outcomes = _carried(nation, cohorts, era)
    counted = lives.present
    outcomes = replace(
        outcomes,
        overall=centred(outcomes.overall, cohorts.progress_pupils, counted),
        maths=centred(outcomes.maths, cohorts.progress_pupils, counted),
    )
    overall, maths, effect = treated_outcomes(outcomes, nation.groups, years)
    return replace(
        nation,
        years=years,
        cohorts=cohorts,
        lives=lives,
        untreated=outcomes,
        overall=overall,
        maths=maths,
        effect=effect,
    )


def era_cohorts(rng: np.random.Generator, nation: Nation, years: int, era: str) -> Cohorts:
    """Return pupils of other years: near the mean of each school's own, with what changed in the country."""
    now, schools = nation.cohorts, nation.schools
    shape = (len(schools), years)
    pupils = np.rint(schools.size[:, None] * SIZE_OF_ERA[era] * np.exp(rng.normal(0, 0.06, shape))).astype(int)
    pupils = np.maximum(pupils, 12)
    covered = now.progress_pupils.sum(axis=1) / now.pupils.sum(axis=1)
    girls = _near(rng, now.girls, 3.0, 0.0, years)
    girls = np.where((schools.gender == "girls")[:, None], 100.0, girls)
    return Cohorts(
        pupils=pupils,
        progress_pupils=np.maximum(rng.binomial(pupils, np.clip(covered, 0.05, 1.0)[:, None]), 1),
        ks2=now.ks2.mean(axis=1)[:, None] + rng.normal(0, 0.35, shape),
        disadvantaged=_near(rng, now.disadvantaged, 2.8, DISADVANTAGED_OF_ERA[era], years),
        eal=_near(rng, now.eal, 2.2, EAL_OF_ERA[era], years),
        girls=np.where((schools.gender == "boys")[:, None], 0.0, girls),
    )


def _near(rng: np.random.Generator, now: Array, spread: float, change: float, years: int) -> Array:
    """Return shares near a school's own; a change of the country's is smaller where hardly anybody is in the group."""
    usual = now.mean(axis=1)[:, None]
    room = np.sqrt(np.minimum(usual, 100.0 - usual) / 20.0)
    return np.asarray(np.clip(usual + change * room + spread * room * rng.normal(size=(len(now), years)), 0.0, 100.0))


def _lives(careers: Careers, years: tuple[int, ...]) -> Lives:
    columns = [careers.years.index(year) for year in years]
    lives = careers.lives
    return Lives(
        lives.present[:, columns],
        lives.last[:, columns],
        lives.without_results[:, columns],
        lives.urn[:, columns],
        lives.school_type[:, columns],
    )


def _carried(nation: Nation, cohorts: Cohorts, era: str) -> Outcomes:
    """Return progress of other years, not yet centred: what lasts is the same, what drifts has drifted."""
    schools, areas = nation.schools, len(nation.areas)
    shape = (len(schools), cohorts.pupils.shape[1])
    then = progress_draws(nation.seed, (), (len(schools), len(nation.years)), areas)
    own = progress_draws(nation.seed, (era,), shape, areas)
    shocks = stream(nation.seed, "synthetic", "shocks", era).normal(0, 1, (areas, shape[1])) * nation.area_sd
    unit = SPREAD_AFTER if era == AFTER else 1.0
    moved = _levelled(nation)[:, None]
    found = []
    for process, first, fresh in ((OVERALL, then[0], own[0]), (MATHS, then[1], own[1])):
        drift = _drift(process, first["drift"], fresh["drift"], nation.years, era)
        draws = fresh | {"persistent": first["persistent"], "area": first["area"]}
        whole, lasting = progress(process, schools, cohorts, draws, drift)
        found += [unit * (whole + moved + shocks[schools.area]), unit * (lasting + moved)]
    return Outcomes(found[0], found[2], found[1], found[3], unit * shocks)


def _drift(process: Process, first: Array, fresh: Array, years: tuple[int, ...], era: str) -> Array:
    known = drift_of(process, first)
    if era == BEFORE:
        steps = (years[0] - YEARS_BEFORE[-1], *np.diff(YEARS_BEFORE)[::-1].tolist())
        return drift_of(process, fresh[:, ::-1], steps, known[:, 0])[:, ::-1]
    steps = (YEARS_AFTER[0] - years[-1], *np.diff(YEARS_AFTER).tolist())
    return drift_of(process, fresh, steps, known[:, -1])


def _levelled(nation: Nation) -> Array:
    """Return by how much each school's area was moved to where its programme's story has it; nought elsewhere."""
    drawn = draw_outcomes(nation.schools, nation.cohorts, len(nation.areas), nation.area_sd, nation.seed)
    moved = (nation.untreated.maths - drawn.maths)[:, 0]
    everywhere = np.median(moved)
    inside = np.isin(nation.schools.area, [nation.schools.area[group.rows[0]] for group in nation.groups])
    return np.where(inside, moved - everywhere, 0.0)
