"""Cluster-robust by trust (CR2): least squares with errors that may be alike among schools of one trust.

Estimates
    What cluster_robust estimates, with all schools that belonged to one trust in the latest baseline year as one
    cluster, on either side of the comparison; a school without a trust is a cluster by itself.
Assumes
    Trusts, and schools without one, vary independently of each other. Within a trust anything goes.
When it misleads
    Whenever schools of one area move together, because it knows trusts and not areas: for a programme in one area
    it is a lower bound on the uncertainty, as by school. With few treated trusts; below ten clusters it is refused.
    Schools that joined a trust after the start count by the trust, or none, of the year before.
Reference
    Bell and McCaffrey (2002), Survey Methodology 28; Pustejovsky and Tipton (2018), Journal of Business and
    Economic Statistics 36, equations 5 to 11, with the corrigendum of 2022 on absorbed effects.
Checked against
    ``tests/golden/test_cluster_robust_by_trust.py`` (clubSandwich in R, from weighted schools to the interval) and
    ``tests/unit/inference/test_cluster_robust_by_trust.py``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from evalkit.analysis.compare import compare
from evalkit.core.errors import EstimationError, EvalkitError
from evalkit.core.estimand import Estimand
from evalkit.core.looks import Look
from evalkit.core.registry import Method
from evalkit.estimators.parts.roles import WEIGHTED_CHANGES
from evalkit.inference.parts.clusters import judged_by_clusters
from evalkit.inference.parts.trusts import TRUST, trusts_of
from evalkit.records.analysis import Analysis
from evalkit.records.comparison import Comparison
from evalkit.records.details import Clusters
from evalkit.records.estimate import Estimate, Inference

NAME = "cluster_robust_by_trust"
ALONE = "school "


@dataclass(frozen=True, slots=True)
class Options:
    """Options of cluster-robust errors by trust.

    Attributes
    ----------
    conf_level : float
        Level of the interval.
    fewest_clusters : int
        Refused below so many clusters on both sides together. Ten, as for untreated areas: of fewer, the
        residuals say too little of how clusters vary.
    """

    conf_level: float = 0.95
    fewest_clusters: int = 10


def cluster_robust_by_trust(
    analysis: Analysis, estimate: Estimate, point_estimate: Callable[[Analysis], Estimate], options: Options
) -> Inference:
    """Return the interval of the least-squares coefficient with trusts as clusters."""
    where = f"question {analysis.question!r}, inference {NAME}"
    comparison = _by_trust(analysis, compare(analysis), where)
    frame, roles = comparison.frame, comparison.roles
    treated = frame.loc[frame[roles.treated]].drop_duplicates(roles.unit)
    clusters, own = frame[TRUST].nunique(), treated[TRUST].nunique()
    if clusters < options.fewest_clusters:
        raise _refusal(where, f"{clusters} trusts and schools without one", f"at least {options.fewest_clusters}")
    if own < 2:
        raise _refusal(where, "all treated schools in one trust", "treated schools of at least 2 trusts, or of none")
    found = judged_by_clusters(comparison, estimate, by="school", conf_level=options.conf_level, name=NAME, where=where)
    shared = treated[TRUST].duplicated(keep=False)
    return replace(
        found,
        assumes=METHOD.assumes,
        details=tuple(
            replace(shown, sharing=int(shared.sum())) if isinstance(shown, Clusters) else shown
            for shown in found.details
        ),
    )


def looks_at(asked: Estimand, years: tuple[int, ...], options: Options) -> tuple[Look, ...]:
    """Return the trust of each school before the start."""
    return (Look(TRUST, max(asked.baseline), NAME),)


METHOD = Method(
    summary="Least squares with CR2 errors and Satterthwaite degrees of freedom, clustered by trust",
    run=cluster_robust_by_trust,
    options=Options,
    looks_at=looks_at,
    needs=("treated", "period"),
    shapes=("panel",),
    checked_against=(
        "tests/golden/test_cluster_robust_by_trust.py::test_the_interval_by_trust_is_that_of_clubsandwich",
        "tests/unit/inference/test_cluster_robust_by_trust.py::test_trusts_of_one_school_are_schools",
    ),
    words="the differences between trusts, each trust counted as one cluster",
    judges=WEIGHTED_CHANGES,
    assumes="trusts, and schools without one, vary independently of each other (CR2 errors, Satterthwaite degrees "
    "of freedom)",
    ignores="area-year shocks",
)


def _by_trust(analysis: Analysis, comparison: Comparison, where: str) -> Comparison:
    """Return the comparison with trusts as clusters."""
    trusts = trusts_of(analysis)
    if trusts is None:
        raise _refusal(where, "no trusts in the tables read", "a table that says which trust each school belongs to")
    roles = comparison.roles
    school = comparison.frame[roles.unit]
    known = school.map(trusts)
    cluster = np.where(known.notna(), known.astype(str), ALONE + school.astype(str))
    frame = comparison.frame.assign(**{TRUST: pd.Series(cluster, index=comparison.frame.index)})
    return replace(comparison, frame=frame, roles=replace(roles, cluster=TRUST))


def _refusal(where: str, found: str, allowed: str) -> EvalkitError:
    return EstimationError.one(
        where=where,
        found=found,
        allowed=allowed,
        next="declare cluster_robust, which clusters by school, or add a register that names each school's trust",
    )
