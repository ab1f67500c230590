"""Donors weighted together to be like whoever stands as treated: the programme or a placebo, by the same rule."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from evalkit.core.estimand import Weighting
from evalkit.numeric.entropy_balancing import HUNDREDTH, EntropyWeights, entropy_balancing, entropy_weights
from evalkit.records.comparison import Assignment, Contrast, Pool

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

# Means that differ by a whole standard deviation are not balanced, whatever a plan allows.
WIDEST = 1.0


@dataclass(frozen=True, slots=True)
class BalancedAnew(Assignment):
    """All donors weighted together, anew for whoever stands as treated.

    Attributes
    ----------
    pool : Pool
        Every school the design may use. Its ``covariates`` are the numbers balanced; it has no donors of single
        schools, since a school's weight depends on everybody who stands as treated.
    scale : (p,) float array
        SD of each covariate over all eligible schools, fixed for the programme and every placebo.
    base : (n,) float array
        Weights that the balancing ones stay as near to as they can.
    variances : bool
        Whether variances are balanced besides means.
    tolerance : float
        Difference the plan allows, in SDs.
    """

    pool: Pool
    scale: Floats
    base: Floats
    variances: bool
    tolerance: float

    how: ClassVar[str] = "schools weighted anew for whoever stands as treated"

    def weights(self, rows: Integers, weighting: Weighting) -> Contrast:
        """Return the weights of ``rows`` and of all donors of their strata outside their own areas."""
        return weigh(self, rows, weighting)

    def unfair(self, contrast: Contrast) -> bool:
        """Say whether the design would have refused these weights."""
        few = 1.0 / float((contrast.donor**2).sum()) < self.pool.minimum_effective_ratio * len(contrast.rows)
        return bool(few or (contrast.tolerance or 0.0) > self.pool.largest_smd)


@dataclass(frozen=True, slots=True)
class _Conditions:
    """Columns, target, scale of what is balanced among the donors, and which of it may be relaxed."""

    columns: Floats
    target: Floats
    scale: Floats
    base: Floats
    relaxed: NDArray[np.bool_]


def weigh(by: BalancedAnew, rows: Integers, weighting: Weighting) -> Contrast:
    """Return the weights of ``rows`` and of all donors of their strata outside their own areas.

    Means over the covariates are made equal; each stratum's share of the weight is the same on both sides. Rows
    of a stratum without donors are left out. Where exact balance does not exist, or would rest on fewer effective
    schools than the design demands, differences are allowed: the fewest hundredths of a standard deviation that do.

    Parameters
    ----------
    by : BalancedAnew
        Fixed once.
    rows : (m,) int array
        Rows of the pool that stand as treated.
    weighting : {"schools", "pupils"}
        Whether treated schools count once or by their pupils of the baseline year.
    """
    pool = by.pool
    donors = np.flatnonzero(pool.eligible & ~np.isin(pool.area, pool.area[rows]))
    rows = rows[np.isin(pool.stratum[rows], pool.stratum[donors])]
    treated, donor = np.zeros(len(pool.unit)), np.zeros(len(pool.unit))
    if len(rows) == 0:
        return Contrast(rows, treated, donor, 0.0)
    donors = donors[np.isin(pool.stratum[donors], pool.stratum[rows])]
    share = np.ones(len(rows)) if weighting == "schools" else pool.pupils[rows]
    treated[rows] = share / share.sum()
    found = _balanced(_conditions(by, rows, treated[rows], donors), by, len(rows))
    donor[donors] = found.weights
    return Contrast(rows, treated, donor, found.tolerance)


def _conditions(by: BalancedAnew, rows: Integers, share: Floats, donors: Integers) -> _Conditions:
    pool = by.pool
    columns, own = pool.covariates[donors], pool.covariates[rows]
    target, scale = _mean(share, own), by.scale
    if by.variances:
        columns = np.column_stack([columns, (columns - target) ** 2])
        target = np.append(target, _mean(share, (own - target) ** 2))
        scale = np.append(scale, scale**2)
    strata = np.unique(pool.stratum[rows])[1:]
    return _Conditions(
        columns=np.column_stack([columns, pool.stratum[donors][:, None] == strata]),
        target=np.append(target, _mean(share, (pool.stratum[rows][:, None] == strata).astype(float))),
        scale=np.append(scale, np.ones(len(strata))),
        base=by.base[donors],
        relaxed=np.arange(len(target) + len(strata)) < len(target),
    )


def _mean(share: Floats, values: Floats) -> Floats:
    return np.asarray((share[:, None] * values).sum(axis=0))


def _balanced(on: _Conditions, by: BalancedAnew, number: int) -> EntropyWeights:
    found = entropy_balancing(on.columns, on.target, on.scale, base=on.base, tolerance=by.tolerance, relaxed=on.relaxed)
    wanted = by.pool.minimum_effective_ratio * number
    if found.effective >= wanted:
        return found
    few, many = round(found.tolerance / HUNDREDTH), round(min(by.pool.largest_smd, WIDEST) / HUNDREDTH)
    best = found
    while few < many:
        middle = (few + many) // 2
        tried = _within(on, (middle + 1) * HUNDREDTH)
        if tried.effective >= wanted:
            best, many = tried, middle
        else:
            few = middle + 1
    return best


def _within(on: _Conditions, tolerance: float) -> EntropyWeights:
    return entropy_weights(
        on.columns, on.target, on.scale, base=on.base, tolerance=round(tolerance, 9), relaxed=on.relaxed
    )
