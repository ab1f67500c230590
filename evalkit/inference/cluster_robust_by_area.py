"""Cluster-robust by area (CR2): least squares with errors that may be alike within an area.

Estimates
    What cluster_robust estimates, with each of the programme's areas and each area of comparison schools as one
    cluster, so that it can stand beside the same by school.
Assumes
    Areas vary independently of each other. Within an area anything goes.
When it misleads
    With few treated areas; with one it is refused, because no residual shows how such an area varies. It may be
    primary from ten treated areas and four degrees of freedom.
Reference
    Bell and McCaffrey (2002), Survey Methodology 28; Pustejovsky and Tipton (2018), Journal of Business and
    Economic Statistics 36, equations 5 to 11, with the corrigendum of 2022 on absorbed effects.
Checked against
    ``tests/golden/test_cluster_robust.py`` (clubSandwich in R) and
    ``tests/unit/inference/test_cluster_robust.py``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from evalkit.analysis.compare import compare
from evalkit.core.errors import Fault
from evalkit.core.registry import Method
from evalkit.estimators.parts.roles import WEIGHTED_CHANGES
from evalkit.inference.parts.clusters import judged_by_clusters, too_few_treated
from evalkit.inference.parts.roles import AREA_CLUSTERS
from evalkit.records.analysis import Analysis
from evalkit.records.estimate import Estimate, Inference


@dataclass(frozen=True, slots=True)
class Options:
    """Options of cluster-robust errors by area.

    Attributes
    ----------
    conf_level : float
        Level of the interval.
    """

    conf_level: float = 0.95


def cluster_robust_by_area(
    analysis: Analysis, estimate: Estimate, point_estimate: Callable[[Analysis], Estimate], options: Options
) -> Inference:
    """Return the interval of the least-squares coefficient with areas as clusters."""
    return judged_by_clusters(
        compare(analysis),
        estimate,
        by="area",
        conf_level=options.conf_level,
        name="cluster_robust_by_area",
        where=f"question {analysis.question!r}, inference cluster_robust_by_area",
    )


def _refuses(where: str, _level: str, _units: int, areas: int, _options: Options) -> Fault | None:
    return too_few_treated("area", areas, where)


METHOD = Method(
    summary="Least squares with CR2 errors and Satterthwaite degrees of freedom, clustered by area",
    run=cluster_robust_by_area,
    options=Options,
    needs=("treated", "area", "period"),
    shapes=("panel",),
    checked_against=(
        "tests/golden/test_cluster_robust.py::test_robust_errors_and_degrees_of_freedom_are_those_of_clubsandwich",
        "tests/unit/inference/test_cluster_robust.py::test_by_area_beside_by_school_is_the_same_with_other_clusters",
    ),
    words="the differences between areas, each area counted as one cluster",
    judges=WEIGHTED_CHANGES,
    assumes="areas vary independently of each other (CR2 errors, Satterthwaite degrees of freedom)",
    ignores="shocks wider than an area",
    role=AREA_CLUSTERS,
    refuses=_refuses,
)
