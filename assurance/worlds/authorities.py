"""Invented authorities whose truth is known: one of 150 has a programme, and its pupils' figure changes by an effect.

Every number is a planning assumption, near what the published series of 2017 to 2019 show: Progress 8 of White pupils
changed by about 0.11 grade in two years between authorities, of which chance alone, in an authority with 2,000 pupils,
makes about 0.04.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from evalkit.core.streams import stream
from evalkit.design.parts.pool import FixedDonors, contrast, estimate_of, with_replacement
from evalkit.inference.parts.authorities import placebos_of, variance_of
from evalkit.numeric.matching import whiten
from evalkit.numeric.placebo import placebo_interval
from evalkit.records.comparison import Pool

Floats = NDArray[np.float64]

AREAS = 150
RATIO = 10
EFFECT = 0.1
LEVEL = 0.95
SHARED = 0.085
PUPIL_SD = 1.27
# SD of lasting differences between authorities, of which half lie along what their pupils are like.
LEVELS = 0.16
TYPICAL, SPREAD = 2000.0, 0.75
T_DF = 4


@dataclass(frozen=True, slots=True)
class Cell:
    """One way in which the truth may be hard.

    Attributes
    ----------
    pupils : float
        Pupils behind the programme's figure.
    slope : float
        How much of its distance from the mean an authority gains in two years: below nought, it falls back.
    heavy : bool
        Whether shocks are Student's t with four degrees of freedom, scaled to the same SD, or normal.
    edge : float
        How many SDs of the earlier level the programme's authority lies below the others.
    sized : bool
        Whether chance falls with the number of pupils, or all authorities vary alike.
    known : bool
        Whether the number of pupils is known to those who judge.
    """

    pupils: float
    slope: float = 0.0
    heavy: bool = False
    edge: float = 0.0
    sized: bool = True
    known: bool = True


CELLS = {
    "middling authority": Cell(2000.0),
    "small authority": Cell(500.0),
    "large authority": Cell(9000.0),
    "small, its pupils not known": Cell(500.0, known=False),
    "large, its pupils not known": Cell(9000.0, known=False),
    "change falls with the level": Cell(2000.0, slope=-0.10),
    "and the authority lies low": Cell(2000.0, slope=-0.10, edge=1.5),
    "heavy tails": Cell(2000.0, heavy=True),
    "small, heavy tails, low": Cell(500.0, slope=-0.10, heavy=True, edge=1.0),
    "all vary alike": Cell(500.0, sized=False),
}


@dataclass(frozen=True, slots=True)
class Drawn:
    """One draw: how far the estimate lies from the truth, its predicted SD, half its interval, its p-value."""

    error: float
    predicted: float
    half: float
    rejected: bool


def draw(cell: Cell, name: str, seed: int, number: int) -> Drawn:
    """Return what one draw of a cell gives; the truth is `EFFECT`, and a second test asks for nought."""
    pool = drawn_pool(cell, stream(seed, name, number))
    treated = np.flatnonzero(pool.treated)
    estimate = estimate_of(pool, contrast(pool, treated, "schools"))
    variance = variance_of(pool)
    table = placebos_of(FixedDonors(pool), variance)
    each = variance.of(pool.pupils)
    assert pool.donors is not None
    sd = float(np.sqrt(each[treated[0]] + each[pool.donors[treated[0]]].sum() / RATIO**2))
    found = placebo_interval(estimate, sd, table["standardised"].to_numpy(dtype=float), LEVEL)
    without = placebo_interval(estimate - EFFECT, sd, table["standardised"].to_numpy(dtype=float), LEVEL)
    return Drawn(estimate - EFFECT, sd, (found.conf_high - found.conf_low) / 2, without.p_value <= 1 - LEVEL)


def drawn_pool(cell: Cell, rng: np.random.Generator) -> Pool:
    """Return authorities ready to be compared; the last is the programme's."""
    pupils = np.round(np.clip(TYPICAL * np.exp(SPREAD * rng.normal(size=AREAS)), 200, 30000))
    pupils[-1] = cell.pupils
    along = rng.normal(size=AREAS)
    lasting = LEVELS * (np.sqrt(0.5) * along + np.sqrt(0.5) * rng.normal(size=AREAS))
    lasting[-1] -= cell.edge * LEVELS
    noise = PUPIL_SD / np.sqrt(pupils) if cell.sized else np.full(AREAS, PUPIL_SD / np.sqrt(TYPICAL))
    before = lasting + noise * rng.normal(size=AREAS)
    shock = rng.standard_t(T_DF, AREAS) / np.sqrt(T_DF / (T_DF - 2)) if cell.heavy else rng.normal(size=AREAS)
    after = lasting * (1 + cell.slope) + SHARED * shock + noise * rng.normal(size=AREAS)
    after[-1] += EFFECT
    counted = pupils if cell.known else np.full(AREAS, TYPICAL)
    codes = tuple(f"{code:03d}" for code in range(AREAS))
    return pool_of(np.column_stack([before, along]), after - before, counted, codes, AREAS - 1)


def exact(held: int, draws: int) -> tuple[float, float]:
    """Return the exact 95 per cent interval of a share."""
    found = stats.binomtest(held, draws).proportion_ci(0.95, "exact")
    return float(found.low), float(found.high)


def pool_of(covariates: Floats, change: Floats, pupils: Floats, codes: tuple[str, ...], treated: int) -> Pool:
    """Return authorities with their similar ones; the one of that number is the programme's."""
    number = len(change)
    studied = np.arange(number) == treated
    pool = Pool(
        unit=np.arange(number, dtype=np.int64),
        area=np.arange(number, dtype=np.int64),
        area_codes=codes,
        area_names=codes,
        pupils=pupils,
        change=change,
        covariates=covariates,
        coordinates=whiten(covariates, ~studied),
        stratum=np.zeros(number, dtype=np.int64),
        eligible=~studied,
        treated=studied,
        home=studied,
        donors=None,
        ratio=RATIO,
        caliper=None,
        area_sizes=np.ones(number, dtype=np.int64),
        minimum_effective_ratio=0.0,
        largest_smd=9.0,
    )
    return with_replacement(pool)
