"""Multilevel model: pupils in schools, each school with its own intercept.

Estimates
    The coefficient of treated in a linear model of the outcome on treated and the covariates, with a random
    intercept for each cluster, by restricted maximum likelihood (REML). Clusters count by how much they tell:
    between once each, as where intercepts differ much, and by their units, as where they do not.
Assumes
    Clusters' intercepts are independent, normal, alike in spread, and unrelated to treated and the covariates;
    residuals likewise, with one variance. Treatment was assigned, or the covariates say why units were treated.
When it misleads
    When schools chose the programme for reasons that the covariates do not hold; when treated schools vary more
    than others; when the effect is larger in large schools, because the estimate is then the mean of neither
    schools nor pupils; when the variance between few schools is estimated as nought, and certainty overstated.
Reference
    Laird and Ware (1982), Biometrics 38; Bates, Maechler, Bolker and Walker (2015), Journal of Statistical
    Software 67, sections 2 and 3.
Checked against
    ``tests/golden/test_random_intercept.py`` (lme4 in R) and ``tests/golden/test_public_data.py`` (the London
    examination data and a published cluster-randomised trial).
"""

from __future__ import annotations

from dataclasses import dataclass

from evalkit.core.registry import Method
from evalkit.estimators.parts.random_intercepts import RANDOM_INTERCEPTS, TREATED, fit_intercepts
from evalkit.records.comparison import Comparison
from evalkit.records.estimate import Estimate


@dataclass(frozen=True, slots=True)
class Options:
    """The multilevel model has no options."""


def multilevel(comparison: Comparison, options: Options) -> Estimate:
    """Return the coefficient of treated with a random intercept for each cluster."""
    fit = fit_intercepts(comparison)
    estimand = comparison.estimand
    singular = (
        "Schools were estimated not to differ beyond what chance among their pupils would give, "
        "so that the model treats pupils of one school as if they were independent."
    )
    return Estimate(
        estimand=estimand,
        outcome=estimand.label or estimand.outcome,
        unit=estimand.unit,
        estimator="multilevel",
        design="",
        estimate=float(fit.coefficients[TREATED]),
        counts=comparison.counts,
        diagnostics=(
            ("variance between clusters", fit.variance_between),
            ("variance within clusters", fit.variance_within),
            ("intraclass correlation", fit.intraclass_correlation),
            ("restricted log-likelihood", fit.log_likelihood),
            ("clusters", float(fit.clusters)),
            ("rows", float(fit.rows)),
        ),
        caveats=(*comparison.caveats, singular) if fit.singular else comparison.caveats,
    )


METHOD = Method(
    summary="Pupils in schools: a linear model with an intercept for each school (REML)",
    run=multilevel,
    options=Options,
    shapes=("cross_section",),
    checked_against=(
        "tests/golden/test_random_intercept.py::test_fixed_effects_and_their_errors_are_those_of_lme4",
        "tests/golden/test_public_data.py::test_random_intercepts_agree_on_the_london_examination_data",
    ),
    words="a multilevel model",
    role=RANDOM_INTERCEPTS,
    default=True,
)
