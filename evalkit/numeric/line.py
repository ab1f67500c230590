"""A fitted line: coefficients of least squares, and how sure each is if rows vary independently."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Line:
    """Least squares as an engine fits it.

    Attributes
    ----------
    coefficients : tuple of float
        One for each column, in units of outcome per unit of column.
    errors : tuple of (str, tuple of float)
        Standard errors of the coefficients under each way of reckoning them: ``classical``, ``HC1``, ``HC2``, ``HC3``.
        NaN where a way has none, as HC2 and HC3 where a row fits itself.
    df : float
        Rows less all columns, those of effects included.
    rows : int
        Rows fitted.
    explained : float
        Share of the weighted variance of the outcome that the columns, effects included, explain; 0 to 1.
    """

    coefficients: tuple[float, ...]
    errors: tuple[tuple[str, tuple[float, ...]], ...]
    df: float
    rows: int
    explained: float


@dataclass(frozen=True, slots=True)
class Engine:
    """A program that fits lines.

    Attributes
    ----------
    fit : callable
        ``fit(outcome, columns, weight, effects)``: (n,) outcomes, (n, k) columns, (n,) positive weights, (n,) codes
        of one set of effects or None; returns a `Line`.
    """

    fit: Callable[[Floats, Floats, Floats, NDArray[np.intp] | None], Line]
