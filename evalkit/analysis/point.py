"""The point estimate of an analysis, without any statement of how sure it is."""

from __future__ import annotations

from dataclasses import replace

from evalkit.analysis.compare import compare
from evalkit.core.errors import DesignError
from evalkit.estimators import ESTIMATORS
from evalkit.records.analysis import Analysis
from evalkit.records.estimate import Estimate


def point_estimate(analysis: Analysis) -> Estimate:
    """Return the estimate; a comparison of a shape or without a role the estimator needs is refused."""
    method = ESTIMATORS.get(analysis.estimator)
    comparison = compare(analysis)
    missing = [role for role in method.needs if not getattr(comparison.roles, role)]
    if comparison.shape not in method.shapes or missing:
        raise DesignError.one(
            where=f"question {analysis.question!r}, estimator {analysis.estimator}",
            found=f"data of shape {comparison.shape} without the roles: {', '.join(missing) or 'none missing'}",
            allowed=f"shape {' or '.join(method.shapes)} with the roles: {', '.join(method.needs) or 'any'}",
            next="choose an estimator for this shape (evalkit methods lists them) or a design that gives the role",
        )
    estimate = method.run(comparison, analysis.estimator_options)
    assert isinstance(estimate, Estimate)
    return replace(estimate, design=analysis.design)
