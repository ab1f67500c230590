"""What became of the actions agreed, as a table."""

from __future__ import annotations

from evalkit.core.quantity import Unit
from evalkit.records.delivery.actions import ActionPlans
from evalkit.report.block import Block
from evalkit.report.table_cells import NOT_APPLICABLE, Column, table_block
from evalkit.report.words import opened

PARTS = ("actions",)
ACTIONS = Unit("actions", 0)


def actions(result: ActionPlans) -> Block:
    """Actions by status and lateness, by area."""
    counts = {
        "agreed": "Agreed",
        "in_time": "Done in time",
        "late": "Done late",
        "undated": "Done, day not recorded",
        "overdue": "Overdue",
        "running": "In progress",
        "not_started": "Not started",
        "stopped": "Stopped",
        "supported": "With support named",
    }
    columns = (
        Column("area", "Area"),
        *(Column(name, header, ACTIONS) for name, header in counts.items()),
        Column("days_late", "Days late (median of the late)", Unit("days", 0), NOT_APPLICABLE),
    )
    rows = [
        {
            "area": opened(row.area) or "All areas",
            **{name: getattr(row, name) for name in counts},
            "days_late": row.days_late,
        }
        for row in (*result.areas, result.overall)
    ]
    note = "Overdue: marked so, or neither done nor stopped though the day agreed lies before the programme's last day."
    return table_block("actions", "What became of the actions agreed", columns, rows, notes=(note,))
