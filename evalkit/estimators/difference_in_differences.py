"""Difference-in-differences: how much more the programme's schools changed than their comparison schools.

Estimates
    The mean over the programme's schools (ATT) of the change from the baseline to the cohort, minus the
    weighted mean change of the comparison schools. It equals the coefficient of treated x cohort in
    weighted least squares with school and year effects on the years of the contrast; with several
    cohorts in turn it gives the event-study form.
Assumes
    Without the programme both sides would have changed alike (parallel trends); the programme does not
    reach the comparison schools; the schools' composition changes alike.
When it misleads
    When schools were chosen on a low baseline year (regression to the mean), when something else
    happened to the programme's area alone, when pupils change with the programme.
Reference
    Angrist and Pischke (2009), Mostly Harmless Econometrics, section 5.2.
Checked against
    ``tests/unit/estimators/test_difference_in_differences.py`` (hand-worked; statsmodels WLS with school
    and year effects).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from evalkit.core.errors import EstimationError
from evalkit.core.registry import Method
from evalkit.estimators.parts.roles import WEIGHTED_CHANGES
from evalkit.numeric.crossproducts import cross_products, least_squares
from evalkit.records.comparison import Comparison
from evalkit.records.estimate import Estimate


@dataclass(frozen=True, slots=True)
class Options:
    """Difference-in-differences has no options: the estimand holds years and weighting."""


def difference_in_differences(comparison: Comparison, options: Options) -> Estimate:
    """Return the weighted difference in changes."""
    estimand, roles = comparison.estimand, comparison.roles
    if roles.period is None or not estimand.baseline:
        raise EstimationError.one(
            where="difference_in_differences",
            found="a comparison without years",
            allowed="schools by year, with a contrast of years",
            next="choose a design for panels, or an estimator for single years",
        )
    outcome = comparison.frame.pivot(index=roles.unit, columns=roles.period, values=roles.outcome)
    weights = estimand.contrast()
    change = sum(weights[year] * outcome[year] for year in estimand.years())
    schools = comparison.frame.drop_duplicates(roles.unit).set_index(roles.unit).reindex(outcome.index)
    treated = schools[roles.treated].to_numpy(dtype=float)
    products = cross_products(
        np.column_stack([treated, np.asarray(change, dtype=float)]),
        outcome.index.to_numpy(dtype=np.int64),
        weight=schools[roles.weight].to_numpy(dtype=float),
    )
    fit = least_squares(products, [0], 1)
    return Estimate(
        estimand=estimand,
        outcome=estimand.label or estimand.outcome,
        unit=estimand.unit,
        estimator="difference_in_differences",
        design="",
        estimate=float(fit.coefficients[1]),
        counts=comparison.counts,
        diagnostics=(
            ("change of comparison schools", float(fit.coefficients[0])),
            ("change of programme schools", float(fit.coefficients.sum())),
        ),
        caveats=comparison.caveats,
    )


METHOD = Method(
    summary="How much more the programme's schools changed than their comparison schools",
    run=difference_in_differences,
    options=Options,
    needs=("period",),
    shapes=("panel",),
    checked_against=(
        "tests/unit/estimators/test_difference_in_differences.py::test_equals_weighted_least_squares_with_effects",
        "tests/unit/design/test_matched.py::test_hand_worked_donors_weights_and_estimate",
    ),
    words="difference in differences",
    role=WEIGHTED_CHANGES,
    default=True,
)
