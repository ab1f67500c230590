"""Invented schools and their pupils: what stays the same and what each year's cohort looks like."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from evalkit.core.streams import stream
from evalkit.synthetic.nation.areas import NationArea
from evalkit.synthetic.nation.settings import (
    LEICESTER,
    LEICESTER_GIRLS,
    LEICESTER_MIX,
    MIXES,
    InventedProgramme,
    SchoolMix,
)

Array: TypeAlias = np.ndarray

GENDERS = ("mixed", "girls", "boys")


@dataclass(frozen=True, slots=True)
class NationSchools:
    """What does not change; one entry per school.

    Attributes
    ----------
    area : array of int
        Position of the school's area in the list of areas.
    gender : array of str
        ``mixed``, ``girls`` or ``boys``.
    selective : array of bool
        Whether it selects on attainment.
    size : array of float
        Usual number of pupils in a cohort.
    small_type : array of bool
        Whether it is a university technical college or studio school.
    """

    area: Array
    gender: Array
    selective: Array
    size: Array
    small_type: Array

    def __len__(self) -> int:
        """Return the number of schools."""
        return len(self.area)


@dataclass(frozen=True, slots=True)
class Cohorts:
    """Each year's pupils at the end of Key Stage 4; arrays of schools by years.

    Attributes
    ----------
    pupils, progress_pupils : array of int
        At the end of Key Stage 4, and those of them with a Key Stage 2 result.
    ks2 : array of float
        Key Stage 2 average points.
    disadvantaged, eal, girls : array of float
        Per cent of pupils.
    """

    pupils: Array
    progress_pupils: Array
    ks2: Array
    disadvantaged: Array
    eal: Array
    girls: Array

    @property
    def coverage(self) -> Array:
        """Return the per cent of pupils who count in progress measures."""
        return np.asarray(100.0 * self.progress_pupils / self.pupils)


def draw_schools(areas: tuple[NationArea, ...], programmes: tuple[InventedProgramme, ...], seed: int) -> NationSchools:
    """Return the schools of all areas, area by area; those of programmes' areas are plain: mixed, not selective."""
    rng = stream(seed, "synthetic", "schools")
    area = np.repeat(np.arange(len(areas)), [a.schools for a in areas])
    n = len(area)
    plain = np.isin(np.array([a.code for a in areas]), [p.area for p in programmes])[area]
    small_type = (rng.random(n) < 0.022) & ~plain
    selective = (rng.random(n) < 0.052) & ~plain & ~small_type
    draw = rng.random(n)
    one_sex = np.where(selective, 0.55, np.where(plain | small_type, 0.0, 0.065))
    gender = np.where(draw < one_sex * 0.55, "girls", np.where(draw < one_sex, "boys", "mixed"))
    if LEICESTER.area in (codes := [a.code for a in areas]):
        inside = np.flatnonzero(area == codes.index(LEICESTER.area))
        gender[inside[LEICESTER_GIRLS]] = "girls"
    size = np.clip(rng.gamma(7.6, 21.5, n), 62, 340)
    size = np.where(plain, np.clip(size, 110, 280), np.where(small_type, np.clip(size * 0.4, 32, 90), size))
    return NationSchools(area, gender, selective, size, small_type)


def draw_cohorts(areas: tuple[NationArea, ...], schools: NationSchools, years: tuple[int, ...], seed: int) -> Cohorts:
    """Return the pupils of each school and year."""
    rng = stream(seed, "synthetic", "cohorts")
    n, shape = len(schools), (len(schools), len(years))
    mixes = [usual_mix(areas, position) for position in range(len(areas))]
    pinned = np.array([area.code == LEICESTER.area for area in areas])
    level = np.where(pinned, 0.0, rng.normal(0, 0.30, (2, len(areas))))
    disadvantaged = _shares(rng, schools, np.array([m.disadvantaged for m in mixes]), level[0], 0.55)
    disadvantaged = np.where(schools.selective, disadvantaged * 0.3, disadvantaged)
    eal = _shares(rng, schools, np.array([m.eal for m in mixes]), level[1], 0.80)
    ks2 = 28.4 - 0.050 * (disadvantaged - 27.0) + rng.normal(0, 0.30, len(areas))[schools.area]
    ks2 = ks2 + rng.normal(0, 0.85, n) + np.where(schools.selective, 2.4, 0.0)
    pupils = np.rint(schools.size[:, None] * np.exp(rng.normal(0, 0.06, shape))).astype(int)
    eal_now = _clip_share(eal[:, None] + rng.normal(0, 2.2, shape) * np.sqrt(eal[:, None] / 20.0))
    usual_coverage = np.clip(98.5 - 0.06 * eal - rng.exponential(1.2, n), 70, 100)
    counted = rng.binomial(pupils, np.broadcast_to(usual_coverage[:, None] / 100.0, shape))
    usual_girls = np.clip(rng.normal(49.0, 3.5, n), 35, 62)
    girls = _clip_share(usual_girls[:, None] + rng.normal(0, 3.0, shape))
    girls = np.where((schools.gender == "girls")[:, None], 100.0, girls)
    return Cohorts(
        pupils=pupils,
        progress_pupils=counted,
        ks2=ks2[:, None] + rng.normal(0, 0.30, shape),
        disadvantaged=_clip_share(disadvantaged[:, None] + rng.normal(0, 2.6, shape)),
        eal=eal_now,
        girls=np.where((schools.gender == "boys")[:, None], 0.0, girls),
    )


def usual_mix(areas: tuple[NationArea, ...], position: int) -> SchoolMix:
    """Return the usual pupils of an area: every second smaller area outside the conurbations is a diverse city."""
    area = areas[position]
    if area.code == LEICESTER.area:
        return LEICESTER_MIX
    smaller = [a.code for a in areas if a.area_type == "other" and not a.county]
    if area.code in smaller and smaller.index(area.code) % 2 == 0:
        return MIXES["diverse city"]
    return MIXES[area.area_type]


def _shares(rng: np.random.Generator, schools: NationSchools, usual: Array, level: Array, within: float) -> Array:
    """Return percentages around each area's usual one and its level, spread on the logit scale."""
    logit = np.log(usual / (100.0 - usual))
    own = rng.normal(0, within, len(schools))
    size = np.bincount(schools.area, minlength=len(usual))
    own = own - (np.bincount(schools.area, own, minlength=len(usual)) / np.maximum(size, 1))[schools.area]
    return np.asarray(100.0 / (1.0 + np.exp(-((logit + level)[schools.area] + own))))


def _clip_share(values: Array) -> Array:
    return np.asarray(np.clip(values, 0.0, 100.0))
