"""Whether the programme kept its own time, in a sentence."""

from __future__ import annotations

import datetime as dt

from evalkit.core.quantity import Unit
from evalkit.records.delivery.delivery_over_time import DeliveryOverTime
from evalkit.report.block import Block
from evalkit.report.words import Words

PARTS = ("delivery_over_time",)
HOURS = Unit("hours", 0)


def delivery_over_time(result: DeliveryOverTime) -> Block:
    """Hours held of those planned, and when they lay furthest behind."""
    words = Words()
    held, planned = words.count("held", result.held), words.count("planned", result.planned, "hour")
    parts = [f"Sessions of {held} of {planned} planned were held."]
    if result.widest_month:
        day = dt.date.fromisoformat(result.widest_month)
        month = words.repeat("month", f"{day:%B} {day.year}")
        parts.append(
            f"They lay furthest behind the plan at the end of {month}: by {words.size('behind', result.widest, HOURS)}."
        )
    return words.block("delivery-over-time", " ".join(parts))
