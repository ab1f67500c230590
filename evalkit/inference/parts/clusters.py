"""Cluster-robust errors of a comparison, whatever a cluster is."""

from __future__ import annotations

from typing import Literal

import numpy as np
import pandas as pd
from scipy import special

from evalkit.core.errors import EstimationError, Fault
from evalkit.numeric.cluster_robust import ClusterRobust, cluster_robust
from evalkit.records.comparison import Comparison
from evalkit.records.details import Clusters
from evalkit.records.estimate import Estimate, Inference

By = Literal["school", "area"]

# Tipton (2015), Psychological Methods 20: below four, the approximation is too far off in the tails.
FEWEST_DF = 4.0
# Share of the variance that no residual shows, above which the reader is told.
UNSEEN_LIMIT = 0.05
# Estimates that differ by more than rounding are not the same estimate.
SAME_ESTIMATE = 1e-6
RISE_IN_DOUBT = "the doubt of what areas that stood so rise by themselves"


def judged_by_clusters(
    comparison: Comparison, estimate: Estimate, *, by: By, conf_level: float, name: str, where: str
) -> Inference:
    """Return the interval of the least-squares coefficient from CR2 and Satterthwaite's degrees of freedom.

    Parameters
    ----------
    comparison : Comparison
        Whose schools and weights are used.
    estimate : Estimate
        The estimate shown, to say so where least squares gives another.
    by : {"school", "area"}
        What a cluster is.
    conf_level : float
        Level of the interval.
    name, where : str
        Registered name of the inference; where a refusal says it stands.
    """
    cluster = _clusters(comparison, by, where)
    treated = comparison.frame[comparison.roles.treated].to_numpy(dtype=bool)
    count = len(np.unique(cluster[treated]))
    if fault := too_few_treated(by, count, where):
        raise EstimationError([fault])
    fit = fit_clusters(comparison, cluster)
    off = 0.0 if estimate.less_rise is None else estimate.less_rise.taken_off
    low, high = fit.interval(0, conf_level)
    independent, ignored = _words(by, comparison)
    return Inference(
        name=name,
        std_error=float(fit.std_errors[0]),
        df=float(fit.df[0]),
        conf_low=low - off,
        conf_high=high - off,
        conf_level=conf_level,
        p_value=_p_value(fit, off),
        assumes=f"{independent} vary independently of each other (CR2 errors, Satterthwaite degrees of freedom)",
        ignores=f"{ignored}, and {RISE_IN_DOUBT}" if off else ignored,
        details=(
            Clusters(
                table=_table(fit, cluster[treated]),
                df=float(fit.df[0]),
                unseen=float(fit.unseen[0]),
                estimate=float(fit.coefficients[0]),
            ),
        ),
        caveats=_caveats(estimate.estimate + off, fit),
    )


def df_by_area(comparison: Comparison) -> float:
    """Return the degrees of freedom with areas as clusters; they follow from the design, whatever the outcomes."""
    cluster = comparison.frame[str(comparison.roles.area)].to_numpy()
    return float(fit_clusters(comparison, cluster).df[0])


def fit_clusters(comparison: Comparison, cluster: np.ndarray) -> ClusterRobust:
    """Return the fit whose first column is the effect."""
    frame, roles, estimand = comparison.frame, comparison.roles, comparison.estimand
    treated = frame[roles.treated].to_numpy(dtype=float)
    weight = frame[roles.weight].to_numpy(dtype=float)
    outcome = frame[roles.outcome].to_numpy(dtype=float)
    if roles.period is None:
        given = [frame[covariate].to_numpy(dtype=float) for covariate in roles.covariates]
        columns = np.column_stack([treated, np.ones(len(frame)), *given])
        return cluster_robust(outcome, columns, cluster, weight=weight)
    period = frame[roles.period].to_numpy()
    # With weights fixed within a school and every school in every year, the coefficient of treated x cohort
    # is the contrast of the cohort with the mean of the baseline years.
    used = np.isin(period, estimand.years())
    columns = (treated * (period == estimand.cohort))[:, None]
    effects = [frame[roles.unit].to_numpy()[used], period[used]]
    return cluster_robust(outcome[used], columns[used], cluster[used], weight=weight[used], effects=effects)


def _table(fit: ClusterRobust, treated: np.ndarray) -> pd.DataFrame:
    """Return one row per cluster: how much it counts."""
    return pd.DataFrame(
        {
            "cluster": [str(label) for label in fit.clusters.tolist()],
            "treated": np.isin(fit.clusters, treated),
            "share": fit.partial_leverage[:, 0],
            "leverage": fit.leverage,
        }
    )


def _clusters(comparison: Comparison, by: By, where: str) -> np.ndarray:
    column = comparison.roles.cluster if by == "school" else comparison.roles.area
    if column is None:
        raise EstimationError.one(
            where=f"{where}, by",
            found="area, but the comparison has no areas",
            allowed="school, or area where the table says which area each school lies in",
            next="cluster by school, or give the column of areas",
        )
    return comparison.frame[column].to_numpy()


def too_few_treated(by: By, count: int, where: str) -> Fault | None:
    """Return why so few treated clusters cannot be judged by how clusters vary, or None.

    Parameters
    ----------
    by : {"school", "area"}
        What a cluster is.
    count : int
        Treated clusters.
    where : str
        Where the refusal says it stands.
    """
    if count > 1:
        return None
    return Fault(
        where=where,
        found=f"{'one' if count else 'no'} treated {by}",
        allowed="at least 2 treated clusters, because one fits itself and shows nothing of how it varies",
        next="use placebo_areas or variance_components for a programme in one area, or cluster by school",
    )


def _p_value(fit: ClusterRobust, off: float) -> float:
    """Return the two-sided p-value of the coefficient less what was taken off the estimate."""
    if off == 0.0:
        return float(fit.p_values[0])
    return float(2 * special.stdtr(fit.df[0], -abs(fit.coefficients[0] - off) / fit.std_errors[0]))


def _words(by: By, comparison: Comparison) -> tuple[str, str]:
    if by == "area":
        return "areas", "shocks wider than an area"
    if comparison.shape == "panel":
        return "schools", "area-year shocks"
    return "clusters", "shocks that clusters share"


def _caveats(estimate: float, fit: ClusterRobust) -> tuple[str, ...]:
    said = []
    if fit.df[0] < FEWEST_DF:
        said.append(
            "Too few clusters carry the comparison for cluster-robust errors to be relied on: "
            "read the interval as a rough guide."
        )
    if fit.unseen[0] > UNSEEN_LIMIT:
        said.append(
            "Some clusters fit themselves, so part of the uncertainty cannot be seen and the interval is too narrow."
        )
    scale = max(abs(estimate), float(fit.std_errors[0]))
    if abs(fit.coefficients[0] - estimate) > SAME_ESTIMATE * scale:
        said.append(
            "The cluster-robust interval lies around the least-squares estimate, which differs from the estimate shown."
        )
    return tuple(said)
