"""Cluster-robust errors of a comparison, whatever a cluster is."""

from __future__ import annotations

from typing import Literal

import numpy as np
import pandas as pd
from scipy import special

from evalkit.core.errors import EstimationError, Fault
from evalkit.estimators.parts.columns import columns_of
from evalkit.numeric.cluster_robust import ClusterRobust, cluster_robust
from evalkit.records.coefficients import Coefficient, Coefficients
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
# Of an outcome's own size: what sums in another order differ by.
NOISE = 1e-12
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
        The estimate shown; refused where least squares gives another.
    by : {"school", "area"}
        What a cluster is.
    conf_level : float
        Level of the interval.
    name, where : str
        Registered name of the inference; where a refusal says it stands.
    """
    cluster = _clusters(comparison, by, where)
    treated = _treated(comparison)
    if fault := _too_few(comparison, by, cluster, treated, where):
        raise EstimationError([fault])
    fit = fit_clusters(comparison, cluster, effects=estimate.line.effects if estimate.line else None)
    off = 0.0 if estimate.less_rise is None else estimate.less_rise.taken_off
    _refuse_another(estimate.estimate + off, fit, _largest(comparison), where)
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
            *_coefficients(estimate, fit, conf_level),
        ),
        caveats=_caveats(fit),
    )


def df_by_area(comparison: Comparison) -> float:
    """Return the degrees of freedom with areas as clusters; they follow from the design, whatever the outcomes."""
    cluster = comparison.frame[str(comparison.roles.area)].to_numpy()
    return float(fit_clusters(comparison, cluster).df[0])


def fit_clusters(comparison: Comparison, cluster: np.ndarray, *, effects: str | None = None) -> ClusterRobust:
    """Return the fit whose first column is the effect.

    Parameters
    ----------
    comparison : Comparison
        Whose schools and weights are used.
    cluster : (n,) array
        The cluster of each row.
    effects : str or None
        Column of a bare table whose levels each have an effect; of units by years, units and years have.
    """
    frame, roles, estimand = comparison.frame, comparison.roles, comparison.estimand
    weight = frame[roles.weight].to_numpy(dtype=float)
    outcome = frame[roles.outcome].to_numpy(dtype=float)
    if roles.period is None:
        values = columns_of(comparison, effects=effects is not None).values
        levels = [] if effects is None else [frame[effects].to_numpy()]
        return cluster_robust(outcome, values, cluster, weight=weight, effects=levels)
    treated = frame[roles.treated].to_numpy(dtype=float)
    period = frame[roles.period].to_numpy()
    # With weights fixed within a school and every school in every year, the coefficient of treated x cohort
    # is the contrast of the cohort with the mean of the baseline years.
    used = np.isin(period, estimand.years())
    columns = (treated * (period == estimand.cohort))[:, None]
    both = [frame[roles.unit].to_numpy()[used], period[used]]
    return cluster_robust(outcome[used], columns[used], cluster[used], weight=weight[used], effects=both)


def _treated(comparison: Comparison) -> np.ndarray:
    """Return which rows are treated; none in a model without a treatment."""
    name = comparison.roles.treated
    return comparison.frame[name].to_numpy(dtype=bool) if name else np.zeros(len(comparison.frame), dtype=bool)


def _too_few(comparison: Comparison, by: By, cluster: np.ndarray, treated: np.ndarray, where: str) -> Fault | None:
    """Return why so few clusters cannot be judged, or None; on either side where the table itself is the comparison."""
    fault = too_few_treated(by, len(np.unique(cluster[treated])), where)
    if comparison.assignment is not None or not comparison.counts.called:
        return fault
    if not comparison.roles.treated or min(len(np.unique(cluster[side])) for side in (treated, ~treated)) > 1:
        return None
    side, called = ("treated", treated) if len(np.unique(cluster[treated])) < 2 else ("comparison", ~treated)
    return Fault(
        where=where,
        found=f"one {side} cluster with {int(called.sum())} rows",
        allowed="at least 2 clusters on each side, because one fits itself and shows nothing of how it varies",
        next="cluster by a smaller unit; without a cluster each row stands for itself",
    )


def _largest(comparison: Comparison) -> float:
    """Return the size of the largest outcome, by which the noise of arithmetic is judged."""
    return float(np.abs(comparison.frame[comparison.roles.outcome].to_numpy(dtype=float)).max())


def _refuse_another(estimate: float, fit: ClusterRobust, largest: float, where: str) -> None:
    """Refuse to judge an estimate that is not the coefficient whose errors these are."""
    scale = max(abs(estimate), float(fit.std_errors[0]))
    if abs(fit.coefficients[0] - estimate) > max(SAME_ESTIMATE * scale, NOISE * largest):
        raise EstimationError.one(
            where=where,
            found=f"an estimate of {estimate:.4g}, where least squares gives {fit.coefficients[0]:.4g}",
            allowed="the least-squares estimate, whose errors these are",
            next="choose an inference made for this estimator, or one that calls it again; evalkit methods lists them",
        )


def _coefficients(estimate: Estimate, fit: ClusterRobust, conf_level: float) -> tuple[Coefficients, ...]:
    """Return every coefficient of the line behind the estimate with its own interval, where there is a line."""
    if estimate.line is None:
        return ()
    rows = (
        Coefficient(
            name,
            float(fit.coefficients[place]),
            float(fit.std_errors[place]),
            float(fit.df[place]),
            *fit.interval(place, conf_level),
            float(fit.p_values[place]),
        )
        for place, name in enumerate(estimate.line.names)
    )
    return (Coefficients(tuple(rows)),)


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
        return comparison.counts.called or "schools", "area-year shocks"
    return "clusters", "shocks that clusters share"


def _caveats(fit: ClusterRobust) -> tuple[str, ...]:
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
    return tuple(said)
