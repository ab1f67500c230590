"""Four invented exploratory questions judged together; the first is that of `samples.finding`."""

from __future__ import annotations

import math

from evalkit.core.quantity import GRADES
from evalkit.records.family import FamilyMember, QuestionFamily

Ends = tuple[float, float]
OWN = (0.31, 0.05, 0.57)
NONE = (math.nan, math.nan)


def family(joint: Ends = (-0.06, 0.68), by: str = "placebos", **told: object) -> QuestionFamily:
    """Return a family whose first question is the finding below, with so many questions beside it that hold 0."""
    others = tuple(_member(f"other_{place}", (-0.4, 0.6), (-0.2, 0.4)) for place in range(3))
    known = {"areas": 140, "set_beside": 4, "by_chance": 0.186, **told}
    first = _member("attainment", joint, by=by)
    return QuestionFamily("exploratory", (first, *others), 0, 0.95, **known)  # type: ignore[arg-type]


def _member(name: str, joint: Ends, own: Ends = OWN[1:], by: str = "placebos") -> FamilyMember:
    return FamilyMember(name, "progress", GRADES, OWN[0], *own, *joint, 0.04, by)
