"""How much of a change is shared by an area and how much is a school's own.

The model is D_i = b'x_i + a_area(i) + e_i with Var a and Var e constant. Both are estimated by the
analysis of variance of OLS residuals, with the expectation of the mean squares worked out exactly for
unequal areas and fitted covariates (Henderson's method 3 in spirit; Satterthwaite 1946 for the df).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evalkit.core.errors import EstimationError, EvalkitError

Floats = NDArray[np.float64]

NEGLIGIBLE_SINGULAR_VALUE = 1e-8
# What rounding leaves of degrees of freedom where there are none.
LEAST_DF = 1e-6


@dataclass(frozen=True, slots=True)
class VariancePair:
    """Area and school variance of one contrast.

    Attributes
    ----------
    area, school : float
        Variances, in squared units of the contrast.
    mean_square_between, mean_square_within : float
        Mean squares of the residuals.
    df_between, df_within : float
        Their degrees of freedom, covariates allowed for.
    size : float
        Effective number of schools an area's variance counts with, n0.
    leak : float
        Share of the area variance that covariates leak into the within mean square, c.
    areas, schools : int
        Behind the estimates.
    truncated : bool
        Whether the area variance came out below nought and was set to nought.
    """

    area: float
    school: float
    mean_square_between: float
    mean_square_within: float
    df_between: float
    df_within: float
    size: float
    leak: float
    areas: int
    schools: int
    truncated: bool

    def predicted(self, area_squares: float | Floats, school_squares: float | Floats) -> Floats:
        """Return the variance of a weighted difference.

        Parameters
        ----------
        area_squares : float or array
            Sum of squared treated area weights plus sum of squared comparison area weights.
        school_squares : float or array
            The same over schools.
        """
        return np.asarray(self.area * area_squares + self.school * school_squares)

    def coefficients(self, area_squares: float, school_squares: float) -> tuple[float, float]:
        """Return k_B and k_W, with which the variance is k_B times the mean square between plus k_W times that within.

        This is the variance `predicted` gives unless the area variance was set to nought. k_W may be negative.
        """
        between = (area_squares - self.leak * school_squares) / (self.size - self.leak)
        return between, school_squares - between

    def degrees_of_freedom(self, area_squares: float, school_squares: float) -> float:
        """Return Satterthwaite's degrees of freedom of a predicted variance, never more than areas can give.

        With the area variance set to nought the formula would count schools; then, too, areas are counted.
        """
        if self.truncated:
            return self.df_between
        between, within = self.coefficients(area_squares, school_squares)
        scatter = (between * self.mean_square_between) ** 2 / self.df_between
        scatter += (within * self.mean_square_within) ** 2 / self.df_within
        variance = float(self.predicted(area_squares, school_squares))
        return min(variance**2 / scatter, self.df_between)


def variance_pair(change: Floats, covariates: Floats, area: NDArray[np.int64]) -> VariancePair:
    """Estimate the variance pair from schools without a programme; refuse where nothing is left to vary.

    Parameters
    ----------
    change : (n,) array
        Contrast of each school.
    covariates : (n, p) array
        Variables matched on and stratum indicators; a constant is added here.
    area : (n,) int array
        Area of each school.
    """
    codes, position = np.unique(area, return_inverse=True)
    sizes = np.bincount(position).astype(float)
    number, areas = len(change), len(codes)
    basis = _orthonormal(covariates)
    centred = change - change.mean()
    residual = centred - basis @ (basis.T @ centred)
    residual_mean = np.bincount(position, residual) / sizes
    basis_mean = _area_means(basis, position, sizes)
    spread = (sizes[:, None] * basis_mean).T

    df_between = areas - 1 - float((sizes * (basis_mean**2).sum(axis=1)).sum())
    df_within = number - 1 - basis.shape[1] - df_between
    if min(df_between, df_within) < LEAST_DF:
        raise _nothing_varies(number, areas, basis.shape[1])
    mean_square_between = float((sizes * residual_mean**2).sum()) / df_between
    mean_square_within = float(((residual - residual_mean[position]) ** 2).sum()) / df_within
    leak = float((((basis - basis_mean[position]) @ spread) ** 2).sum()) / df_within
    hat = np.eye(areas) - sizes[None, :] / number - basis_mean @ spread
    size = float((sizes * (hat**2).sum(axis=1)).sum()) / df_between

    raw = (mean_square_between - mean_square_within) / (size - leak)
    between = max(0.0, raw)
    return VariancePair(
        area=between,
        school=mean_square_within - leak * between,
        mean_square_between=mean_square_between,
        mean_square_within=mean_square_within,
        df_between=df_between,
        df_within=df_within,
        size=size,
        leak=leak,
        areas=areas,
        schools=number,
        truncated=raw < 0.0,
    )


def _nothing_varies(number: int, areas: int, columns: int) -> EvalkitError:
    return EstimationError.one(
        where="how much areas and schools vary by themselves",
        found=f"{number} schools of {areas} areas, and {columns} variables and strata that describe them",
        allowed="more schools and areas than what is matched on, so that something is left to vary",
        next="match on fewer variables, take numbers out of what must agree exactly, or give tables of more areas",
    )


def _orthonormal(covariates: Floats) -> Floats:
    centred = covariates - covariates.mean(axis=0)
    spread = centred.std(axis=0)
    standard = centred[:, spread > 0] / spread[spread > 0]
    if standard.shape[1] == 0:
        return np.zeros((len(covariates), 0))
    left, values, _ = np.linalg.svd(standard, full_matrices=False)
    return np.asarray(left[:, values > NEGLIGIBLE_SINGULAR_VALUE * values[0]])


def _area_means(basis: Floats, position: NDArray[np.int64], sizes: Floats) -> Floats:
    sums = np.zeros((len(sizes), basis.shape[1]))
    np.add.at(sums, position, basis)
    return sums / sizes[:, None]
