"""Untreated areas in the programme's place, each with its own predicted standard deviation.

Matching is fixed once: a placebo's estimate is a weighted sum over the same pool, with the donors that
its schools already have. Donors of a school always lie outside its own area and outside the programme's.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from evalkit.core.estimand import Weighting
from evalkit.design.parts.pool import Contrast, contrast, estimate_of
from evalkit.numeric.variance_pair import VariancePair, variance_pair
from evalkit.records.comparison import Pool

FEWEST_AREAS_FOR_VARIANCES = 10


@dataclass(frozen=True, slots=True)
class Prediction:
    """The predicted variance of a contrast, term by term.

    Attributes
    ----------
    sd : float
        Predicted standard deviation.
    shares : tuple of (str, float)
        Share of the variance from each of the four terms.
    """

    sd: float
    shares: tuple[tuple[str, float], ...]


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
    terms = {
        "the programme's areas": pair.area * float((treated_areas**2).sum()),
        "comparison areas": pair.area * float((donor_areas**2).sum()),
        "the programme's schools": pair.school * float((weights.treated**2).sum()),
        "comparison schools": pair.school * float((weights.donor**2).sum()),
    }
    total = sum(terms.values())
    return Prediction(float(np.sqrt(total)), tuple((name, term / total) for name, term in terms.items()))


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


def _unfair(pool: Pool, weights: Contrast, spread: NDArray[np.float64]) -> bool:
    effective = 1.0 / float((weights.donor**2).sum())
    gap = np.abs((weights.treated - weights.donor) @ pool.covariates)
    return bool(effective < pool.minimum_effective_ratio * len(weights.rows) or (gap > pool.largest_smd * spread).any())
