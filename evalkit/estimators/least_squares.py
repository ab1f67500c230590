"""Least squares: a line through the rows of a table, fitted by statsmodels.

Estimates
    The coefficient of treated in (weighted) least squares of the outcome on treated and the covariates: the difference
    between the sides among rows alike in the covariates. With effects of schools it is the difference within schools,
    each school counting by how its rows are divided between the sides. In a model without a treatment, the line alone.
Assumes
    Treatment was assigned, or the covariates, and the effects, say why rows were treated; outcomes follow the
    covariates in straight lines, alike on both sides. Weights say how much a row counts, not how sure it is.
When it misleads
    When rows chose the programme for reasons that no column holds; when the line bends where the sides differ; with
    effects of schools, when treated rows of a school change what its other rows do. Where the effect differs between
    rows, the estimate is a mean of them with weights that nobody chose.
Reference
    Angrist and Pischke (2009), Mostly Harmless Econometrics, chapter 3.
Checked against
    ``tests/golden/test_least_squares.py`` (lm in R) and ``tests/recovery/test_frames.py`` (simulated truth).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from evalkit.core.errors import EstimationError, Fault
from evalkit.core.registry import Method
from evalkit.estimators.parts.columns import columns_of
from evalkit.estimators.parts.roles import LEAST_SQUARES
from evalkit.numeric.collinear import said_already
from evalkit.numeric.engines import ENGINES
from evalkit.records.coefficients import FittedLine
from evalkit.records.comparison import Comparison
from evalkit.records.estimate import Estimate

NAME = "least_squares"


@dataclass(frozen=True, slots=True)
class Options:
    """Options of least squares.

    Attributes
    ----------
    effects : {"none", "school"}
        Whether each school, or whatever the clusters are, has an intercept of its own.
    """

    effects: Literal["none", "school"] = "none"


def least_squares(comparison: Comparison, options: Options) -> Estimate:
    """Return the coefficient of treated, and the whole line behind it."""
    roles, frame, estimand = comparison.roles, comparison.frame, comparison.estimand
    effects = roles.cluster if options.effects == "school" else None
    codes = np.unique(frame[roles.cluster].to_numpy(), return_inverse=True)[1] if effects else None
    columns = columns_of(comparison, effects=effects is not None)
    if codes is not None and effects is not None:
        _refuse_what_effects_say(columns.names, columns.values, codes, effects)
    fit = ENGINES.get("statsmodels_lines").fit(
        frame[roles.outcome].to_numpy(dtype=float), columns.values, frame[roles.weight].to_numpy(dtype=float), codes
    )
    return Estimate(
        estimand=estimand,
        outcome=estimand.label or estimand.outcome,
        unit=estimand.unit,
        estimator=NAME,
        design="",
        estimate=fit.coefficients[0],
        counts=comparison.counts,
        diagnostics=(("rows", float(fit.rows)), ("degrees of freedom", fit.df), ("share explained", fit.explained)),
        caveats=comparison.caveats,
        line=FittedLine(columns.names, fit, effects),
    )


METHOD = Method(
    summary="A line through the rows of a table: weights, covariates, and effects of schools where asked for",
    run=least_squares,
    options=Options,
    shapes=("cross_section",),
    checked_against=(
        "tests/golden/test_least_squares.py::test_coefficients_are_those_of_lm",
        "tests/recovery/test_frames.py::test_intervals_hold_the_truth",
    ),
    words="least squares",
    role=LEAST_SQUARES,
)


def _refuse_what_effects_say(
    names: tuple[str, ...], values: NDArray[np.float64], codes: NDArray[np.intp], effects: str
) -> None:
    """Refuse every column that is the same for all rows of a cluster, or that others say within clusters."""
    within = values - pd.DataFrame(values).groupby(codes).transform("mean").to_numpy()
    # What is left of a column that does not vary within clusters is rounding of its size.
    within[:, np.abs(within).max(axis=0) <= 1e-12 * np.abs(values).max(axis=0)] = 0.0
    faults = []
    for one in said_already(within):
        others = " and ".join(repr(names[place]) for place in one.by)
        always = f"the same for all rows of each {effects!r}"
        found = f"said already by {others} within {effects!r}" if one.by else always
        faults.append(
            Fault(
                f"least squares with effects of {effects!r}, column {names[one.column]!r}",
                found,
                "a column that varies within schools",
                "leave the effects or the column out",
            )
        )
    if faults:
        raise EstimationError(faults)
