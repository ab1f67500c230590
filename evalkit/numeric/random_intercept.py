"""The random-intercept model by profiled likelihood, from per-cluster cross-products alone.

With y = X beta + u_cluster + e, Var u = lambda s2 and Var e = s2, a cluster of n rows has the inverse
covariance (I - g 11') / s2, g = lambda / (1 + n lambda), so that everything needed is its cross-products and
its sums (Bates, Maechler, Bolker and Walker 2015, sections 2 and 3, for one scalar random effect). What is
left is a search in lambda, done on the exact derivative. Degrees of freedom are those of Satterthwaite (1946)
in the form of Fai and Cornelius (1996): the gradient of a contrast's variance in (lambda, s2) against the
Hessian of the (restricted) deviance, both in closed form.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy import optimize

from evalkit.core.errors import EstimationError, EvalkitError
from evalkit.numeric.crossproducts import CrossProducts, original_units, stable_inverse

Floats = NDArray[np.float64]
Likelihood = Literal["REML", "ML"]

# Ratios of variances between clusters and within that are looked at before the search closes in.
GRID = np.concatenate([[0.0], np.logspace(-8, 6, 57)])


@dataclass(frozen=True, slots=True, eq=False)
class RandomIntercept:
    """Fixed effects, their covariance and the two variances.

    Attributes
    ----------
    coefficients : (p,) float array
        The constant first, then the regressors in the order asked for, in the columns' own units.
    std_errors : (p,) float array
        Model-based.
    covariance : (p, p) float array
        Covariance of the coefficients at the estimated variances.
    variance_between, variance_within : float
        Of the clusters' intercepts and of rows within clusters, in the outcome's unit squared.
    log_likelihood : float
        Restricted with REML, full with ML.
    likelihood : str
        ``REML`` or ``ML``.
    singular : bool
        Whether the variance between clusters was estimated as nought.
    rows, clusters : int
        Rows and clusters behind the fit.
    largest_cluster_share : float
        Share of all rows that lie in the largest cluster.
    condition_number : float
        Of X'X after centring and scaling.
    covariance_gradient : (2, p, p) float array
        Derivatives of ``covariance`` in the ratio of the variances and in the variance within.
    variance_covariance : (2, 2) float array
        Twice the inverse Hessian of the deviance in the same two.
    """

    coefficients: Floats
    std_errors: Floats
    covariance: Floats
    variance_between: float
    variance_within: float
    log_likelihood: float
    likelihood: str
    singular: bool
    rows: int
    clusters: int
    largest_cluster_share: float
    condition_number: float
    covariance_gradient: Floats
    variance_covariance: Floats

    @property
    def intraclass_correlation(self) -> float:
        """Share of the (conditional) variance that lies between clusters."""
        return self.variance_between / (self.variance_between + self.variance_within)

    def satterthwaite(self, contrast: Floats) -> tuple[float, float]:
        """Return standard error and degrees of freedom of a contrast of the coefficients.

        Where the variance between clusters was estimated as nought, it counts as known to be nought, which
        is what lmerTest does; the degrees of freedom are then those of the rows, and far too many for a
        contrast between clusters.
        """
        c = np.asarray(contrast, dtype=float)
        variance = float(c @ self.covariance @ c)
        if self.singular:
            return float(np.sqrt(variance)), float(self.rows - len(self.coefficients))
        gradient = np.einsum("i,kij,j->k", c, self.covariance_gradient, c)
        spread = float(gradient @ self.variance_covariance @ gradient)
        return float(np.sqrt(variance)), 2 * variance**2 / spread


def random_intercept(
    products: CrossProducts, regressors: Sequence[int], outcome: int, *, likelihood: Likelihood = "REML"
) -> RandomIntercept:
    """Return the random-intercept model of one column on a constant and others.

    Parameters
    ----------
    products : CrossProducts
        Made by `evalkit.numeric.crossproducts.cross_products` without weights, clusters being the groups.
    regressors : sequence of int
        Positions of the regressors among the columns.
    outcome : int
        Position of the outcome among the columns.
    likelihood : {"REML", "ML"}
        Restricted (for estimates and their errors) or full (to compare fixed effects).

    Raises
    ------
    EstimationError
        Weighted products, fewer than two clusters, no cluster with two rows, too few rows, dependent
        regressors, or no residual variation.
    """
    profile = _Profile.of(products, regressors, outcome, likelihood)
    _, condition = stable_inverse(profile.gram(0.0))
    ratio = _best_ratio(profile)
    at = profile.at(ratio)
    unit = float(products.scaling.scale[outcome])
    back = original_units(products.scaling, regressors)
    coefficients = unit * (back @ at.coefficients)
    coefficients[0] += products.scaling.centre[outcome]
    inverse = back @ at.inverse @ back.T
    within = at.variance * unit**2
    rows = int(products.rows.sum())
    return RandomIntercept(
        coefficients=coefficients,
        std_errors=np.sqrt(within * np.diag(inverse)),
        covariance=within * inverse,
        variance_between=ratio * within,
        variance_within=within,
        log_likelihood=-0.5 * (at.deviance + _log_units(profile, products, regressors, unit)),
        likelihood=likelihood,
        singular=ratio == 0.0,
        rows=rows,
        clusters=len(products.clusters),
        largest_cluster_share=float(products.rows.max() / rows),
        condition_number=condition,
        covariance_gradient=np.stack([-within * back @ at.turned @ back.T, inverse]),
        variance_covariance=at.variance_covariance(profile.freedom, unit),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Profile:
    """The deviance as a function of the ratio of the variances alone."""

    counts: Floats  # (G,)
    sums_x: Floats  # (G, p)
    sums_y: Floats  # (G,)
    total_xx: Floats
    total_xy: Floats
    total_yy: float
    freedom: int  # rows less regressors with REML, rows with ML
    restricted: bool

    @classmethod
    def of(cls, products: CrossProducts, regressors: Sequence[int], outcome: int, likelihood: str) -> _Profile:
        inside = [0, *(position + 1 for position in regressors)]
        total = products.total()
        counts = products.rows.astype(float)
        rows, restricted = int(products.rows.sum()), likelihood == "REML"
        if not np.allclose(products.products[:, 0, 0], counts, rtol=1e-12):
            raise _refusal(
                found="weighted rows",
                allowed="every row counted once",
                next="use cluster_robust, which takes weights",
            )
        if len(counts) < 2 or counts.max() < 2 or rows <= len(inside) + 1:
            raise _refusal(
                found=f"{rows} rows in {len(counts)} clusters, {len(inside)} coefficients",
                allowed="at least 2 clusters, one of them with 2 rows, and more rows than coefficients",
                next="use fewer covariates, or least squares",
            )
        return cls(
            counts=counts,
            sums_x=products.products[:, 0, inside],
            sums_y=products.products[:, 0, outcome + 1],
            total_xx=total[np.ix_(inside, inside)],
            total_xy=total[inside, outcome + 1],
            total_yy=float(total[outcome + 1, outcome + 1]),
            freedom=rows - len(inside) if restricted else rows,
            restricted=restricted,
        )

    def gram(self, ratio: float) -> Floats:
        """Return X' V^-1 X in units of the variance within."""
        shrink = ratio / (1 + self.counts * ratio)
        return self.total_xx - (self.sums_x * shrink[:, None]).T @ self.sums_x

    def at(self, ratio: float) -> _Point:
        """Return everything at one ratio, with first and second derivatives in the ratio."""
        wide = 1 + self.counts * ratio
        shrink, slope, bend = ratio / wide, wide**-2, -2 * self.counts * wide**-3
        gram = self.gram(ratio)
        inverse = np.linalg.inv(gram)
        inverse = (inverse + inverse.T) / 2
        b = self.total_xy - self.sums_x.T @ (shrink * self.sums_y)
        coefficients = inverse @ b
        # y'V^-1y - b'beta, written as a sum over clusters of what is left after the fit.
        left = self.total_yy - 2 * self.total_xy @ coefficients + coefficients @ self.total_xx @ coefficients
        residual = self.sums_y - self.sums_x @ coefficients
        squares = float(left - (shrink * residual**2).sum())
        if not squares > 1e-12 * self.total_yy:
            raise _refusal(found="a perfect fit", allowed="an outcome that varies", next="look for a copy of it")
        pull = self.sums_x.T @ (slope * residual)
        gram_slope = -(self.sums_x * slope[:, None]).T @ self.sums_x
        gram_bend = -(self.sums_x * bend[:, None]).T @ self.sums_x
        turned = inverse @ gram_slope
        variance = squares / self.freedom
        log_determinant = float(np.log(wide).sum())
        first, second = float((self.counts / wide).sum()), -float((self.counts**2 / wide**2).sum())
        if self.restricted:
            log_determinant += float(np.linalg.slogdet(gram)[1])
            first += float(np.trace(turned))
            second += float(np.trace(inverse @ gram_bend) - (turned * turned.T).sum())
        return _Point(
            coefficients=coefficients,
            inverse=inverse,
            variance=variance,
            deviance=log_determinant + self.freedom * (1 + np.log(2 * np.pi * variance)),
            turned=turned @ inverse,
            squares_slope=-float((slope * residual**2).sum()),
            squares_bend=-float((bend * residual**2).sum() + 2 * pull @ inverse @ pull),
            determinant_slope=first,
            determinant_bend=second,
        )

    def slope(self, ratio: float) -> float:
        """Return the derivative of the deviance in the ratio."""
        at = self.at(ratio)
        return at.determinant_slope + at.squares_slope / at.variance


@dataclass(frozen=True, slots=True, eq=False)
class _Point:
    """The profile at one ratio, on the scaled columns."""

    coefficients: Floats
    inverse: Floats
    variance: float
    deviance: float
    turned: Floats  # inverse x slope of X'V^-1X x inverse
    squares_slope: float
    squares_bend: float
    determinant_slope: float
    determinant_bend: float

    def variance_covariance(self, freedom: int, unit: float) -> Floats:
        """Return twice the inverse Hessian of the deviance in (ratio, variance within), in the outcome's unit."""
        corner = self.determinant_bend + self.squares_bend / self.variance
        mixed = -self.squares_slope / self.variance**2
        hessian = np.array([[corner, mixed], [mixed, freedom / self.variance**2]])
        rescale = np.array([1.0, unit**2])
        return np.asarray(2 * np.linalg.inv(hessian) * np.outer(rescale, rescale))


def _log_units(profile: _Profile, products: CrossProducts, regressors: Sequence[int], unit: float) -> float:
    """Return what the deviance gains when columns go back from their scaled to their own units."""
    gain = profile.freedom * 2 * float(np.log(unit))
    if profile.restricted:
        gain += 2 * float(np.log(products.scaling.scale[list(regressors)]).sum())
    return gain


def _best_ratio(profile: _Profile) -> float:
    deviances = [profile.at(float(ratio)).deviance for ratio in GRID]
    best = int(np.argmin(deviances))
    if best == 0 and profile.slope(0.0) >= 0:
        return 0.0
    for low, high in ((best - 1, best), (best, best + 1), (best - 1, best + 1)):
        if low < 0 or high >= len(GRID):
            continue
        ends = float(GRID[low]), float(GRID[high])
        if profile.slope(ends[0]) < 0 <= profile.slope(ends[1]):
            root = optimize.brentq(profile.slope, *ends, xtol=1e-300, rtol=4 * np.finfo(float).eps)
            return float(root)
    raise _refusal(
        found=f"no minimum of the deviance near a ratio of variances of {GRID[best]:.3g}",
        allowed=f"a ratio between 0 and {GRID[-1]:.0e}",
        next="look for clusters within which the outcome does not vary",
    )


def _refusal(*, found: str, allowed: str, next: str) -> EvalkitError:
    return EstimationError.one(where="random-intercept model", found=found, allowed=allowed, next=next)
