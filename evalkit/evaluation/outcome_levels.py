"""Whether a question is about single schools or about whole authorities."""

from __future__ import annotations

from evalkit.measures import MEASURES
from evalkit.study.model import Question

AREA = "area"


def of_areas(question: Question) -> bool:
    """Say whether a question is about an outcome of whole authorities."""
    return MEASURES.get(question.outcome).level == AREA
