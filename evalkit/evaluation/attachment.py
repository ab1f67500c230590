"""Attaching inferences to an estimate: the one place where it is said which may stand beside which."""

from __future__ import annotations

from collections.abc import Callable

from evalkit.core.errors import EstimationError
from evalkit.inference import INFERENCES
from evalkit.inference.parts.left_out import telling
from evalkit.inference.parts.offered import holding, not_offered
from evalkit.inference.parts.standing import estimate_as_declared
from evalkit.records.analysis import Analysis
from evalkit.records.estimate import Estimate, Inference, Refusal


def sure(analysis: Analysis, options_of: Callable[[str], object]) -> Estimate:
    """Return the estimate with every inference of the analysis, the primary first.

    A design, or the estimator, may refuse an inference. If that is the primary one, the line stops; if it is one that
    stands beside it, the estimate carries the reason. An interval that leaves its own estimate out stops everything.

    Parameters
    ----------
    analysis : Analysis
        What is estimated and how; its inferences, the primary first.
    options_of : callable
        Returns the bound options of an inference, by its registered name.
    """
    estimate = estimate_as_declared(analysis)
    primary, *beside = analysis.inference
    inferences, refused = [_judged(analysis, estimate, primary, options_of(primary))], []
    for name in beside:
        try:
            inferences.append(_judged(analysis, estimate, name, options_of(name)))
        except EstimationError as refusal:
            refused.append(Refusal(name, "; ".join(fault.found for fault in refusal.faults)))
    return estimate.with_inferences(tuple(inferences), primary, tuple(refused))


def _judged(analysis: Analysis, estimate: Estimate, name: str, options: object) -> Inference:
    fault = not_offered(analysis.question, name, analysis.estimator, analysis.estimator_options)
    if fault:
        raise EstimationError([fault])
    found = INFERENCES.get(name).run(analysis, estimate, estimate_as_declared, options)
    assert isinstance(found, Inference)
    return telling(holding(analysis.question, estimate, found), name)
