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

from evalkit.analysis.compare import compare
from evalkit.core.errors import Fault
from evalkit.core.registry import Method
from evalkit.estimators.parts.roles import LEAST_SQUARES, WEIGHTED_CHANGES
from evalkit.inference.parts.clusters import By, judged_by_clusters, too_few_treated
from evalkit.inference.parts.roles import AREA_CLUSTERS, CLUSTERS
from evalkit.records.analysis import Analysis
from evalkit.records.estimate import Estimate, Inference


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

    by: By = "school"
    conf_level: float = 0.95


def cluster_robust_inference(
    analysis: Analysis, estimate: Estimate, point_estimate: Callable[[Analysis], Estimate], options: Options
) -> Inference:
    """Return the interval of the least-squares coefficient from CR2 and Satterthwaite's degrees of freedom."""
    return judged_by_clusters(
        compare(analysis),
        estimate,
        by=options.by,
        conf_level=options.conf_level,
        name="cluster_robust",
        where=f"question {analysis.question!r}, inference cluster_robust",
    )


def _refuses(where: str, _level: str, units: int, areas: int, options: Options) -> Fault | None:
    return too_few_treated(options.by, areas if options.by == "area" else units, where)


def _role(options: Options) -> str:
    return AREA_CLUSTERS if options.by == "area" else CLUSTERS


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
    words="the differences between schools, each school counted as one cluster",
    judges=(WEIGHTED_CHANGES, LEAST_SQUARES),
    assumes="schools, or areas where they are the clusters, vary independently of each other (CR2 errors, "
    "Satterthwaite degrees of freedom)",
    ignores="by school, area-year shocks; by area, shocks wider than an area",
    role=_role,
    refuses=_refuses,
    default=True,
)
