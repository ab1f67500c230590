"""Hours and ratings over departments, drawn."""

from __future__ import annotations

from evalkit.report.figures.delivery.more_with_more import more_with_more as ratings_with_hours

__all__ = ["PARTS", "ratings_with_hours"]

PARTS = ("ratings_with_hours",)
