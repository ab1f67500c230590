"""Invented Englands whose truth is known, drawn as arrays: areas of real sizes, one city or five volunteers.

Every number is a planning assumption, chosen so that a draw moves as the published tables of 2017 and 2019 do:
a two-year change of about 0.30 grade in a school; within areas a slope of that change on the level of 2017 of about
-0.34, between areas of about -0.07.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from evalkit.core.streams import stream
from evalkit.synthetic.nation.areas import SCHOOLS_BY_AREA, NationArea
from evalkit.synthetic.nation.schools import usual_mix

Floats: TypeAlias = NDArray[np.float64]
Integers: TypeAlias = NDArray[np.int64]

AREAS = tuple(NationArea(code, code, "", count) for code, count in sorted(SCHOOLS_BY_AREA.items()))
CODES = np.array([area.code for area in AREAS])
KINDS = np.array([area.area_type for area in AREAS])
MIX = np.array([(m.disadvantaged, m.eal) for m in (usual_mix(AREAS, place) for place in range(len(AREAS)))])
CITY = int(np.flatnonzero(CODES == "856")[0])
VOLUNTEERS_AREA = int(np.flatnonzero(CODES == "354")[0])

EFFECT = 0.1
# The city lies so far below areas of its composition, in every year.
CITY_BELOW = (0.12, 0.15)
# The volunteers' authority lies so far below the nation.
VOLUNTEERS_BELOW = 0.20
VOLUNTEERS = 5
AREA_LEVEL_SD = 0.11
# Share of an area's distance from the nation that it loses in two years, whatever else happens.
AREA_RETURN = 0.02
PUPIL_SD = 1.15
DISADVANTAGED, EAL, KS2 = -0.011, 0.010, 0.060
T_DF = 4


@dataclass(frozen=True, slots=True)
class Cell:
    """One way in which the truth may be hard.

    Attributes
    ----------
    area_sd : float
        SD of what happens to all schools of an area in one year, in grades.
    drifting : bool
        Whether levels of schools and areas drift (AR(1) and a random walk) or years are independent.
    heavy : bool
        Whether shocks are Student's t with four degrees of freedom, scaled to the same SD, or normal.
    """

    area_sd: float
    drifting: bool
    heavy: bool

    @property
    def name(self) -> str:
        """Return the cell in words; it is a key of the cell's random streams."""
        levels = "drifting levels" if self.drifting else "independent years"
        return f"area-year SD {self.area_sd:.2f}, {levels}, {'t4' if self.heavy else 'normal'}"


CELLS = tuple(
    Cell(area_sd, drifting, heavy)
    for area_sd in (0.0, 0.04, 0.09)
    for drifting in (False, True)
    for heavy in (False, True)
)


@dataclass(frozen=True, slots=True)
class World:
    """One invented England; arrays have one entry per school, in the order of school numbers.

    Attributes
    ----------
    area : (n,) int array
        Position of the school's area in ``AREAS``.
    girls_only : (n,) bool array
        Whether the school is for girls.
    pupils, ks2, disadvantaged, eal : (n,) float arrays
        The cohort of 2017.
    before, after : (n,) float arrays
        The outcome in 2017 and 2019, in grades, without any programme.
    area_variance : float
        True variance of an area's part of the change.
    school_variance : (n,) float array
        True variance of each school's own part of the change.
    """

    area: Integers
    girls_only: NDArray[np.bool_]
    pupils: Floats
    ks2: Floats
    disadvantaged: Floats
    eal: Floats
    before: Floats
    after: Floats
    area_variance: float
    school_variance: Floats


@dataclass(frozen=True, slots=True)
class Process:
    """SDs of a school's own parts: what lasts, what drifts (with the share kept over two years), what passes."""

    lasting: float
    drift: float
    kept: float
    passing: float


INDEPENDENT = Process(lasting=0.235, drift=0.0, kept=0.0, passing=0.19)
DRIFTING = Process(lasting=0.09, drift=0.295, kept=0.64, passing=0.068)


def draw_world(seed: int, cell: Cell, draw: int, *, city: bool = True) -> World:
    """Return the invented England of one draw of one cell; the same numbers whenever it is asked for.

    Parameters
    ----------
    seed : int
        The base seed.
    cell : Cell
        How hard the truth is.
    draw : int
        Number of the draw.
    city : bool
        Whether the low area is the city, or that of the volunteers.
    """
    rng = stream(seed, cell.name, draw)
    area = np.repeat(np.arange(len(AREAS)), [each.schools for each in AREAS])
    n = len(area)
    pupils = np.rint(np.clip(rng.gamma(7.6, 21.5, n), 62, 340))
    shares = intake_shares(rng, area)
    ks2 = 28.4 - 0.05 * (shares[0] - 27.0) + rng.normal(0, 0.30, len(AREAS))[area] + rng.normal(0, 0.90, n)
    levels = rng.normal(0, AREA_LEVEL_SD, len(AREAS))
    low = rng.uniform(*CITY_BELOW)
    composition = DISADVANTAGED * (shares[0] - 27.0) + EAL * (shares[1] - 16.0) + KS2 * (ks2 - 28.4)
    if city:
        levels[CITY] = -low
    else:
        usual_there = composition[area == VOLUNTEERS_AREA].mean() - composition.mean()
        levels[VOLUNTEERS_AREA] = -VOLUNTEERS_BELOW - usual_there
    expected = composition + levels[area]
    own, own_variance = _own_parts(rng, cell, pupils)
    shared = _area_parts(rng, cell)
    usual = np.bincount(area, expected) / np.bincount(area)
    leaving = -AREA_RETURN * (usual - expected.mean())[area]
    before = expected + own[0] + shared[0][area]
    after = expected + own[1] + shared[1][area] + leaving
    return World(
        area=area.astype(np.int64),
        girls_only=rng.random(n) < np.where(area == CITY, 0.0, 0.05),
        pupils=pupils,
        ks2=ks2,
        disadvantaged=shares[0],
        eal=shares[1],
        before=before - np.average(before, weights=pupils),
        after=after - np.average(after, weights=pupils),
        area_variance=2.0 * cell.area_sd**2 + (AREA_RETURN * AREA_LEVEL_SD) ** 2,
        school_variance=own_variance,
    )


def slopes(world: World) -> tuple[float, float]:
    """Return the slope of the change on the level of 2017, between areas and within them."""
    change, counts = world.after - world.before, np.bincount(world.area)
    mean_change, mean_level = (np.bincount(world.area, values) / counts for values in (change, world.before))
    far = mean_level - np.average(mean_level, weights=counts)
    between = float((counts * far) @ mean_change / ((counts * far) @ far))
    inside = world.before - mean_level[world.area]
    return between, float(inside @ change / (inside @ inside))


def _shocks(rng: np.random.Generator, cell: Cell, shape: tuple[int, ...]) -> Floats:
    """Return draws of SD 1; Student's t with four degrees of freedom has variance 2."""
    return rng.standard_t(T_DF, shape) / np.sqrt(T_DF / (T_DF - 2)) if cell.heavy else rng.normal(size=shape)


def _own_parts(rng: np.random.Generator, cell: Cell, pupils: Floats) -> tuple[Floats, Floats]:
    process = DRIFTING if cell.drifting else INDEPENDENT
    drift = _shocks(rng, cell, (2, len(pupils)))
    drift[1] = process.kept * drift[0] + np.sqrt(1.0 - process.kept**2) * drift[1]
    passing = np.sqrt(process.passing**2 + PUPIL_SD**2 / pupils)
    lasting = process.lasting * rng.normal(size=len(pupils))
    values = lasting + process.drift * drift + passing * _shocks(rng, cell, (2, len(pupils)))
    return values, 2.0 * process.drift**2 * (1.0 - process.kept) + 2.0 * passing**2


def _area_parts(rng: np.random.Generator, cell: Cell) -> Floats:
    """Return what areas share in both years; a random walk changes by two yearly steps between them."""
    first, second = cell.area_sd * _shocks(rng, cell, (2, len(AREAS)))
    if cell.drifting:
        return np.array([np.zeros(len(AREAS)), first + second])
    return np.array([first, second])


def intake_shares(rng: np.random.Generator, area: Integers) -> tuple[Floats, Floats]:
    """Return per cent disadvantaged and per cent with another first language, spread on the logit scale."""
    found = []
    for column, within in ((0, 0.55), (1, 0.80)):
        logit = np.log(MIX[:, column] / (100.0 - MIX[:, column])) + rng.normal(0, 0.30, len(AREAS))
        found.append(100.0 / (1.0 + np.exp(-(logit[area] + rng.normal(0, within, len(area))))))
    return found[0], found[1]
