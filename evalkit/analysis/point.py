"""The point estimate of an analysis, without any statement of how sure it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from evalkit.analysis.compare import compare
from evalkit.core.errors import DesignError, Fault
from evalkit.estimators import ESTIMATORS
from evalkit.records.analysis import Analysis
from evalkit.records.estimate import Estimate


def point_estimate(analysis: Analysis) -> Estimate:
    """Return the estimate; a comparison of a shape or without a role the estimator needs is refused."""
    method = ESTIMATORS.get(analysis.estimator)
    comparison = compare(analysis)
    missing = [role for role in method.needs if not getattr(comparison.roles, role)]
    if comparison.shape not in method.shapes or missing:
        raise DesignError([misfit(analysis.question, analysis.estimator, comparison.shape, missing)])
    estimate = method.run(comparison, analysis.estimator_options)
    assert isinstance(estimate, Estimate)
    return replace(estimate, design=analysis.design)


def misfit(question: str, estimator: str, shape: str, missing: Sequence[str] = ()) -> Fault:
    """Return the fault of an estimator that takes no data of this shape, or lacks a role in it.

    Parameters
    ----------
    question : str
        Id of the question.
    estimator : str
        Registered name.
    shape : str
        Shape of the design's comparison, such as ``panel``.
    missing : sequence of str
        Roles that the estimator needs and the comparison lacks.
    """
    method = ESTIMATORS.get(estimator)
    return Fault(
        where=f"question {question!r}, estimator {estimator}",
        found=f"data of shape {shape} without the roles: {', '.join(missing) or 'none missing'}",
        allowed=f"shape {' or '.join(method.shapes)} with the roles: {', '.join(method.needs) or 'any'}",
        next="choose an estimator for this shape (evalkit methods lists them) or a design that gives the role",
    )
