"""The columns of a linear model of a bare table, for estimators and for how sure they are."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evalkit.records.coefficients import INTERCEPT
from evalkit.records.comparison import Comparison


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """Names and values of the columns of a linear model.

    Attributes
    ----------
    names : tuple of str
        Treated first; in a model without a treatment its first covariate, or the intercept.
    values : (n, k) float array
        One row for each row of the table.
    """

    names: tuple[str, ...]
    values: NDArray[np.float64]


def columns_of(comparison: Comparison, *, effects: bool = False) -> Columns:
    """Return treated, the constant and the covariates; without the constant where effects hold it.

    Parameters
    ----------
    comparison : Comparison
        Of a bare table.
    effects : bool
        Whether levels of some column have effects of their own.
    """
    roles, frame = comparison.roles, comparison.frame
    first, *others = [*([roles.treated] if roles.treated else []), *roles.covariates, *([] if effects else [INTERCEPT])]
    # The constant stands second, as where it is told that a column is said already by those before it.
    names = [first, *others[-1:], *others[:-1]] if others and others[-1] == INTERCEPT else [first, *others]
    values = [np.ones(len(frame)) if name == INTERCEPT else frame[name].to_numpy(dtype=float) for name in names]
    return Columns(tuple(names), np.column_stack(values))
