"""Progress of invented schools: persistent, drifting and passing parts, levels of areas and their shocks.

Everything here is before any programme; `programmes` adds what a programme does.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from evalkit.core.streams import stream
from evalkit.synthetic.nation.schools import Array, Cohorts, NationSchools
from evalkit.synthetic.nation.settings import MATHS, OVERALL, SHARED, Process


@dataclass(frozen=True, slots=True)
class Outcomes:
    """Progress without any programme, in grades of the new scale; arrays of schools by years.

    Attributes
    ----------
    overall, maths : array of float
        Progress 8 and its maths element, nought for the nation's pupils in each year.
    overall_lasting, maths_lasting : array of float
        The same without what lasts one year only and without the year's mix of pupils.
    shocks : array of float
        What happens to every school of an area in one year; areas by years.
    """

    overall: Array
    maths: Array
    overall_lasting: Array
    maths_lasting: Array
    shocks: Array


def draw_outcomes(schools: NationSchools, cohorts: Cohorts, area_count: int, area_sd: float, seed: int) -> Outcomes:
    """Return progress of all schools and years before any programme, not yet centred."""
    years = cohorts.pupils.shape[1]
    first, mixed = progress_draws(seed, (), (len(schools), years), area_count)
    shocks = stream(seed, "synthetic", "shocks").normal(0, 1, (area_count, years)) * area_sd
    overall, overall_lasting = progress(OVERALL, schools, cohorts, first, drift_of(OVERALL, first["drift"]))
    maths, maths_lasting = progress(MATHS, schools, cohorts, mixed, drift_of(MATHS, mixed["drift"]))
    here = shocks[schools.area]
    return Outcomes(overall + here, maths + here, overall_lasting, maths_lasting, shocks)


def centred(values: Array, pupils: Array, counted: Array) -> Array:
    """Return ``values`` less the mean of each year over the pupils of the schools that count."""
    weight = np.where(counted, pupils, 0)
    return np.asarray(values - (values * weight).sum(axis=0) / weight.sum(axis=0))


def progress_draws(
    seed: int, keys: tuple[str, ...], shape: tuple[int, int], areas: int
) -> tuple[dict[str, Array], dict[str, Array]]:
    """Return the draws behind overall progress and behind maths, which go together.

    Parameters
    ----------
    seed : int
        Seed of all draws.
    keys : tuple of str
        What tells these draws from others of the nation; nothing for those of its own years.
    shape : tuple of int
        Schools and years.
    areas : int
        How many areas.
    """
    first = _draws(stream(seed, "synthetic", "progress", *keys), shape, areas)
    second = _draws(stream(seed, "synthetic", "maths", *keys), shape, areas)
    return first, {part: _go_together(first[part], second[part], getattr(SHARED, part)) for part in first}


def _draws(rng: np.random.Generator, shape: tuple[int, int], areas: int) -> dict[str, Array]:
    return {
        "persistent": rng.normal(size=shape[0]),
        "drift": rng.normal(size=shape),
        "occasion": rng.normal(size=shape),
        "pupils": rng.normal(size=shape),
        "area": rng.normal(size=areas),
    }


def _go_together(first: Array, second: Array, correlation: float) -> Array:
    return np.asarray(correlation * first + np.sqrt(1.0 - correlation**2) * second)


def progress(
    process: Process, schools: NationSchools, cohorts: Cohorts, draws: dict[str, Array], drift: Array
) -> tuple[Array, Array]:
    """Return progress and its lasting part; ``drift`` is what `drift_of` makes of the draws."""
    lasting = process.persistent * draws["persistent"] + process.area * draws["area"][schools.area]
    lasting = lasting - 0.35 * schools.small_type
    lasting = lasting[:, None] + drift
    passing = process.occasion * draws["occasion"]
    passing = passing + process.pupils * draws["pupils"] / np.sqrt(cohorts.progress_pupils)
    return lasting + composition(process, schools, cohorts) + passing, lasting


def composition(process: Process, schools: NationSchools, cohorts: Cohorts) -> Array:
    """Return the part of progress that goes with who the pupils are."""
    return np.asarray(
        process.eal * (cohorts.eal - 16.0)
        + process.disadvantaged * (cohorts.disadvantaged - 27.0)
        + process.ks2 * (cohorts.ks2 - 28.4)
        + process.selective * schools.selective[:, None]
    )


def drift_of(process: Process, fresh: Array, steps: tuple[int, ...] | None = None, start: Array | None = None) -> Array:
    """Return what changes slowly: stationary, each year keeping a share of the year before.

    Parameters
    ----------
    process : Process
        How far schools lie apart, and how much of it is kept.
    fresh : array of float
        Draws, schools by years.
    steps : tuple of int or None
        Years between each column and the one before it; one where nothing is said.
    start : array of float or None
        Drift in the year from which the first step leads; nothing where the first year is drawn afresh.
    """
    steps = steps or (1,) * fresh.shape[1]
    drift = np.empty_like(fresh)
    before = None if start is None else start / process.drift
    for year, step in enumerate(steps):
        kept = process.keep**step
        drift[:, year] = fresh[:, year] if before is None else kept * before + np.sqrt(1 - kept**2) * fresh[:, year]
        before = drift[:, year]
    return np.asarray(process.drift * drift)
