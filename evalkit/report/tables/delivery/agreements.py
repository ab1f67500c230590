"""What was promised in writing, as a table."""

from __future__ import annotations

from evalkit.core.quantity import Unit
from evalkit.records.delivery.agreements import Agreements
from evalkit.report.block import Block
from evalkit.report.table_cells import NOT_APPLICABLE, Column, table_block

PARTS = ("agreements",)
COUNT, AMOUNT = Unit("count", 0), Unit("units", 0)


def agreements(result: Agreements) -> Block:
    """Each term over all agreements that hold it."""
    columns = (
        Column("term", "Promised"),
        Column("measure", "Counted in"),
        Column("agreements", "Agreements", COUNT),
        Column("required", "Required", AMOUNT),
        Column("delivered", "Delivered", AMOUNT),
        Column("share", "Delivered (%)", Unit("per cent", 0), missing=NOT_APPLICABLE),
        Column("outcomes", "Outcome"),
    )
    rows = [
        {
            "term": one.term,
            "measure": one.measure,
            "agreements": one.agreements,
            "required": one.required,
            "delivered": one.delivered,
            "share": 100 * one.delivered / one.required if one.required else None,
            "outcomes": ", ".join(f"{name}: {count}" for name, count in one.outcomes if count),
        }
        for one in result.terms
    ]
    note = "Required and delivered count the agreements for which both are known."
    return table_block("agreements", "What was promised in writing, and what was kept", columns, rows, notes=(note,))
