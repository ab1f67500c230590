"""The random-intercept model of a comparison, for the estimator and for how sure it is."""

from __future__ import annotations

import numpy as np
from pandas.api.types import is_bool_dtype, is_numeric_dtype

from evalkit.core.errors import EstimationError, Fault
from evalkit.numeric.crossproducts import cross_products
from evalkit.numeric.random_intercept import RandomIntercept, random_intercept
from evalkit.records.comparison import Comparison

# Places of the treated column and of the coefficients that follow the constant.
TREATED = 1
# The part of estimators that are this model.
RANDOM_INTERCEPTS = "a random intercept for each cluster"


def fit_intercepts(comparison: Comparison) -> RandomIntercept:
    """Return the REML fit of outcome on treated and covariates with an intercept for each cluster.

    The coefficients are the constant, treated, then the covariates in the order of the roles.
    """
    roles, frame = comparison.roles, comparison.frame
    _refuse(comparison)
    names = [roles.treated, *roles.covariates, roles.outcome]
    _, cluster = np.unique(frame[roles.cluster].to_numpy(), return_inverse=True)
    products = cross_products(frame[names].to_numpy(dtype=float), cluster)
    return random_intercept(products, range(len(names) - 1), len(names) - 1)


def between_columns(comparison: Comparison) -> int:
    """Return how many of treated and the covariates are the same for every unit of a cluster."""
    roles = comparison.roles
    grouped = comparison.frame.groupby(roles.cluster)
    return sum(bool((grouped[name].nunique() <= 1).all()) for name in (roles.treated, *roles.covariates))


def _refuse(comparison: Comparison) -> None:
    roles, frame = comparison.roles, comparison.frame
    faults = [
        Fault(
            where=f"multilevel model, column {name}",
            found=f"values of type {frame[name].dtype}",
            allowed="numbers, or true and false",
            next="give one column of 0 and 1 for each category but one",
        )
        for name in (roles.treated, *roles.covariates, roles.outcome)
        if not (is_numeric_dtype(frame[name]) or is_bool_dtype(frame[name]))
    ]
    weights = frame[roles.weight].to_numpy(dtype=float)
    if np.ptp(weights) > 0:
        faults.append(
            Fault(
                where=f"multilevel model, column {roles.weight}",
                found="weights that differ",
                allowed="every unit counted once",
                next="leave the weights out, or use least squares with cluster_robust, which takes them",
            )
        )
    if faults:
        raise EstimationError(faults)
    clusters = frame[roles.cluster].nunique()
    # What says how clusters differ is what such columns leave: with none left, every answer fits as well as another.
    if 1 < clusters <= 1 + between_columns(comparison):
        raise EstimationError.one(
            where="multilevel model",
            found=f"{clusters} clusters, which leave none to tell how clusters differ",
            allowed="more clusters than columns that are the same for all rows of a cluster, the constant among them",
            next="use fewer such covariates, or cluster by a smaller unit; without one each row stands for itself",
        )
