"""Per-cluster cross-products: after one pass over the rows, linear models no longer depend on their number.

For every cluster the weighted products of (1, columns) are kept. They add up, so they can be made in parts
and merged; leaving a cluster out or counting it twice is a sum over clusters, not another pass. Columns are
centred and scaled before products are formed. Rows are put into a fixed order first, so that the order in
which they arrive changes no byte of the result.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from evalkit.core.errors import EstimationError, EvalkitError

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

# Products square the condition of the columns: beyond this, fewer than six digits of a coefficient are safe.
CONDITION_LIMIT = 1e10


@dataclass(frozen=True, slots=True, eq=False)
class Scaling:
    """What is taken off each column, and what it is then divided by.

    Attributes
    ----------
    centre, scale : (k,) float array
        In the columns' own units; ``scale`` is 1 for a column that does not vary.
    """

    centre: Floats
    scale: Floats


@dataclass(frozen=True, slots=True, eq=False)
class CrossProducts:
    """Weighted products of the columns, cluster by cluster.

    Attributes
    ----------
    clusters : (G,) int array
        Labels, ascending.
    rows : (G,) int array
        Rows of each cluster with a positive weight.
    products : (G, k + 1, k + 1) float array
        Sums over a cluster's rows of w z z', with z = (1, scaled columns); entry [0, 0] is its weight.
    scaling : Scaling
        How the columns were centred and scaled.
    """

    clusters: Integers
    rows: Integers
    products: Floats
    scaling: Scaling

    def total(self) -> Floats:
        """Return the products of all clusters, added in the order of their labels."""
        return np.asarray(self.products.sum(axis=0))

    def without(self, cluster: int) -> CrossProducts:
        """Return the products without one cluster."""
        keep = self.clusters != cluster
        if keep.all():
            raise EstimationError.one(
                where="cross-products without one cluster",
                found=cluster,
                allowed=f"one of the {len(self.clusters)} clusters counted",
                next="take the label from the attribute clusters",
            )
        return replace(self, clusters=self.clusters[keep], rows=self.rows[keep], products=self.products[keep])

    def reweighted(self, multiplier: Floats) -> CrossProducts:
        """Return the products with each cluster's weight multiplied; clusters with 0 are left out.

        Parameters
        ----------
        multiplier : (G,) float array
            In the order of ``clusters``; not negative.
        """
        factor = np.asarray(multiplier, dtype=float)
        if factor.shape != self.clusters.shape or not (np.isfinite(factor).all() and (factor >= 0).all()):
            raise EstimationError.one(
                where="reweighting clusters",
                found=f"multipliers of shape {factor.shape}",
                allowed=f"{len(self.clusters)} finite numbers, none negative",
                next="give one multiplier for each cluster, in the order of the attribute clusters",
            )
        keep = factor > 0
        scaled = self.products[keep] * factor[keep, None, None]
        return replace(self, clusters=self.clusters[keep], rows=self.rows[keep], products=scaled)


@dataclass(frozen=True, slots=True, eq=False)
class LeastSquares:
    """Least squares of one column on a constant and others, from cross-products alone.

    Attributes
    ----------
    coefficients : (p,) float array
        The constant first, then the regressors in the order asked for, in the columns' own units.
    residual_ss : float
        Weighted sum of squared residuals.
    inverse : (p, p) float array
        Inverse of X'WX, constant first.
    scores : (G, p) float array
        Each cluster's X'W(y - X beta), so that CR0 is ``inverse @ scores.T @ scores @ inverse``.
    clusters : (G,) int array
        Labels of the rows of ``scores``.
    rows : int
        Rows behind the fit.
    condition_number : float
        Of X'WX after scaling each of its columns to length one.
    """

    coefficients: Floats
    residual_ss: float
    inverse: Floats
    scores: Floats
    clusters: Integers
    rows: int
    condition_number: float


def cross_products(
    columns: Floats,
    cluster: Integers,
    *,
    weight: Floats | None = None,
    row: NDArray[np.generic] | None = None,
    scaling: Scaling | None = None,
) -> CrossProducts:
    """Return the cross-products of columns, cluster by cluster.

    Parameters
    ----------
    columns : (n, k) float array
        Regressors and outcomes side by side; every number finite.
    cluster : (n,) int array
        Label of each row's cluster.
    weight : (n,) float array or None
        Analytic weights, not negative; None counts every row once. Rows of weight 0 are not counted.
    row : (n,) array or None
        Key, unique within a cluster, by which a cluster's rows are put in order before they are added.
        Without it they are put in order by their own values, which costs a sort.
    scaling : Scaling or None
        Centre and scale to use, so that parts share them; None takes weighted mean and SD of these rows.
    """
    values = np.asarray(columns, dtype=float)
    weights = np.ones(len(values)) if weight is None else np.asarray(weight, dtype=float)
    _refuse_bad_rows(values, np.asarray(cluster), weights)
    order = _fixed_order(values, np.asarray(cluster), weights, row)
    order = order[weights[order] > 0]
    values, weights, labels = values[order], weights[order], np.asarray(cluster)[order]
    used = scaling or _scaling(values, weights)
    clusters, starts, counts = np.unique(labels, return_index=True, return_counts=True)
    z = np.empty((values.shape[1] + 1, len(values)))
    z[0] = 1.0
    z[1:] = ((values - used.centre) / used.scale).T
    products = np.empty((len(clusters), len(z), len(z)))
    for left in range(len(z)):
        weighted = z[left] * weights
        for right in range(left, len(z)):
            products[:, left, right] = products[:, right, left] = np.add.reduceat(weighted * z[right], starts)
    return CrossProducts(clusters.astype(np.int64), counts.astype(np.int64), products, used)


def merge(parts: Sequence[CrossProducts]) -> CrossProducts:
    """Return the cross-products of all parts together, on the scaling of the first.

    A cluster that occurs in several parts is added up in the order of the parts. Parts on another scaling
    are carried over to the first one's by exact algebra.
    """
    first = parts[0]
    rebased = [_rebased(part, first.scaling) for part in parts]
    clusters = np.unique(np.concatenate([part.clusters for part in rebased]))
    products = np.zeros((len(clusters), *first.products.shape[1:]))
    rows = np.zeros(len(clusters), dtype=np.int64)
    for part in rebased:
        place = np.searchsorted(clusters, part.clusters)
        products[place] += part.products
        rows[place] += part.rows
    return CrossProducts(clusters, rows, products, first.scaling)


def least_squares(products: CrossProducts, regressors: Sequence[int], outcome: int) -> LeastSquares:
    """Return least squares of one column on a constant and others.

    Parameters
    ----------
    products : CrossProducts
        Made by `cross_products`.
    regressors : sequence of int
        Positions of the regressors among the columns.
    outcome : int
        Position of the outcome among the columns.

    Raises
    ------
    EstimationError
        When the regressors are so nearly dependent that products cannot tell them apart.
    """
    inside = [0, *(position + 1 for position in regressors)]
    total = products.total()
    gram = total[np.ix_(inside, inside)]
    inverse, condition = stable_inverse(gram)
    scaled = inverse @ total[inside, outcome + 1]
    signed = np.append(scaled, -1.0)
    picked = np.ix_([*inside, outcome + 1], [*inside, outcome + 1])
    unit = products.scaling.scale[outcome]
    back = original_units(products.scaling, regressors)
    coefficients = unit * (back @ scaled)
    coefficients[0] += products.scaling.centre[outcome]
    scores = products.products[:, inside, outcome + 1] - products.products[:, inside][:, :, inside] @ scaled
    return LeastSquares(
        coefficients=coefficients,
        residual_ss=float(max(0.0, signed @ total[picked] @ signed) * unit**2),
        inverse=back @ inverse @ back.T,
        scores=unit * scores @ np.linalg.inv(back),
        clusters=products.clusters,
        rows=int(products.rows.sum()),
        condition_number=condition,
    )


def original_units(scaling: Scaling, regressors: Sequence[int]) -> Floats:
    """Return the matrix that carries coefficients of (1, scaled regressors) to the columns' own units."""
    picked = list(regressors)
    back = np.diag(np.concatenate([[1.0], 1.0 / scaling.scale[picked]]))
    back[0, 1:] = -scaling.centre[picked] / scaling.scale[picked]
    return back


def stable_inverse(gram: Floats) -> tuple[Floats, float]:
    """Return the inverse of X'WX and its condition number, or refuse beyond `CONDITION_LIMIT`."""
    length = np.sqrt(np.diag(gram))
    flat = np.flatnonzero(~(length > np.sqrt(np.finfo(float).eps) * length.max()))
    if len(flat):
        raise _dependent(found=f"regressor number {flat[0]} does not vary", condition=float("inf"))
    values, vectors = np.linalg.eigh(gram / np.outer(length, length))
    condition = float(values[-1] / values[0]) if values[0] > 0 else float("inf")
    if condition > CONDITION_LIMIT:
        involved = ", ".join(str(place) for place in np.flatnonzero(np.abs(vectors[:, 0]) > 0.1))
        raise _dependent(
            found=f"regressors number {involved} (0 is the constant) are nearly dependent", condition=condition
        )
    inverse = (vectors / values) @ vectors.T / np.outer(length, length)
    return (inverse + inverse.T) / 2, condition


def _refuse_bad_rows(values: Floats, cluster: NDArray[np.generic], weights: Floats) -> None:
    right_shape = values.ndim == 2 and cluster.shape == weights.shape == values.shape[:1]
    usable = right_shape and np.isfinite(values).all() and np.isfinite(weights).all() and (weights >= 0).all()
    if not (usable and (weights > 0).any()):
        raise EstimationError.one(
            where="rows given to a least-squares fit",
            found=f"columns of shape {values.shape}, clusters {cluster.shape}, weights {weights.shape}",
            allowed="one row each, finite numbers, no negative weight, at least one positive weight",
            next="leave out rows with a missing value before the fit, and count them in the flow",
        )


def _fixed_order(
    values: Floats, cluster: NDArray[np.generic], weights: Floats, row: NDArray[np.generic] | None
) -> NDArray[np.intp]:
    if row is not None:
        return np.lexsort((np.asarray(row), cluster))
    return np.lexsort((weights, *values.T, cluster))


def _scaling(values: Floats, weights: Floats) -> Scaling:
    whole = weights.sum()
    centre = weights @ values / whole
    spread = np.sqrt(weights @ (values - centre) ** 2 / whole)
    varies = spread > 1e-12 * np.maximum(1.0, np.abs(centre))
    return Scaling(centre=centre, scale=np.where(varies, spread, 1.0))


def _rebased(part: CrossProducts, scaling: Scaling) -> CrossProducts:
    old = part.scaling
    if np.array_equal(old.centre, scaling.centre) and np.array_equal(old.scale, scaling.scale):
        return part
    carry = np.diag(np.concatenate([[1.0], old.scale / scaling.scale]))
    carry[1:, 0] = (old.centre - scaling.centre) / scaling.scale
    return replace(part, products=carry @ part.products @ carry.T, scaling=scaling)


def _dependent(*, found: str, condition: float) -> EvalkitError:
    return EstimationError.one(
        where="least squares from cross-products",
        found=f"{found}; condition number {condition:.3g}",
        allowed=f"a condition number of at most {CONDITION_LIMIT:.0e}",
        next="leave out one of the columns that say the same thing",
    )
