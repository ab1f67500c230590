"""Invented Englands over three years, in which an area is picked for how low it stood, or at random.

Schools drift as in `assurance.worlds.simulated`, and an area's level walks; both make what stands low in a year rise a
little by itself. The settings are such that the estimates of areas put in a programme's place fall with their gap
before the start by about 0.12 grade a grade, as in the published tables (0.11 and 0.13 in two designs).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from assurance.worlds.simulated import (
    AREAS,
    CODES,
    DISADVANTAGED,
    DRIFTING,
    EAL,
    EFFECT,
    KINDS,
    KS2,
    PUPIL_SD,
    Floats,
    Integers,
    intake_shares,
)
from evalkit.core.estimand import Estimand
from evalkit.core.quantity import GRADES, PERCENT, PUPILS
from evalkit.core.streams import stream
from evalkit.design.matched import Options
from evalkit.design.parts.options import VariableYear
from evalkit.records.analysis import Analysis
from evalkit.tables.flow import Flow
from evalkit.tables.panel import Panel, Variable

YEARS = (2016, 2017, 2019)
BEFORE, AFTER = 2017, 2019
OUTCOME = "p8"
FIRST_SCHOOL = 100001
# A programme works in a city of at least so many schools; the nation has nine regions.
FEWEST_SCHOOLS, REGIONS = 8, 9
AREA_LEVEL_SD = 0.13
# SD of the step that an area's level makes in a year, and of what all its schools share in one year only.
AREA_STEP_SD, AREA_YEAR_SD = 0.04, 0.0
VARIABLES = (
    Variable("area", "area", None),
    Variable("area_name", "area", None),
    Variable("area_type", "kind of authority", None),
    Variable("region", "region", None),
    Variable("gender", "girls, boys or mixed", None),
    Variable("pupils", "pupils", PUPILS),
    Variable("ks2", "attainment at Key Stage 2", GRADES),
    Variable("disadvantaged", "disadvantaged pupils", PERCENT),
    Variable("eal", "pupils with another first language", PERCENT),
    Variable(OUTCOME, "progress over all subjects", GRADES),
)
MATCHED = Options(
    exact=("area_type", "gender"),
    nearest=tuple(VariableYear(name, BEFORE) for name in ("ks2", "disadvantaged", "eal", "pupils")),
    ratio=5,
    largest_smd=float("inf"),
    minimum_effective_ratio=0.0,
)


@dataclass(frozen=True)
class England:
    """One draw, before anybody has a programme.

    Attributes
    ----------
    area : (n,) int array
        Position of each school's area in `CODES`.
    level : (n, 3) array
        Outcome in each of `YEARS`, in grades.
    region : (areas,) int array
        Region of each area.
    facts : DataFrame
        One row per school: what stays the same over the years.
    """

    area: Integers
    level: Floats
    region: Integers
    facts: pd.DataFrame

    def means(self) -> Floats:
        """Return the mean level of each area (rows) in each year, each school counting once."""
        counts = np.bincount(self.area)
        return np.column_stack([np.bincount(self.area, year) / counts for year in self.level.T])

    def large(self) -> Integers:
        """Return the areas with enough schools for a programme."""
        return np.flatnonzero(np.bincount(self.area) >= FEWEST_SCHOOLS)


def draw(seed: int, number: int) -> England:
    """Return one invented England; the same whenever it is asked for."""
    rng = stream(seed, "low areas", number)
    area = np.repeat(np.arange(len(AREAS)), [each.schools for each in AREAS])
    n = len(area)
    pupils = np.rint(np.clip(rng.gamma(7.6, 21.5, n), 62, 340))
    disadvantaged, eal = intake_shares(rng, area)
    ks2 = 28.4 - 0.05 * (disadvantaged - 27.0) + rng.normal(0, 0.30, len(AREAS))[area] + rng.normal(0, 0.90, n)
    usual = DISADVANTAGED * (disadvantaged - 27.0) + EAL * (eal - 16.0) + KS2 * (ks2 - 28.4)
    level = usual[:, None] + _areas(rng)[area] + _schools(rng, pupils)
    region = np.resize(np.arange(REGIONS), len(AREAS))
    rng.shuffle(region)
    facts = pd.DataFrame(
        {
            "unit": FIRST_SCHOOL + np.arange(n),
            "urn": FIRST_SCHOOL + np.arange(n),
            "area": CODES[area].astype(object),
            "area_name": CODES[area].astype(object),
            "area_type": KINDS[area],
            "region": np.char.add("Region ", region.astype(str))[area].astype(object),
            "gender": np.where(rng.random(n) < 0.05, "girls", "mixed"),
            "pupils": pupils,
            "ks2": ks2,
            "disadvantaged": disadvantaged,
            "eal": eal,
        }
    )
    return England(area.astype(np.int64), level - level.mean(axis=0), region, facts)


def analysis_of(england: England, city: int) -> Analysis:
    """Return the analysis in which every school of a city has a programme that adds `EFFECT`."""
    inside = england.area == city
    after = england.level + EFFECT * np.outer(inside, [year == AFTER for year in YEARS])
    frames = [england.facts.assign(year=year, **{OUTCOME: after[:, place]}) for place, year in enumerate(YEARS)]
    frame = pd.concat(frames).sort_values(["unit", "year"], ignore_index=True)
    reasons = pd.DataFrame({"unit": [], "year": [], "variable": [], "reason": []})
    treated = frozenset(int(school) for school in FIRST_SCHOOL + np.flatnonzero(inside))
    return Analysis(
        data=Panel(frame, reasons, VARIABLES, (), Flow()),
        estimand=Estimand(OUTCOME, "all pupils", AFTER, (BEFORE,), label="progress over all subjects"),
        treated=treated,
        programme=treated,
        design="matched",
        design_options=MATCHED,
        estimator="difference_in_differences",
        inference=("placebo_areas",),
        question="city",
    )


def _areas(rng: np.random.Generator) -> Floats:
    """Return each area's level in each year: a random walk, and what belongs to one year only."""
    start, steps = rng.normal(0, AREA_LEVEL_SD, len(AREAS)), rng.normal(0, AREA_STEP_SD, (len(AREAS), 3))
    walk = np.column_stack([start - steps[:, 0], start, start + steps[:, 1] + steps[:, 2]])
    return np.asarray(walk + rng.normal(0, AREA_YEAR_SD, walk.shape))


def _schools(rng: np.random.Generator, pupils: Floats) -> Floats:
    """Return each school's own part in each year: what lasts, what drifts, what passes."""
    n, yearly = len(pupils), np.sqrt(DRIFTING.kept)
    drift = [rng.normal(size=n)]
    for kept in (yearly, DRIFTING.kept):
        drift.append(kept * drift[-1] + np.sqrt(1.0 - kept**2) * rng.normal(size=n))
    passing = np.sqrt(DRIFTING.passing**2 + PUPIL_SD**2 / pupils)
    lasting = DRIFTING.lasting * rng.normal(size=n)
    return np.asarray(
        lasting[:, None] + DRIFTING.drift * np.column_stack(drift) + passing[:, None] * rng.normal(size=(n, 3))
    )
