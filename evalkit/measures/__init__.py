"""Outcomes with their units and year rules; one file each."""

from evalkit.core.registry import Registry
from evalkit.measures.parts.measure import Computed, Measure

__all__ = ["MEASURES", "Measure"]

MEASURES: Registry[Measure] = Registry("evalkit.measures", "MEASURE", Measure, {"compute": Computed})
