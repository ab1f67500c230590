"""Weighted least squares with fixed effects, and standard errors that hold when clusters are few.

CR2 is the bias-reduced sandwich of Bell and McCaffrey (2002) as given by Pustejovsky and Tipton (2018),
equations 5 to 7, with the identity as working covariance and weights as analytic weights; the degrees of
freedom are theirs, equation 11 (Satterthwaite 1946). CR0 and CR1 are here to be compared with, never as a
default: with few clusters they reject far too often.

Fixed effects count as if every dummy stood in the model. Pustejovsky and Tipton's short cut, adjustment
matrices made from the absorbed regressors alone, is not exact with weights (their corrigendum, 2022), so
nothing is left out here. With effects S whose levels each lie in one cluster, the residual maker is
R = (I - H_S) - Z Z'W, H_S being block-diagonal over clusters and Z an orthonormal basis of the other columns
after weighted demeaning within levels; each cluster's block of RR' follows without ever forming the dummies.
Effects that cross clusters stand in Z by a basis of their dummies. A cluster with many rows is first turned into
the few directions in which its block differs from the identity, which changes no result.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtr, stdtrit

from evalkit.core.errors import EstimationError, EvalkitError

Floats = NDArray[np.float64]
Labels = NDArray[np.generic]
Correction = Literal["CR0", "CR1", "CR1S", "CR2"]

FACTORS: dict[str, str] = {
    "CR0": "CR0: none",
    "CR1": "CR1: G / (G - 1), G clusters",
    "CR1S": "CR1S: G / (G - 1) x (N - 1) / (N - p), the factor of Stata",
    "CR2": "CR2: Bell and McCaffrey's adjustment of each cluster, identity working covariance",
}
# Columns of length one: beyond this ratio of singular values a column is a copy of others or of the effects.
CONDITION_LIMIT = 1e10
# Directions in which a cluster fits itself have eigenvalue nought; rounding leaves about 1e-15.
SMALLEST_EIGENVALUE = 1e-12
# Singular values of dummies below this share of the largest are dummies that say the same as others.
SMALLEST_DUMMY = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class ClusterRobust:
    """Coefficients of the given columns and how sure each is, one entry per column.

    Attributes
    ----------
    coefficients, std_errors : (k,) float array
        In units of outcome per unit of column.
    df : (k,) float array
        Satterthwaite degrees of freedom.
    p_values : (k,) float array
        Two-sided from t with ``df``; NaN where the standard error is nought.
    covariance : (k, k) float array
        Robust covariance of the coefficients.
    correction, factor : str
        ``CR2`` and the like, and which small-sample factor that is, in words.
    clusters : (G,) array
        Labels, ascending.
    leverage : (G,) float array
        Trace of each cluster's block of the hat matrix, all effects counted; sums to ``rank``.
    partial_leverage : (G, k) float array
        Each cluster's share of what identifies each coefficient; columns sum to 1.
    unseen : (k,) float array
        Share of a coefficient's variance (under the working covariance) that no residual can show, because
        some clusters fit themselves; with one treated cluster it holds all of that cluster's part.
    rows, rank : int
        Rows with a positive weight; columns and effects that count.
    condition_number : float
        Of the columns, freed of the effects and scaled to length one.
    """

    coefficients: Floats
    std_errors: Floats
    df: Floats
    p_values: Floats
    covariance: Floats
    correction: str
    factor: str
    clusters: Labels
    leverage: Floats
    partial_leverage: Floats
    unseen: Floats
    rows: int
    rank: int
    condition_number: float

    def interval(self, column: int, conf_level: float) -> tuple[float, float]:
        """Return the interval of one coefficient from t with its own degrees of freedom."""
        margin = float(stdtrit(self.df[column], 0.5 + conf_level / 2) * self.std_errors[column])
        return float(self.coefficients[column]) - margin, float(self.coefficients[column]) + margin


def cluster_robust(
    outcome: Floats,
    columns: Floats,
    cluster: Labels,
    *,
    weight: Floats | None = None,
    effects: Sequence[Labels] = (),
    correction: Correction = "CR2",
) -> ClusterRobust:
    """Return (weighted) least squares of outcome on columns and effects, robust to clusters.

    Parameters
    ----------
    outcome : (n,) float array
        Every number finite.
    columns : (n, k) float array
        Without effects, give the constant too. A column that others or effects already say is refused.
    cluster : (n,) array
        Labels, at least two.
    weight : (n,) float array or None
        Analytic weights, not negative; rows of weight 0 are not counted.
    effects : sequence of (n,) arrays
        Labels of fixed effects, such as school and year.
    correction : {"CR0", "CR1", "CR1S", "CR2"}
        Small-sample factor.
    """
    rows = _prepare(outcome, columns, cluster, weight, effects)
    model = _free_of_effects(rows)
    coefficients, back, condition, model = _fit(rows, model)
    residual = model.outcome - model.columns @ (model.columns.T @ (rows.weight * model.outcome))
    pieces = _pieces(rows, model, back, residual, adjusted=correction == "CR2")
    covariance = _factor(correction, rows, model) * pieces.scores.T @ pieces.scores
    std_errors = np.sqrt(np.diag(covariance))
    df, seen = _satterthwaite(pieces)
    return ClusterRobust(
        coefficients=coefficients,
        std_errors=std_errors,
        df=df,
        p_values=_two_sided(coefficients, std_errors, df),
        covariance=covariance,
        correction=correction,
        factor=FACTORS[correction],
        clusters=rows.clusters,
        leverage=pieces.leverage,
        partial_leverage=pieces.partial / pieces.partial.sum(axis=0),
        unseen=np.clip(1 - seen / np.diag(back @ pieces.spread[: len(seen), : len(seen)] @ back.T), 0, 1),
        rows=len(rows.outcome),
        rank=model.rank,
        condition_number=condition,
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Rows:
    """Rows in a fixed order: by cluster, then by what they hold."""

    outcome: Floats
    columns: Floats
    weight: Floats
    clusters: Labels
    starts: NDArray[np.intp]
    inner: NDArray[np.intp] | None  # codes of the effect that lies within clusters
    crossing: tuple[NDArray[np.intp], ...]  # codes of effects that cross clusters


@dataclass(frozen=True, slots=True, eq=False)
class _Model:
    """The regression freed of its effects; columns and basis are orthogonal in the weights.

    Once fitted, the columns are an orthonormal basis of themselves: a column far from nought loses no digit.
    """

    outcome: Floats
    columns: Floats
    basis: Floats  # of the crossing effects, orthonormal in the weights
    rank: int


@dataclass(frozen=True, slots=True, eq=False)
class _Pieces:
    """What each cluster gives to the covariance, to its degrees of freedom, and to the leverage."""

    scores: Floats  # (G, k)
    own: Floats  # (G, k)
    outer: Floats  # (G, k, q)
    cross: Floats  # (G, k, q)
    leverage: Floats  # (G,)
    partial: Floats  # (G, k)
    spread: Floats  # (q, q), the working covariance's own covariance of all coefficients


def _prepare(
    outcome: Floats, columns: Floats, cluster: Labels, weight: Floats | None, effects: Sequence[Labels]
) -> _Rows:
    y, x = np.asarray(outcome, dtype=float), np.asarray(columns, dtype=float)
    w = np.ones(len(y)) if weight is None else np.asarray(weight, dtype=float)
    labels, codes = np.unique(np.asarray(cluster), return_inverse=True)
    levels = [np.unique(np.asarray(effect), return_inverse=True)[1] for effect in effects]
    _refuse_bad_rows(y, x, w, [codes, *levels])
    order = np.lexsort((y, w, *x.T, *levels, codes))
    order = order[w[order] > 0]
    used, starts = np.unique(codes[order], return_index=True)
    if len(used) < 2:
        raise EstimationError.one(
            where="cluster-robust standard errors",
            found=f"{len(used)} cluster with a positive weight",
            allowed="at least 2 clusters",
            next="cluster by a smaller unit, or use an inference that rests on comparison areas",
        )
    kept = [np.unique(level[order], return_inverse=True)[1] for level in levels]
    nested = [place for place, level in enumerate(kept) if _lies_within(level, codes[order])]
    inner = max(nested, key=lambda place: kept[place].max(), default=None)
    return _Rows(
        outcome=y[order],
        columns=x[order],
        weight=w[order],
        clusters=labels[used],
        starts=starts,
        inner=None if inner is None else kept[inner],
        crossing=tuple(level for place, level in enumerate(kept) if place != inner),
    )


def _refuse_bad_rows(y: Floats, x: Floats, w: Floats, codes: Sequence[NDArray[np.intp]]) -> None:
    shapes = y.ndim == 1 and x.ndim == 2 and x.shape[1] > 0 and len(x) == len(w) == len(y)
    if not (
        shapes
        and all(code.shape == y.shape for code in codes)
        and all(np.isfinite(array).all() for array in (y, x, w))
        and (w >= 0).all()
    ):
        raise EstimationError.one(
            where="rows given to cluster-robust least squares",
            found=f"outcome {y.shape}, columns {x.shape}, weights {w.shape}",
            allowed="one row each, finite numbers, no negative weight",
            next="leave out rows with a missing value before the fit, and count them in the flow",
        )


def _lies_within(level: NDArray[np.intp], cluster: NDArray[np.intp]) -> bool:
    pairs = np.unique(np.column_stack([level, cluster]), axis=0)
    return bool(len(pairs) == level.max() + 1)


def _free_of_effects(rows: _Rows) -> _Model:
    root = np.sqrt(rows.weight)[:, None]
    dummies = [np.equal.outer(level, np.arange(level.max() + 1)).astype(float) for level in rows.crossing]
    demeaned = [_demean(array, rows) for array in (rows.outcome[:, None], rows.columns, *dummies)]
    basis = np.empty((len(rows.outcome), 0))
    if dummies:
        left, values, _ = np.linalg.svd(root * np.hstack(demeaned[2:]), full_matrices=False)
        kept = values > SMALLEST_DUMMY * np.sqrt(rows.weight.sum())
        basis = left[:, kept] / root
    free = [array - basis @ ((rows.weight[:, None] * basis).T @ array) for array in demeaned[:2]]
    inner = 0 if rows.inner is None else int(rows.inner.max()) + 1
    lengths = np.sqrt(rows.weight @ free[1] ** 2)
    whole = np.sqrt(rows.weight @ rows.columns**2)
    gone = np.flatnonzero(lengths <= whole / CONDITION_LIMIT)
    if len(gone):
        raise _dependent(found=f"column number {gone[0]} is said already by the effects")
    return _Model(free[0][:, 0], free[1], basis, inner + basis.shape[1] + free[1].shape[1])


def _demean(array: Floats, rows: _Rows) -> Floats:
    if rows.inner is None:
        return array
    whole = np.bincount(rows.inner, rows.weight)
    means = np.column_stack([np.bincount(rows.inner, rows.weight * column) / whole for column in array.T])
    return np.asarray(array - means[rows.inner])


def _fit(rows: _Rows, model: _Model) -> tuple[Floats, Floats, float, _Model]:
    """Return coefficients, what turns those of the basis into them, condition number, and the model in the basis.

    Through QR of columns of length one; the basis is Q, orthonormal in the weights.
    """
    root = np.sqrt(rows.weight)
    lengths = np.sqrt(rows.weight @ model.columns**2)
    q, r = np.linalg.qr(root[:, None] * model.columns / lengths)
    values = np.linalg.svd(r, compute_uv=False)
    condition = float(values[0] / values[-1]) if values[-1] > 0 else float("inf")
    if condition > CONDITION_LIMIT or len(rows.outcome) <= model.rank:
        raise _dependent(
            found=f"{len(rows.outcome)} rows for {model.rank} columns and effects, condition number {condition:.3g}"
        )
    inverse = np.linalg.inv(r) / lengths[:, None]
    return inverse @ (q.T @ (root * model.outcome)), inverse, condition, replace(model, columns=q / root[:, None])


def _dependent(*, found: str) -> EvalkitError:
    return EstimationError.one(
        where="cluster-robust least squares",
        found=found,
        allowed=f"more rows than columns and effects, and a condition number of at most {CONDITION_LIMIT:.0e}",
        next="leave out a column that others already say, or an effect that leaves nothing to compare",
    )


def _pieces(rows: _Rows, model: _Model, back: Floats, residual: Floats, *, adjusted: bool) -> _Pieces:
    z = np.hstack([model.columns, model.basis])
    spread = _spread(rows, model)
    k, count = model.columns.shape[1], len(rows.starts)
    scores, own, partial = np.empty((count, k)), np.empty((count, k)), np.empty((count, k))
    outer, cross = np.empty((count, k, z.shape[1])), np.empty((count, k, z.shape[1]))
    leverage = np.empty(count)
    stops = np.append(rows.starts[1:], len(residual))
    for place, (start, stop) in enumerate(zip(rows.starts, stops, strict=True)):
        part = slice(start, stop)
        block = _Block.of(z[part], rows.weight[part], None if rows.inner is None else rows.inner[part], residual[part])
        weighted = block.maker @ block.weighted
        pull = block.weighted[:, :k] @ back.T
        if adjusted:
            seen = block.maker @ block.maker.T + block.z @ spread @ block.z.T
            both = weighted @ block.z.T
            pull = _inverse_root(seen - both - both.T) @ pull
        scores[place] = block.residual @ pull
        own[place] = ((block.maker.T @ pull) ** 2).sum(axis=0)
        outer[place] = pull.T @ weighted
        cross[place] = pull.T @ block.z
        hat = block.z * block.weighted
        leverage[place] = block.levels + hat.sum()
        partial[place] = ((block.z[:, :k] @ back.T) * (block.weighted[:, :k] @ back.T)).sum(axis=0)
    return _Pieces(scores, own, outer, cross, leverage, partial, spread)


@dataclass(frozen=True, slots=True, eq=False)
class _Block:
    """One cluster, in its rows or, where those are many, in the few directions that matter."""

    z: Floats
    weighted: Floats  # W z
    maker: Floats  # I - H_S
    residual: Floats
    levels: int

    @classmethod
    def of(cls, z: Floats, weight: Floats, inner: NDArray[np.intp] | None, residual: Floats) -> _Block:
        level = np.zeros((len(z), 0)) if inner is None else np.equal.outer(inner, np.unique(inner)).astype(float)
        w = weight[:, None]
        stack = np.hstack([z, w * z, level, w * level])
        if len(z) > stack.shape[1]:
            directions, stack = np.linalg.qr(stack)
            residual = directions.T @ residual
        q, count = z.shape[1], level.shape[1]
        own, weighted_own = stack[:, 2 * q : 2 * q + count], stack[:, 2 * q + count :]
        maker = np.eye(len(stack)) - (own / (own * weighted_own).sum(axis=0)) @ weighted_own.T
        return cls(stack[:, :q], stack[:, q : 2 * q], maker, residual, count)


def _spread(rows: _Rows, model: _Model) -> Floats:
    """Return Z'W W Z, the covariance of all coefficients of the basis under the working covariance."""
    weighted = rows.weight[:, None] * np.hstack([model.columns, model.basis])
    return np.asarray(weighted.T @ weighted)


def _inverse_root(block: Floats) -> Floats:
    """Return the symmetric inverse square root; directions in which the cluster fits itself give nothing."""
    values, vectors = np.linalg.eigh((block + block.T) / 2)
    kept = values > SMALLEST_EIGENVALUE * max(1.0, values[-1])
    return np.asarray((vectors[:, kept] / np.sqrt(values[kept])) @ vectors[:, kept].T)


def _two_sided(coefficients: Floats, std_errors: Floats, df: Floats) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        tails = 2 * stdtr(df, -np.abs(coefficients) / std_errors)
    return np.where(std_errors > 0, tails, np.nan)


def _factor(correction: str, rows: _Rows, model: _Model) -> float:
    clusters, count = len(rows.starts), len(rows.outcome)
    factor = clusters / (clusters - 1)
    return {"CR0": 1.0, "CR1": factor, "CR1S": factor * (count - 1) / (count - model.rank), "CR2": 1.0}[correction]


def _satterthwaite(pieces: _Pieces) -> tuple[Floats, Floats]:
    """Return degrees of freedom and expected variance under the working covariance, for each column.

    The products of the clusters' influence vectors are diag(own) + K S K' with K = [outer, cross], so that
    their squares add up without a matrix of clusters by clusters.
    """
    unit, count = np.eye(len(pieces.spread)), pieces.own.shape[1]
    corner = np.block([[np.zeros_like(unit), -unit], [-unit, pieces.spread]])
    df, seen = np.empty(count), np.empty(count)
    for column in range(count):
        sides = np.hstack([pieces.outer[:, column], pieces.cross[:, column]])
        joint = sides @ corner
        shared = (joint * sides).sum(axis=1)
        small = corner @ (sides.T @ sides)
        squares = (pieces.own[:, column] ** 2 + 2 * pieces.own[:, column] * shared).sum() + (small * small.T).sum()
        seen[column] = (pieces.own[:, column] + shared).sum()
        df[column] = seen[column] ** 2 / squares if squares > 0 else np.nan
    return df, seen
