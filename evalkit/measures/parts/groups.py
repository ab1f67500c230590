"""The maths element of Progress 8 for disadvantaged and for other pupils."""

from __future__ import annotations

from evalkit.measures.parts.progress8 import MATHS, Element, disadvantaged_in_measure, others_in_measure

DISADVANTAGED = Element(
    "progress8_maths_disadvantaged",
    MATHS.limits,
    "progress in maths of disadvantaged pupils",
    disadvantaged_in_measure,
    yardstick=MATHS.source,
)
OTHERS = Element(
    "progress8_maths_not_disadvantaged",
    MATHS.limits,
    "progress in maths of other pupils",
    others_in_measure,
    yardstick=MATHS.source,
)
