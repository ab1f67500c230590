"""Hours planned and held, as a table."""

from __future__ import annotations

import datetime as dt

from evalkit.core.quantity import Unit
from evalkit.records.delivery.delivery_over_time import DeliveryOverTime
from evalkit.report.block import Block
from evalkit.report.table_cells import Column, table_block

PARTS = ("delivery_over_time",)
HOURS = Unit("hours", 0)


def delivery_over_time(result: DeliveryOverTime) -> Block:
    """Hours of sessions so far, planned and held, at the end of each month."""
    columns = (
        Column("month", "End of"),
        Column("planned", "Hours planned so far", HOURS),
        Column("held", "Hours held so far", HOURS),
    )
    rows = [
        {"month": f"{dt.date.fromisoformat(one.month):%B %Y}", "planned": one.planned, "held": one.held}
        for one in result.months
    ]
    notes = ["Sessions planned are spread evenly from the first to the last day of their activity."]
    if result.dated < 1:
        notes.append(
            f"A register names the day of {100 * result.dated:.0f}% of the hours held; the others stand where the plan "
            "puts them."
        )
    return table_block("delivery-over-time", "Hours planned and held", columns, rows, notes=notes)
