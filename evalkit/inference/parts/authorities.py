"""Untreated authorities in the place of the programme's, each with its own predicted standard deviation."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from evalkit.numeric.size_variance import SizeVariance, size_variance
from evalkit.records.comparison import Assignment, OwnDonors, Pool

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


def variance_of(pool: Pool) -> SizeVariance:
    """Return how much the change of untreated authorities varies, beyond what they were matched on."""
    rows = pool.eligible
    levels = np.unique(pool.stratum[rows])
    dummies = (pool.stratum[rows][:, None] == levels[None, 1:]).astype(float)
    columns = np.column_stack([pool.covariates[rows], dummies])
    return size_variance(pool.change[rows], columns, pool.pupils[rows])


def placebos_of(assignment: Assignment, variance: SizeVariance) -> pd.DataFrame:
    """Let every untreated authority with enough similar ones take the programme's place."""
    pool = assignment.pool
    rows = np.flatnonzero(assignment.usable())
    rows = rows[assignment.donors_of_each(rows).share.any(axis=1)]
    own = assignment.donors_of_each(rows)
    estimate = pool.change[rows] - (own.share * pool.change[own.donor]).sum(axis=1)
    sd = np.sqrt(predicted_of(pool, variance, rows, own))
    return pd.DataFrame(
        {
            "area": [pool.area_codes[number] for number in pool.area[rows]],
            "area_name": [pool.area_names[number] for number in pool.area[rows]],
            "schools": np.ones(len(rows), dtype=np.int64),
            "pupils": pool.pupils[rows],
            "estimate": estimate,
            "predicted_sd": sd,
            "standardised": estimate / sd,
        }
    )


def predicted_of(pool: Pool, variance: SizeVariance, rows: Integers, own: OwnDonors) -> Floats:
    """Return the variance of each row's change less the weighted change of its similar authorities."""
    each = variance.of(pool.pupils)
    return np.asarray(each[rows] + (own.share**2 * each[own.donor]).sum(axis=1))
