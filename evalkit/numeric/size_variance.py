"""How much an area's change varies: a part that its number of pupils does not touch, and a part that falls with it.

The residuals of a least-squares fit have expected squares that are known sums of the two parts, so both are found by
least squares with neither below nought; squares vary with the square of their size, so the fit is weighted and
repeated.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import nnls

from evalkit.core.errors import EstimationError

Floats = NDArray[np.float64]

ROUNDS = 4
NEGLIGIBLE = 1e-9
# No area's variance is taken for less than this share of the mean, so that no weight runs away.
LEAST_SHARE = 1e-3


@dataclass(frozen=True, slots=True)
class SizeVariance:
    """Variance of the change of an area with so many pupils: ``shared + by_pupils / pupils``.

    Attributes
    ----------
    shared : float
        What even the largest area varies by.
    by_pupils : float
        What falls with the number of pupils; nought where all areas count alike.
    areas : int
        Areas behind both.
    df : float
        Areas less the columns of the fit.
    """

    shared: float
    by_pupils: float
    areas: int
    df: float

    def of(self, pupils: Floats) -> Floats:
        """Return the variance of the change of areas with so many pupils."""
        return np.asarray(self.shared + self.by_pupils / pupils)


def size_variance(change: Floats, covariates: Floats, pupils: Floats) -> SizeVariance:
    """Return both parts of the variance, from areas without the programme.

    Parameters
    ----------
    change : (n,) array
        Change of each area.
    covariates : (n, p) array
        What the change may depend on; fitted by least squares with a constant.
    pupils : (n,) array
        Pupils behind each area's figure, above nought; all alike where they are not known.

    Raises
    ------
    EstimationError
        When what describes the areas leaves nothing to vary.
    """
    number = len(change)
    basis = _basis(covariates)
    remover = np.eye(number) - basis @ basis.T
    squares = (remover @ change) ** 2
    df = number - basis.shape[1]
    if df < 1:
        raise EstimationError.one(
            where="how much authorities vary by themselves",
            found=f"{number} authorities, and {basis.shape[1] - 1} variables that describe them",
            allowed="more authorities than variables, so that something is left to vary",
            next="match on fewer variables, or give tables of more authorities",
        )
    mean = float(squares.sum()) / df
    inverse = pupils.mean() / pupils
    if mean == 0.0 or np.ptp(inverse) <= NEGLIGIBLE:
        return SizeVariance(mean, 0.0, number, float(df))
    expected = remover**2 @ np.column_stack([np.ones(number), inverse])
    fitted = np.full(number, mean)
    for _ in range(ROUNDS):
        weight = 1.0 / np.maximum(fitted, LEAST_SHARE * mean)
        parts, _ = nnls(expected * weight[:, None], squares * weight)
        fitted = expected @ parts
    return SizeVariance(float(parts[0]), float(parts[1] * pupils.mean()), number, float(df))


def _basis(covariates: Floats) -> Floats:
    """Return orthonormal columns that span a constant and the covariates."""
    number = len(covariates)
    centred = covariates - covariates.mean(axis=0)
    spread = centred.std(axis=0)
    scaled = centred[:, spread > 0] / spread[spread > 0]
    vectors, values, _ = np.linalg.svd(scaled, full_matrices=False)
    kept = vectors[:, values > 1e-8 * values.max()] if len(values) else vectors
    return np.column_stack([np.full(number, 1.0 / np.sqrt(number)), kept])
