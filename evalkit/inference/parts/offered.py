"""Where an inference may be offered: only for an estimator whose estimate it judges, and only around that estimate."""

from __future__ import annotations

from evalkit.core.errors import EvalkitError, Fault
from evalkit.estimators import ESTIMATORS
from evalkit.inference import INFERENCES
from evalkit.records.estimate import Estimate, Inference

# An end that is the estimate itself, computed in another order: rounding, as a share of the interval's size.
ROUNDING = 1e-9


def not_offered(question: str, inference: str, estimator: str, options: object) -> Fault | None:
    """Return why an inference says nothing of what an estimator estimates, or None where it does.

    Parameters
    ----------
    question : str
        Id of the question.
    inference, estimator : str
        Registered names.
    options : object
        Bound options of the estimator, which may decide what part it plays.
    """
    judged = INFERENCES.get(inference).roles_judged()
    if not judged or ESTIMATORS.get(estimator).role_with(options) in judged:
        return None
    return Fault(
        where=f"question {question!r}, inference {inference}",
        found=f"the estimator {estimator}, which is not what {inference} judges",
        allowed=f"an estimator that is {' or '.join(judged)}",
        next=f"{_instead(estimator)}; an estimator of your own that is what {inference} judges says so as the role of "
        "its METHOD",
    )


def of_picked_areas(question: str, inference: str) -> Fault:
    """Return why sets of schools do not judge an estimate from which the rise of areas picked by a rule is taken off.

    Parameters
    ----------
    question : str
        Id of the question.
    inference : str
        Registered name of the inference that draws sets.
    """
    return Fault(
        where=f"question {question!r}, inference {inference}",
        found="an estimate less what areas picked by the declared rule change by themselves, which sets of schools "
        "drawn inside areas do not show",
        allowed="an inference in which whole untreated areas stand in the programme's place, or both variances",
        next="leave inference out, and the design chooses; or name placebo_areas or variance_components",
    )


def _instead(estimator: str) -> str:
    """Return what to do for an estimator that an inference does not judge."""
    shapes = set(ESTIMATORS.get(estimator).shapes)
    free = [name for name in INFERENCES.names() if not INFERENCES.get(name).roles_judged()]
    known = [name for name in free if shapes & set(INFERENCES.get(name).shapes)]
    if known:
        return f"choose an inference that calls the estimator again: {', '.join(known)}"
    return "write an inference that calls the estimator again, as docs/extend.md shows"


def holding(question: str, estimate: Estimate, found: Inference) -> Inference:
    """Return the inference; one whose interval leaves its own estimate out stops the work, whatever else is asked.

    Parameters
    ----------
    question : str
        Id of the question.
    estimate : Estimate
        What the inference is to judge.
    found : Inference
        How sure it is.
    """
    low, value, high = found.conf_low, estimate.estimate, found.conf_high
    slack = ROUNDING * max(abs(low), abs(high), abs(value)) if low > float("-inf") and high < float("inf") else 0.0
    if low - slack <= value <= high + slack:
        return found
    raise EvalkitError.one(
        where=f"question {question!r}, estimator {estimate.estimator}, inference {found.name}",
        found=f"an estimate of {value:.4g} outside its own interval, {low:.4g} to {high:.4g}",
        allowed="an interval that holds the estimate it is about",
        next=f"name another inference: {found.name} speaks of another number than {estimate.estimator} gives",
    )
