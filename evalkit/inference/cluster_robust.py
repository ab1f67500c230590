"""Cluster-robust (CR2): least squares with errors that may be alike within a school, or within an area.

Estimates
    Standard error, degrees of freedom, interval and p-value of the coefficient of treated x cohort in weighted
    least squares with school and year effects on the years of the contrast; for units without years, of treated
    in least squares on the covariates. Errors are CR2 (Bell and McCaffrey), identity working covariance, weights
    as analytic weights; the degrees of freedom are Satterthwaite's.
Assumes
    Clusters vary independently of each other. Within a cluster anything goes.
When it misleads
    By school, whenever schools of one area move together: it then knows nothing of what happened to the area as
    a whole, and for a programme in one area it is a lower bound on the uncertainty. By area, with few treated
    areas; with one it is refused, because no residual shows how such an area varies. Below four degrees of
    freedom even CR2 cannot be relied on.
Reference
    Bell and McCaffrey (2002), Survey Methodology 28; Pustejovsky and Tipton (2018), Journal of Business and
    Economic Statistics 36, equations 5 to 11, with the corrigendum of 2022 on absorbed effects.
Checked against
    ``tests/golden/test_cluster_robust.py`` (clubSandwich in R) and
    ``tests/unit/inference/test_cluster_robust.py`` (hand-worked).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from evalkit.analysis.compare import compare
from evalkit.core.errors import EstimationError, EvalkitError
from evalkit.core.registry import Method
from evalkit.numeric.cluster_robust import ClusterRobust, cluster_robust
from evalkit.records.analysis import Analysis
from evalkit.records.comparison import Comparison
from evalkit.records.estimate import Estimate, Inference

# Tipton (2015), Psychological Methods 20: below four, the approximation is too far off in the tails.
FEWEST_DF = 4.0
# Share of the variance that no residual shows, above which the reader is told.
UNSEEN_LIMIT = 0.05
# Estimates that differ by more than rounding are not the same estimate.
SAME_ESTIMATE = 1e-6


@dataclass(frozen=True, slots=True)
class Options:
    """Options of cluster-robust errors.

    Attributes
    ----------
    by : {"school", "area"}
        What a cluster is; by area, the programme's areas and each area of comparison schools are one each.
    conf_level : float
        Level of the interval.
    """

    by: Literal["school", "area"] = "school"
    conf_level: float = 0.95


def cluster_robust_inference(
    analysis: Analysis, estimate: Estimate, point_estimate: Callable[[Analysis], Estimate], options: Options
) -> Inference:
    """Return the interval of the least-squares coefficient from CR2 and Satterthwaite's degrees of freedom."""
    comparison = compare(analysis)
    cluster = _clusters(analysis, comparison, options)
    treated = comparison.frame[comparison.roles.treated].to_numpy(dtype=bool)
    count = len(np.unique(cluster[treated]))
    if count < 2:
        raise _one_treated(analysis, options, count)
    fit, place = _fit(comparison, cluster)
    low, high = fit.interval(place, options.conf_level)
    independent, ignored = _words(options, comparison)
    return Inference(
        name="cluster_robust",
        std_error=float(fit.std_errors[place]),
        df=float(fit.df[place]),
        conf_low=low,
        conf_high=high,
        conf_level=options.conf_level,
        p_value=float(fit.p_values[place]),
        assumes=f"{independent} vary independently of each other (CR2 errors, Satterthwaite degrees of freedom)",
        ignores=ignored,
        details=(
            ("clusters", float(len(fit.clusters))),
            ("treated clusters", float(count)),
            ("satterthwaite df", float(fit.df[place])),
            ("largest share of one cluster", float(fit.partial_leverage[:, place].max())),
            ("largest leverage of one cluster", float(fit.leverage.max())),
            ("share of variance no residual shows", float(fit.unseen[place])),
            ("least-squares estimate", float(fit.coefficients[place])),
        ),
        caveats=_caveats(estimate, fit, place),
    )


METHOD = Method(
    summary="Least squares with CR2 errors and Satterthwaite degrees of freedom, clustered by school or area",
    run=cluster_robust_inference,
    options=Options,
    needs=("treated",),
    shapes=("panel", "cross_section"),
    checked_against=(
        "tests/golden/test_cluster_robust.py::test_robust_errors_and_degrees_of_freedom_are_those_of_clubsandwich",
        "tests/unit/inference/test_cluster_robust.py::test_two_years_equal_the_welch_comparison_of_changes",
    ),
)


def _clusters(analysis: Analysis, comparison: Comparison, options: Options) -> np.ndarray:
    column = comparison.roles.cluster if options.by == "school" else comparison.roles.area
    if column is None:
        raise EstimationError.one(
            where=f"question {analysis.question!r}, inference cluster_robust, by",
            found="area, but the comparison has no areas",
            allowed="school, or area where the table says which area each school lies in",
            next="cluster by school, or give the column of areas",
        )
    return comparison.frame[column].to_numpy()


def _one_treated(analysis: Analysis, options: Options, count: int) -> EvalkitError:
    return EstimationError.one(
        where=f"question {analysis.question!r}, inference cluster_robust by {options.by}",
        found=f"{count} treated cluster",
        allowed="at least 2 treated clusters, because one fits itself and shows nothing of how it varies",
        next="use placebo_areas or variance_components for a programme in one area, or cluster by school",
    )


def _fit(comparison: Comparison, cluster: np.ndarray) -> tuple[ClusterRobust, int]:
    """Return the fit and the place of the effect among its columns."""
    frame, roles, estimand = comparison.frame, comparison.roles, comparison.estimand
    treated = frame[roles.treated].to_numpy(dtype=float)
    weight = frame[roles.weight].to_numpy(dtype=float)
    outcome = frame[roles.outcome].to_numpy(dtype=float)
    if roles.period is None:
        given = [frame[covariate].to_numpy(dtype=float) for covariate in roles.covariates]
        columns = np.column_stack([treated, np.ones(len(frame)), *given])
        return cluster_robust(outcome, columns, cluster, weight=weight), 0
    period = frame[roles.period].to_numpy()
    # With weights fixed within a school and every school in every year, the coefficient of treated x cohort
    # is the contrast of the cohort with the mean of the baseline years.
    used = np.isin(period, estimand.years())
    columns = (treated * (period == estimand.cohort))[:, None]
    effects = [frame[roles.unit].to_numpy()[used], period[used]]
    return cluster_robust(outcome[used], columns[used], cluster[used], weight=weight[used], effects=effects), 0


def _words(options: Options, comparison: Comparison) -> tuple[str, str]:
    if options.by == "area":
        return "areas", "shocks wider than an area"
    if comparison.shape == "panel":
        return "schools", "area-year shocks"
    return "clusters", "shocks that clusters share"


def _caveats(estimate: Estimate, fit: ClusterRobust, place: int) -> tuple[str, ...]:
    said = []
    if fit.df[place] < FEWEST_DF:
        said.append(
            "Too few clusters carry the comparison for cluster-robust errors to be relied on: "
            "read the interval as a rough guide."
        )
    if fit.unseen[place] > UNSEEN_LIMIT:
        said.append(
            "Some clusters fit themselves, so part of the uncertainty cannot be seen and the interval is too narrow."
        )
    scale = max(abs(estimate.estimate), float(fit.std_errors[place]))
    if abs(fit.coefficients[place] - estimate.estimate) > SAME_ESTIMATE * scale:
        said.append(
            "The cluster-robust interval lies around the least-squares estimate, which differs from the estimate shown."
        )
    return tuple(said)
