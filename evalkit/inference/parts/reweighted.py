"""Untreated areas in the programme's place, their donors weighted anew for each by the rule of the programme."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from evalkit.analysis.compare import compare
from evalkit.core.errors import EstimationError
from evalkit.core.estimand import Weighting
from evalkit.design.parts.pool import Contrast, estimate_of
from evalkit.design.parts.reweighting import Weighed, weigh
from evalkit.inference.parts.placebos import (
    FEWEST_AREAS_FOR_VARIANCES,
    Placebos,
    Prediction,
    one_area,
    predict,
    variances,
)
from evalkit.numeric.variance_pair import VariancePair
from evalkit.records.analysis import Analysis
from evalkit.records.weighting import Reweighting, WeightedComparison

COLUMNS = (
    "area",
    "area_name",
    "schools",
    "area_schools",
    "estimate",
    "predicted_sd",
    "standardised",
    "unfair",
    "tolerance",
)


@dataclass(frozen=True, slots=True)
class WeightedGround:
    """What an inference on weighted schools stands on.

    Attributes
    ----------
    reweighting : Reweighting
        How donors are weighted.
    weights : Contrast
        The programme's own.
    pair : VariancePair
        Variance of areas and of schools, from untreated areas.
    own : Prediction
        The predicted variance of the programme's own contrast.
    """

    reweighting: Reweighting
    weights: Contrast
    pair: VariancePair
    own: Prediction


def weighted_ground_of(analysis: Analysis, inference: str, *, of_one_area: bool = True) -> WeightedGround:
    """Return how donors are weighted, the two variances and the prediction for the programme, or refuse in words."""
    comparison = compare(analysis)
    by = comparison.reweighting if isinstance(comparison, WeightedComparison) else None
    areas = 0 if by is None else len(np.unique(by.pool.area[by.pool.eligible]))
    if by is None or areas < FEWEST_AREAS_FOR_VARIANCES:
        raise EstimationError.one(
            where=f"question {analysis.question!r}, inference {inference}",
            found=f"the design {analysis.design}" if by is None else f"{areas} untreated areas",
            allowed=f"the design weighted, with schools in at least {FEWEST_AREAS_FOR_VARIANCES} untreated areas",
            next="declare placebo_areas or variance_components for matched schools; give tables of more areas",
        )
    if of_one_area:
        one_area(analysis, by.pool, inference)
    weights = weigh(by, np.flatnonzero(by.pool.treated), analysis.estimand.weighting).contrast
    pair = variances(by.pool)
    return WeightedGround(by, weights, pair, predict(by.pool, weights, pair))


def reweighted_areas(by: Reweighting, pair: VariancePair, weighting: Weighting, min_schools: int) -> Placebos:
    """Let every untreated area with enough schools take the programme's place, with weights of its own."""
    pool, rows, dropped = by.pool, [], []
    for number, (code, name) in enumerate(zip(pool.area_codes, pool.area_names, strict=True)):
        members = np.flatnonzero(pool.eligible & (pool.area == number))
        if len(members) < min_schools:
            continue
        found = weigh(by, members, weighting)
        weights = found.contrast
        if len(weights.rows) < min_schools:
            dropped.append(name)
            continue
        estimate, sd = estimate_of(pool, weights), predict(pool, weights, pair).sd
        place = (code, name, len(weights.rows), int(pool.area_sizes[number]))
        rows.append((*place, estimate, sd, estimate / sd, _unfair(by, found), found.tolerance))
    return Placebos(pd.DataFrame(rows, columns=list(COLUMNS)), tuple(dropped))


def _unfair(by: Reweighting, found: Weighed) -> bool:
    """Say whether the design would have refused these weights."""
    weights, pool = found.contrast, by.pool
    few = 1.0 / float((weights.donor**2).sum()) < pool.minimum_effective_ratio * len(weights.rows)
    return bool(few or found.tolerance > pool.largest_smd)
