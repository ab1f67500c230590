"""Satterthwaite: the multilevel model's own standard error, with degrees of freedom that know how few schools.

Estimates
    Standard error, degrees of freedom, interval and p-value of treated in the multilevel model. The degrees of
    freedom come from how uncertain the standard error itself is: the gradient of the effect's variance in the
    two variances, against the Hessian of the restricted deviance.
Assumes
    What the multilevel model assumes; the standard error's square is close to a scaled chi-square.
When it misleads
    With fewer than about ten clusters, with treated clusters that vary more than others, and where the variance
    between clusters is estimated as nought. In that case R's lmerTest counts pupils; here, where treated is the
    same for all of a cluster, clusters are counted instead, and the result says so. Below one degree of freedom
    it refuses.
Reference
    Satterthwaite (1946), Biometrics Bulletin 2; Fai and Cornelius (1996), Journal of Statistical Computation and
    Simulation 54; Kuznetsova, Brockhoff and Christensen (2017), Journal of Statistical Software 82.
Checked against
    ``tests/golden/test_random_intercept.py`` (lmerTest in R), ``tests/golden/test_public_data.py`` and
    ``tests/recovery/test_satterthwaite.py`` (simulated truth).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.special import stdtr, stdtrit

from evalkit.analysis.compare import compare
from evalkit.core.errors import EstimationError, Fault
from evalkit.core.registry import Method
from evalkit.estimators import ESTIMATORS
from evalkit.estimators.parts.random_intercepts import RANDOM_INTERCEPTS, TREATED, between_columns, fit_intercepts
from evalkit.numeric.random_intercept import RandomIntercept
from evalkit.records.analysis import Analysis
from evalkit.records.coefficients import INTERCEPT, Coefficient, Coefficients
from evalkit.records.comparison import Comparison
from evalkit.records.details import ModelClusters
from evalkit.records.estimate import Estimate, Inference

FEWEST_DF = 4.0
# Below one degree of freedom t has no scale left: the interval would be any number at all.
LEAST_DF = 1.0


@dataclass(frozen=True, slots=True)
class Options:
    """Options of Satterthwaite's interval.

    Attributes
    ----------
    conf_level : float
        Level of the interval.
    """

    conf_level: float = 0.95


def satterthwaite(
    analysis: Analysis, estimate: Estimate, point_estimate: Callable[[Analysis], Estimate], options: Options
) -> Inference:
    """Return the interval of the multilevel model's effect from t with Satterthwaite's degrees of freedom."""
    if ESTIMATORS.get(estimate.estimator).role_with(analysis.estimator_options) not in METHOD.roles_judged():
        raise EstimationError.one(
            where=f"question {analysis.question!r}, inference satterthwaite",
            found=f"the estimator {estimate.estimator}",
            allowed="the estimator multilevel, whose standard error this is",
            next="choose cluster_robust, or the estimator multilevel",
        )
    comparison = compare(analysis)
    fit = fit_intercepts(comparison)
    std_error, df = _df(fit, comparison)
    if df < LEAST_DF:
        raise EstimationError([_too_few(analysis, fit)])
    margin = float(stdtrit(df, 0.5 + options.conf_level / 2)) * std_error
    treated = comparison.frame.groupby(comparison.roles.cluster)[comparison.roles.treated].max()
    return Inference(
        name="satterthwaite",
        std_error=std_error,
        df=df,
        conf_low=estimate.estimate - margin,
        conf_high=estimate.estimate + margin,
        conf_level=options.conf_level,
        p_value=float(2 * stdtr(df, -abs(estimate.estimate) / std_error)),
        assumes=METHOD.assumes,
        ignores=METHOD.ignores,
        details=(
            ModelClusters(
                clusters=int(fit.clusters),
                treated=int(treated.astype(bool).sum()),
                df=df,
                intraclass_correlation=fit.intraclass_correlation,
                largest_share=fit.largest_cluster_share,
            ),
            _coefficients(fit, comparison, options.conf_level),
        ),
        caveats=_caveats(fit, df),
    )


METHOD = Method(
    summary="The multilevel model's standard error with Satterthwaite degrees of freedom",
    run=satterthwaite,
    options=Options,
    shapes=("cross_section",),
    checked_against=(
        "tests/golden/test_random_intercept.py::test_satterthwaite_degrees_of_freedom_are_those_of_lmertest",
        "tests/golden/test_public_data.py::test_random_intercepts_agree_on_the_london_examination_data",
        "tests/recovery/test_satterthwaite.py::test_intervals_hold_the_truth_with_twelve_schools",
    ),
    words="the multilevel model's own standard error",
    assumes="clusters differ by independent normal intercepts, alike in spread on both sides",
    ignores="shocks that clusters share",
    judges=RANDOM_INTERCEPTS,
)


def _too_few(analysis: Analysis, fit: RandomIntercept) -> Fault:
    return Fault(
        where=f"question {analysis.question!r}, inference satterthwaite",
        found=f"{int(fit.clusters)} clusters, which leave less than one degree of freedom",
        allowed="at least one degree of freedom, which more clusters give",
        next="leave out covariates that hardly vary within clusters, or cluster by a smaller unit",
    )


def _coefficients(fit: RandomIntercept, comparison: Comparison, conf_level: float) -> Coefficients:
    """Return every coefficient of the model, the effect first."""
    names = [INTERCEPT, comparison.roles.treated, *comparison.roles.covariates]
    rows = []
    for place, name in enumerate(names):
        std_error, df = _df(fit, comparison, place)
        value, margin = float(fit.coefficients[place]), float(stdtrit(df, 0.5 + conf_level / 2)) * std_error
        p_value = float(2 * stdtr(df, -abs(value) / std_error))
        rows.append(Coefficient(name, value, std_error, df, value - margin, value + margin, p_value))
    return Coefficients((rows[TREATED], rows[0], *rows[TREATED + 1 :]))


def _df(fit: RandomIntercept, comparison: Comparison, place: int = TREATED) -> tuple[float, float]:
    contrast = np.zeros(len(fit.coefficients))
    contrast[place] = 1.0
    std_error, df = fit.satterthwaite(contrast)
    name = [None, comparison.roles.treated, *comparison.roles.covariates][place]
    varies = name is not None and comparison.frame.groupby(comparison.roles.cluster)[name].nunique().max() > 1
    if fit.singular and not varies:
        df = min(df, float(max(1, fit.clusters - 1 - between_columns(comparison))))
    return std_error, df


def _caveats(fit: RandomIntercept, df: float) -> tuple[str, ...]:
    said = []
    if fit.singular:
        said.append(
            "The variance between clusters was estimated as nought, so the standard error is likely too small; "
            "the degrees of freedom count clusters where the programme covers whole clusters."
        )
    if df < FEWEST_DF:
        said.append("Too few clusters for this interval to be relied on: read it as a rough guide.")
    return tuple(said)
