"""Progress of invented schools: persistent, drifting and passing parts, levels of areas and their shocks.

Everything here is before any programme; `programmes` adds what a programme does.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from evalkit.core.streams import stream
from evalkit.data.synthetic.schools import Array, Cohorts, Schools
from evalkit.data.synthetic.settings import MATHS, OVERALL, SHARED, Process


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


def draw_outcomes(schools: Schools, cohorts: Cohorts, area_count: int, area_sd: float, seed: int) -> Outcomes:
    """Return progress of all schools and years before any programme, not yet centred."""
    years = cohorts.pupils.shape[1]
    first = _draws(stream(seed, "synthetic", "progress"), len(schools), years, area_count)
    second = _draws(stream(seed, "synthetic", "maths"), len(schools), years, area_count)
    mixed = {part: _go_together(first[part], second[part], getattr(SHARED, part)) for part in first}
    shocks = stream(seed, "synthetic", "shocks").normal(0, 1, (area_count, years)) * area_sd
    overall, overall_lasting = _progress(OVERALL, schools, cohorts, first)
    maths, maths_lasting = _progress(MATHS, schools, cohorts, mixed)
    here = shocks[schools.area]
    return Outcomes(overall + here, maths + here, overall_lasting, maths_lasting, shocks)


def centred(values: Array, pupils: Array, counted: Array) -> Array:
    """Return ``values`` less the mean of each year over the pupils of the schools that count."""
    weight = np.where(counted, pupils, 0)
    return np.asarray(values - (values * weight).sum(axis=0) / weight.sum(axis=0))


def _draws(rng: np.random.Generator, schools: int, years: int, areas: int) -> dict[str, Array]:
    shape = (schools, years)
    return {
        "persistent": rng.normal(size=schools),
        "drift": rng.normal(size=shape),
        "occasion": rng.normal(size=shape),
        "pupils": rng.normal(size=shape),
        "area": rng.normal(size=areas),
    }


def _go_together(first: Array, second: Array, correlation: float) -> Array:
    return np.asarray(correlation * first + np.sqrt(1.0 - correlation**2) * second)


def _progress(process: Process, schools: Schools, cohorts: Cohorts, draws: dict[str, Array]) -> tuple[Array, Array]:
    """Return progress and its lasting part."""
    lasting = process.persistent * draws["persistent"] + process.area * draws["area"][schools.area]
    lasting = lasting - 0.35 * schools.small_type
    lasting = lasting[:, None] + _drift(process, draws["drift"])
    passing = process.occasion * draws["occasion"]
    passing = passing + process.pupils * draws["pupils"] / np.sqrt(cohorts.progress_pupils)
    return lasting + composition(process, schools, cohorts) + passing, lasting


def composition(process: Process, schools: Schools, cohorts: Cohorts) -> Array:
    """Return the part of progress that goes with who the pupils are."""
    return np.asarray(
        process.eal * (cohorts.eal - 16.0)
        + process.disadvantaged * (cohorts.disadvantaged - 27.0)
        + process.ks2 * (cohorts.ks2 - 28.4)
        + process.selective * schools.selective[:, None]
    )


def _drift(process: Process, fresh: Array) -> Array:
    """Return what changes slowly: stationary, each year keeping a share of the year before."""
    drift = np.empty_like(fresh)
    drift[:, 0] = fresh[:, 0]
    for year in range(1, fresh.shape[1]):
        drift[:, year] = process.keep * drift[:, year - 1] + np.sqrt(1 - process.keep**2) * fresh[:, year]
    return np.asarray(process.drift * drift)
