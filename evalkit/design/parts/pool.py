"""The pool of schools with matching fixed once, and the weights that follow from it.

The programme and every placebo use the same functions, so that they can differ in nothing but rows.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace
from functools import cached_property
from typing import ClassVar

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from evalkit.core.estimand import Weighting
from evalkit.design.parts.facts import Facts, column
from evalkit.design.parts.options import VariableYear
from evalkit.numeric.matching import assign_without_replacement, nearest_donors, whiten
from evalkit.records.comparison import Assignment, Contrast, OwnDonors, Pool

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

# What matching rests on. Refits that leave out a school of the programme match all others alike, so the last few
# pools are kept with their donors.
_MATCHING = ("coordinates", "stratum", "area", "eligible")
_MATCHED: deque[Pool] = deque(maxlen=2)


@dataclass(frozen=True, slots=True)
class Limits:
    """What a design allows, the same for the programme and every placebo.

    Attributes
    ----------
    ratio : int
        Donors per school.
    caliper : float or None
        Largest Mahalanobis distance.
    minimum_effective_ratio, largest_smd : float
        Below and above which the design refuses.
    within_strata : bool
        Whether the scale of the distance is the covariance within strata.
    """

    ratio: int
    caliper: float | None
    minimum_effective_ratio: float
    largest_smd: float
    within_strata: bool = False


@dataclass(frozen=True)
class FixedDonors(Assignment):
    """The nearest donors of each school; with replacement every school keeps its own, whoever stands as treated."""

    pool: Pool

    work: ClassVar[str] = "matching"
    how: ClassVar[str] = "matching without replacement"

    @property
    def additive(self) -> bool:
        """Say whether matching is with replacement."""
        return self.pool.donors is not None

    def weights(self, rows: Integers, weighting: Weighting) -> Contrast:
        """Return the weights of ``rows`` against their donors; rows without enough donors are left out."""
        return contrast(self.pool, rows, weighting)

    @cached_property
    def spread(self) -> Floats:
        """SD of each covariate over all eligible schools, (p,), worked out once for every placebo."""
        return np.asarray(self.pool.covariates[self.pool.eligible].std(axis=0, ddof=1))

    def donors_of_each(self, rows: Integers) -> OwnDonors:
        """Return the donors of each row standing alone, none where it has too few."""
        if self.pool.donors is None:
            return super().donors_of_each(rows)
        donors = self.pool.donors[rows]
        feasible = (donors >= 0).all(axis=1, keepdims=True)
        return OwnDonors(
            np.where(feasible, donors, 0), np.where(feasible, np.full(donors.shape, 1.0 / self.pool.ratio), 0.0)
        )

    def usable(self) -> NDArray[np.bool_]:
        """Return which schools of untreated areas have enough donors, (n,)."""
        pool = self.pool
        return pool.eligible if pool.donors is None else pool.eligible & (pool.donors >= 0).all(axis=1)


def build_pool(facts: Facts, exact: tuple[str, ...], nearest: tuple[VariableYear, ...], limits: Limits) -> Pool:
    """Return the pool without donors: strata, scale and caliper are fixed here and nowhere else."""
    frame = facts.frame
    codes, area = np.unique(frame["area"].to_numpy(dtype=str), return_inverse=True)
    names = frame.drop_duplicates("area").set_index("area")["area_name"]
    covariates = frame[[column(item) for item in nearest]].to_numpy(dtype=float)
    eligible = frame["eligible"].to_numpy(dtype=bool)
    stratum = _strata(frame, (*exact, *facts.apart))
    within = stratum if limits.within_strata else None
    return Pool(
        unit=frame.index.to_numpy(dtype=np.int64),
        area=area.astype(np.int64),
        area_codes=tuple(codes.tolist()),
        area_names=tuple(str(names[code]) for code in codes),
        pupils=frame["pupils"].to_numpy(dtype=float),
        change=frame["change"].to_numpy(dtype=float),
        covariates=covariates,
        coordinates=whiten(covariates, eligible, within) if eligible.sum() > 1 else np.zeros_like(covariates),
        stratum=stratum,
        eligible=eligible,
        treated=frame["treated"].to_numpy(dtype=bool),
        home=frame["home"].to_numpy(dtype=bool),
        donors=None,
        ratio=limits.ratio,
        caliper=limits.caliper,
        area_sizes=facts.area_sizes.reindex(codes).fillna(0).to_numpy(dtype=np.int64),
        minimum_effective_ratio=limits.minimum_effective_ratio,
        largest_smd=limits.largest_smd,
        counts=frame["counts"].to_numpy(dtype=bool),
    )


def with_replacement(pool: Pool) -> Pool:
    """Return the pool with every school's nearest donors, each free to serve several schools."""
    return replace(pool, donors=_nearest(pool))


def contrast(pool: Pool, rows: Integers, weighting: Weighting) -> Contrast:
    """Return the weights of ``rows`` against their donors; rows without enough donors are left out.

    Parameters
    ----------
    pool : Pool
        Matching fixed once.
    rows : (m,) int array
        Rows that stand as treated: the programme's or a placebo's.
    weighting : {"schools", "pupils"}
        Whether treated schools count once or by their pupils of the baseline year.
    """
    donors = _donors(pool, rows)
    feasible = (donors >= 0).all(axis=1)
    rows, donors = rows[feasible], donors[feasible]
    share = np.ones(len(rows)) if weighting == "schools" else pool.pupils[rows]
    share = share / share.sum() if len(rows) else share
    treated, donor = np.zeros(len(pool.unit)), np.zeros(len(pool.unit))
    treated[rows] = share
    np.add.at(donor, donors, (share / pool.ratio)[:, None])
    return Contrast(rows, treated, donor)


def estimate_of(pool: Pool, weights: Contrast) -> float:
    """Return the weighted change of the treated rows minus that of their donors."""
    return float(weights.treated @ pool.change - weights.donor @ pool.change)


def _nearest(pool: Pool) -> Integers:
    for known in _MATCHED:
        if (known.ratio, known.caliper) == (pool.ratio, pool.caliper) and all(
            np.array_equal(getattr(known, name), getattr(pool, name)) for name in _MATCHING
        ):
            assert known.donors is not None
            return known.donors
    donors = nearest_donors(
        pool.coordinates, pool.stratum, pool.area, pool.eligible, ratio=pool.ratio, caliper=pool.caliper
    )
    _MATCHED.append(replace(pool, donors=donors))
    return donors


def _donors(pool: Pool, rows: Integers) -> Integers:
    if pool.donors is not None:
        return pool.donors[rows]
    return assign_without_replacement(
        pool.coordinates, pool.stratum, pool.area, pool.eligible, rows, ratio=pool.ratio, caliper=pool.caliper
    )


def _strata(frame: pd.DataFrame, exact: tuple[str, ...]) -> Integers:
    strata = np.zeros(len(frame), dtype=np.int64)
    for name in exact:
        levels, position = np.unique(frame[name].to_numpy(dtype=str), return_inverse=True)
        strata = strata * len(levels) + position
    return np.unique(strata, return_inverse=True)[1].astype(np.int64)
