"""Schools opened since 2015, whose first pupils reach the end of Key Stage 4 five years later."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from evalkit.core.streams import stream
from evalkit.synthetic.nation.figures import Records, mainstream_records
from evalkit.synthetic.nation.generator import Nation
from evalkit.synthetic.nation.lives import Lives
from evalkit.synthetic.nation.outcomes import draw_outcomes
from evalkit.synthetic.nation.schools import Array, Cohorts, NationSchools, usual_mix

YEARS_TO_RESULTS = 5
USUAL_SIZE = 125.0


def newcomers(
    after: Nation, latest: Records, opened: dict[int, str]
) -> tuple[Nation, dict[int, tuple[Records, Records]]]:
    """Return new schools as a nation of their own, and for each year those with results and those without yet.

    Parameters
    ----------
    after : Nation
        The nation in later years.
    latest : Records
        All new schools that are open in the last year before them.
    opened : dict
        Days on which they opened, by number.
    """
    first = np.array([int(opened[int(urn)][:4]) + YEARS_TO_RESULTS for urn in latest.texts["urn"].tolist()])
    nation = _nation(after, latest, first)
    found = {}
    for year in after.years:
        grown = np.flatnonzero(first <= year)
        texts = latest.take(grown).texts
        found[year] = (
            replace(mainstream_records(nation, year), texts=texts),
            latest.take(np.flatnonzero(first > year)),
        )
    return nation, found


def _nation(after: Nation, latest: Records, first: Array) -> Nation:
    codes = [area.code for area in after.areas]
    area = np.array([codes.index(code) for code in latest.texts["area"].tolist()])
    n, shape = len(area), (len(area), len(after.years))
    rng = stream(after.seed, "synthetic", "newcomers")
    none = np.zeros(n, dtype=bool)
    schools = NationSchools(
        area, np.full(n, "mixed"), none, np.clip(rng.gamma(9.0, USUAL_SIZE / 9.0, n), 50, 240), none
    )
    cohorts = _cohorts(rng, after, schools)
    years = np.array(after.years)[None, :]
    blank = np.zeros(shape, dtype=bool)
    urn = np.repeat(latest.texts["urn"].astype(int)[:, None], shape[1], axis=1)
    types = np.full(shape, "free school", dtype=object)
    # Draws of their own, but what happens to the area happens to them too.
    drawn = draw_outcomes(schools, cohorts, len(after.areas), 0.0, after.seed + 1)
    here = after.untreated.shocks[area]
    outcomes = replace(drawn, overall=drawn.overall + here, maths=drawn.maths + here, shocks=after.untreated.shocks)
    return replace(
        after,
        seed=after.seed + 1,
        schools=schools,
        cohorts=cohorts,
        lives=Lives(first[:, None] <= years, blank, blank, urn, types),
        untreated=outcomes,
        groups=(),
        overall=outcomes.overall,
        maths=outcomes.maths,
        effect=np.zeros(shape),
    )


def _cohorts(rng: np.random.Generator, after: Nation, schools: NationSchools) -> Cohorts:
    shape = (len(schools), len(after.years))
    mixes = [usual_mix(after.areas, position) for position in schools.area.tolist()]
    disadvantaged = np.clip([mix.disadvantaged for mix in mixes] + rng.normal(0, 7.0, shape[0]), 3, 75)
    eal = np.clip([mix.eal for mix in mixes] + rng.normal(0, 6.0, shape[0]), 0, 90)
    pupils = np.rint(schools.size[:, None] * np.exp(rng.normal(0, 0.08, shape))).astype(int)
    return Cohorts(
        pupils=pupils,
        progress_pupils=rng.binomial(pupils, 0.95),
        ks2=28.4 - 0.05 * (disadvantaged[:, None] - 27.0) + rng.normal(0, 0.9, shape[0])[:, None] + np.zeros(shape),
        disadvantaged=np.clip(disadvantaged[:, None] + rng.normal(0, 2.8, shape), 0, 100),
        eal=np.clip(eal[:, None] + rng.normal(0, 2.0, shape), 0, 100),
        girls=np.clip(rng.normal(48.0, 4.0, shape), 30, 65),
    )
