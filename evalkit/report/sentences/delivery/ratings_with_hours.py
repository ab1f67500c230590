"""Whether ratings rose more in departments that had more hours, in sentences."""

from __future__ import annotations

from evalkit.report.sentences.delivery.more_with_more import more_with_more as ratings_with_hours
from evalkit.report.sentences.delivery.more_with_more import selection

__all__ = ["PARTS", "ratings_with_hours", "selection"]

PARTS = ("ratings_with_hours", "selection")
