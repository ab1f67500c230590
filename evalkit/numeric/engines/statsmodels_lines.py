"""Weighted least squares by statsmodels: classical errors, and HC1 to HC3 for rows that vary unalike.

Effects are dummies in the model, one for each level, so that leverages and degrees of freedom are those of the
whole model. Rows are put into a fixed order first: the order in which they arrive changes no byte of the result.
"""

from __future__ import annotations

from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from statsmodels.regression.linear_model import WLS

from evalkit.core.errors import EstimationError
from evalkit.numeric.line import Engine, Floats, Line

# Cells of the matrix of columns and dummies: about 1.6 GB.
MOST_CELLS = 200_000_000
# A row whose leverage is within rounding of 1 fits itself: HC2 and HC3 divide by nought.
ITSELF = 1e-10


def fit_line(outcome: Floats, columns: Floats, weight: Floats, effects: NDArray[np.intp] | None) -> Line:
    """Return weighted least squares of outcome on columns and the dummies of effects."""
    levels = 0 if effects is None else int(effects.max()) + 1
    count = columns.shape[1] + levels
    if len(outcome) <= count:
        raise EstimationError.one(
            where="least squares",
            found=f"{len(outcome)} rows for {count} columns and effects",
            allowed="more rows than columns and effects",
            next="leave out covariates or effects, or give more rows",
        )
    if len(outcome) * count > MOST_CELLS:
        raise EstimationError.one(
            where="least squares",
            found=f"{len(outcome)} rows with {count} columns and effects",
            allowed=f"at most {MOST_CELLS} cells of rows times columns and effects",
            next="leave the effects out, or give one row for each school",
        )
    codes = np.zeros(len(outcome), dtype=np.intp) if effects is None else effects
    order = np.lexsort((outcome, weight, *columns.T, codes))
    # Weights say how much a row counts beside others: their size together changes nothing.
    y, x, w = outcome[order], columns[order], weight[order] / weight.mean()
    scaled, back = _scaled(x, w)
    if levels:
        scaled = np.column_stack([scaled, np.equal.outer(codes[order], np.arange(levels)).astype(float)])
    return _line(WLS(y, scaled, weights=w).fit(method="qr"), back)


ENGINE = Engine(fit=fit_line)


class _Fitted(Protocol):
    """What is used of a result of statsmodels."""

    params: Floats
    wresid: Floats
    normalized_cov_params: Floats
    cov_HC1: Floats
    cov_HC2: Floats
    cov_HC3: Floats
    df_resid: float
    model: _Fit

    def cov_params(self) -> Floats:
        """Return the classical covariance."""


class _Fit(Protocol):
    """What is used of a model of statsmodels."""

    weights: Floats
    endog: Floats
    wexog: Floats


def _scaled(columns: Floats, weight: Floats) -> tuple[Floats, Floats]:
    """Return columns around nought and of spread one, and what turns their coefficients into those of the columns.

    The engine squares the condition of the columns, which a column far from nought would make too large.
    """
    constant = np.ptp(columns, axis=0) == 0
    centre = np.where(constant, 0.0, np.average(columns, axis=0, weights=weight))
    scale = np.where(constant, 1.0, np.sqrt(np.average((columns - centre) ** 2, axis=0, weights=weight)))
    back = np.diag(1.0 / scale)
    for place in np.flatnonzero(constant):
        back[place] -= centre / (scale * columns[0, place])
    return (columns - centre) / scale, back


def _line(fitted: _Fitted, back: Floats) -> Line:
    own = len(back)
    covariances = {"classical": fitted.cov_params(), **{name: _robust(fitted, name) for name in ("HC1", "HC2", "HC3")}}
    residual, weight, y = fitted.wresid, fitted.model.weights, fitted.model.endog
    whole = float(weight @ (y - np.average(y, weights=weight)) ** 2)
    return Line(
        coefficients=tuple((back @ fitted.params[:own]).tolist()),
        errors=tuple(
            (name, tuple(np.sqrt(np.diag(back @ covariance[:own, :own] @ back.T)).tolist()))
            for name, covariance in covariances.items()
        ),
        df=float(fitted.df_resid),
        rows=len(y),
        explained=1.0 - float(residual @ residual) / whole if whole > 0 else float("nan"),
    )


def _robust(fitted: _Fitted, name: str) -> Floats:
    """Return the robust covariance; NaN for HC2 and HC3 where a row fits itself."""
    x = fitted.model.wexog
    leverage = ((x @ fitted.normalized_cov_params) * x).sum(axis=1)
    if name != "HC1" and leverage.max() > 1.0 - ITSELF:
        return np.full((x.shape[1], x.shape[1]), np.nan)
    return np.asarray(getattr(fitted, f"cov_{name}"))
