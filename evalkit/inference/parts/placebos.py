"""Untreated areas in the programme's place, each with its own predicted standard deviation.

Matching is fixed once: a placebo's estimate is a weighted sum over the same pool, with the donors that
its schools already have. Donors of a school always lie outside its own area and outside the programme's.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from evalkit.analysis.compare import compare
from evalkit.core.errors import EstimationError, EvalkitError
from evalkit.core.estimand import Weighting
from evalkit.design.parts.pool import Contrast, contrast, estimate_of
from evalkit.numeric.placebo import FEWEST_PLACEBOS, level_offered
from evalkit.numeric.variance_pair import VariancePair, variance_pair
from evalkit.records.analysis import Analysis
from evalkit.records.comparison import Pool

FEWEST_AREAS_FOR_VARIANCES = 10
MIN_SCHOOLS = 5
CENTRE_LIMIT = 0.2
# The 97.5 % normal quantile.
NORMAL_QUANTILE = 1.96
THIRDS_LIMIT = 1.3
THIRDS_FROM = 39
# The 95 % quantile of the range of three log ratios of variances, over their standard error.
RANGE_QUANTILE = 3.31
UNEQUAL_SPREAD = (
    "Small and large areas vary differently even after allowing for size, so the interval may be too narrow "
    "or too wide."
)
OFF_CENTRE = (
    "Untreated areas in the programme's place do not centre on nought, so part of the estimate may belong to "
    "the method."
)


@dataclass(frozen=True, slots=True)
class Prediction:
    """The predicted variance of a contrast, term by term.

    Attributes
    ----------
    sd : float
        Predicted standard deviation.
    shares : tuple of (str, float)
        Share of the variance from each of the four terms.
    area_squares, school_squares : float
        Sums of squared weights of both sides, over areas and over schools.
    """

    sd: float
    shares: tuple[tuple[str, float], ...]
    area_squares: float
    school_squares: float


@dataclass(frozen=True, slots=True)
class Placebos:
    """The placebo areas.

    Attributes
    ----------
    table : DataFrame
        One row per area: ``area``, ``area_name``, ``schools``, ``area_schools`` (before any selection rule),
        ``estimate``, ``predicted_sd``, ``standardised``, ``unfair`` (the design would have refused it).
    dropped : tuple of str
        Names of areas with too few feasible schools.
    """

    table: pd.DataFrame
    dropped: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ground:
    """What an inference from untreated areas stands on.

    Attributes
    ----------
    pool : Pool
        The design's pool of schools.
    pair : VariancePair
        Variance of areas and of schools, from untreated areas.
    own : Prediction
        The predicted variance of the programme's own contrast.
    """

    pool: Pool
    pair: VariancePair
    own: Prediction


def ground_of(analysis: Analysis, inference: str, *, of_one_area: bool = True) -> Ground:
    """Return the pool, its two variances and the prediction for the programme, or refuse in words."""
    pool = pool_of(analysis, inference)
    if of_one_area:
        one_area(analysis, pool, inference)
    pair = variances(pool)
    weights = contrast(pool, np.flatnonzero(pool.treated), analysis.estimand.weighting)
    return Ground(pool, pair, predict(pool, weights, pair))


def pool_of(analysis: Analysis, inference: str) -> Pool:
    """Return the design's pool; a design without one, or with too few untreated areas, is refused."""
    pool = compare(analysis).pool
    areas = 0 if pool is None else len(np.unique(pool.area[pool.eligible]))
    if pool is None or areas < FEWEST_AREAS_FOR_VARIANCES:
        raise EstimationError.one(
            where=f"question {analysis.question!r}, inference {inference}",
            found="no pool of donors" if pool is None else f"{areas} untreated areas",
            allowed=f"a design with a pool of schools in at least {FEWEST_AREAS_FOR_VARIANCES} untreated areas",
            next="give tables of more areas, or declare cluster_robust and say what it ignores",
        )
    return pool


def one_area(analysis: Analysis, pool: Pool, inference: str) -> None:
    """Refuse a programme in several areas: one untreated area cannot stand in the place of several."""
    areas = len(np.unique(pool.area[pool.treated]))
    if areas > 1:
        raise EstimationError.one(
            where=f"question {analysis.question!r}, inference {inference}",
            found=f"treated schools in {areas} areas",
            allowed="treated schools of one area",
            next="declare variance_components, or cluster_robust_by_area from ten areas",
        )


def level_for(analysis: Analysis, inference: str, placebos: int, wanted: float, what: str) -> float:
    """Return the level of the interval: as wanted; beside another inference, the highest that so few areas carry."""
    offered = level_offered(placebos, wanted)
    if offered is None or (offered < wanted and analysis.inference[0] == inference):
        raise _too_few(analysis, inference, f"{placebos} untreated areas {what}", wanted)
    return offered


def lower_level(level: float, wanted: float) -> tuple[str, ...]:
    """Return what to say where too few areas carry the level wanted."""
    if level == wanted:
        return ()
    return (
        f"Untreated areas are too few for an interval of {100 * wanted:g} per cent; "
        f"the one shown is of {100 * level:g} per cent.",
    )


def variances(pool: Pool) -> VariancePair:
    """Estimate area and school variance of the contrast from every eligible school of untreated areas."""
    rows = pool.eligible
    levels = np.unique(pool.stratum[rows])
    dummies = (pool.stratum[rows][:, None] == levels[None, 1:]).astype(float)
    return variance_pair(pool.change[rows], np.column_stack([pool.covariates[rows], dummies]), pool.area[rows])


def predict(pool: Pool, weights: Contrast, pair: VariancePair) -> Prediction:
    """Return the predicted SD of a contrast and where its variance comes from."""
    treated_areas = np.bincount(pool.area, weights.treated, minlength=len(pool.area_codes))
    donor_areas = np.bincount(pool.area, weights.donor, minlength=len(pool.area_codes))
    areas = float((treated_areas**2).sum()), float((donor_areas**2).sum())
    schools = float((weights.treated**2).sum()), float((weights.donor**2).sum())
    terms = {
        "the programme's areas": pair.area * areas[0],
        "comparison areas": pair.area * areas[1],
        "the programme's schools": pair.school * schools[0],
        "comparison schools": pair.school * schools[1],
    }
    total = sum(terms.values())
    shares = tuple((name, term / total) for name, term in terms.items())
    return Prediction(float(np.sqrt(total)), shares, sum(areas), sum(schools))


def variance_details(pair: VariancePair, own: Prediction) -> tuple[tuple[str, float], ...]:
    """Return what the report prints of both variances and of the share each term has."""
    return (
        ("SD of an area's change", float(np.sqrt(pair.area))),
        ("SD of a school's change", float(np.sqrt(pair.school))),
        ("SD of areas over SD of schools", float(np.sqrt(pair.area / pair.school))),
        ("areas behind the variances", float(pair.areas)),
        ("schools behind the variances", float(pair.schools)),
        ("area variance truncated", float(pair.truncated)),
        *((f"share of variance from {name}", share) for name, share in own.shares),
    )


def off_centre(mean: float, count: int) -> tuple[str, ...]:
    """Return the caveat where placebos do not centre on nought."""
    return (OFF_CENTRE,) if abs(mean) > max(CENTRE_LIMIT, NORMAL_QUANTILE / np.sqrt(count)) else ()


def unequal_spread(table: pd.DataFrame) -> tuple[str, ...]:
    """Return the caveat where placebos of small, middling and large areas scatter unequally."""
    ordered = table.sort_values(["area_schools", "area"])["standardised"].to_numpy(dtype=float)
    return (UNEQUAL_SPREAD,) if unequal_thirds(ordered) else ()


def unequal_thirds(ordered: NDArray[np.float64]) -> bool:
    """Say whether thirds of standardised placebos, ordered by size, scatter more unequally than chance would do."""
    if len(ordered) < THIRDS_FROM:
        return False
    spreads = [float(third.std(ddof=1)) for third in np.array_split(ordered, 3)]
    limit = max(THIRDS_LIMIT, float(np.exp(RANGE_QUANTILE / np.sqrt(2 * (len(ordered) / 3 - 1)))))
    return max(spreads) / min(spreads) > limit


def placebo_areas_of(pool: Pool, pair: VariancePair, weighting: Weighting, min_schools: int) -> Placebos:
    """Let every untreated area with enough schools take the programme's place."""
    spread = pool.covariates[pool.eligible].std(axis=0, ddof=1)
    rows, dropped = [], []
    for number, (code, name) in enumerate(zip(pool.area_codes, pool.area_names, strict=True)):
        members = np.flatnonzero(pool.eligible & (pool.area == number))
        if len(members) < min_schools:
            continue
        weights = contrast(pool, members, weighting)
        if len(weights.rows) < min_schools:
            dropped.append(name)
            continue
        estimate, sd = estimate_of(pool, weights), predict(pool, weights, pair).sd
        rows.append(
            {
                "area": code,
                "area_name": name,
                "schools": len(weights.rows),
                "area_schools": int(pool.area_sizes[number]),
                "estimate": estimate,
                "predicted_sd": sd,
                "standardised": estimate / sd,
                "unfair": _unfair(pool, weights, spread),
            }
        )
    columns = ["area", "area_name", "schools", "area_schools", "estimate", "predicted_sd", "standardised", "unfair"]
    return Placebos(pd.DataFrame(rows, columns=columns), tuple(dropped))


def _too_few(analysis: Analysis, inference: str, found: str, wanted: float) -> EvalkitError:
    return EstimationError.one(
        where=f"question {analysis.question!r}, inference {inference}",
        found=found,
        allowed=f"enough for a level of {wanted:g}: 39 for 0.95, 19 for 0.90, never under {FEWEST_PLACEBOS}",
        next="give tables of more areas, lower conf_level, or widen the donor rules",
    )


def _unfair(pool: Pool, weights: Contrast, spread: NDArray[np.float64]) -> bool:
    effective = 1.0 / float((weights.donor**2).sum())
    gap = np.abs((weights.treated - weights.donor) @ pool.covariates)
    return bool(effective < pool.minimum_effective_ratio * len(weights.rows) or (gap > pool.largest_smd * spread).any())
