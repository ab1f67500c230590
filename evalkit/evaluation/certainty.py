"""How certainty is judged in one question: by the inferences that its plan names, or those its design calls for."""

from __future__ import annotations

from evalkit.evaluation.plans import Asked
from evalkit.evaluation.station import Address, At
from evalkit.inference.parts.placebos import MIN_SCHOOLS
from evalkit.inference.parts.primary import Ways, ways_by_rule
from evalkit.records.comparison import Comparison


def ways(asked: Asked, at: At) -> Ways:
    """Return the inferences of a question; none of its outcomes after the baseline has a say in them."""
    declared = asked.question.inference
    return Ways(declared, declared=True) if declared else ways_by_rule(at("comparison", Comparison), MIN_SCHOOLS)


def ways_rest_on(asked: Asked) -> tuple[Address, ...]:
    """Return what the choice rests on: the comparison, where the plan leaves the choice to the design."""
    return () if asked.question.inference else (("comparison", asked.question.id),)
