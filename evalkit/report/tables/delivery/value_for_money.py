"""What the difference would be worth beside what it cost, as a table."""

from __future__ import annotations

from evalkit.core.quantity import GRADES, Unit
from evalkit.records.delivery.cost import ValueForMoney
from evalkit.report.block import Block
from evalkit.report.table_cells import Column, table_block

PARTS = ("value_for_money",)
PENCE = Unit("pounds", 0, signed=True)


def value_for_money(result: ValueForMoney) -> Block:
    """Gain, its worth, the cost and the difference at the estimate and both ends of its interval."""
    columns = (
        Column("at", "At"),
        Column("gain", "Gain (grades)", GRADES.difference()),
        Column("worth", "Worth (£)", PENCE),
        Column("cost", "Cost (£)", Unit("pounds", 0)),
        Column("net", "Worth less cost (£)", PENCE),
    )
    places = (
        ("the lower end of the range", result.gain_low),
        ("the estimate", result.gain),
        ("the upper end of the range", result.gain_high),
    )
    rows = [
        {
            "at": place,
            "gain": gain,
            "worth": 10 * gain * result.value_of_tenth,
            "cost": result.cost,
            "net": result.net(gain),
        }
        for place, gain in places
    ]
    notes = (f"For one pupil over the two years of Key Stage 4. {result.value_source}".strip(),)
    return table_block("value-for-money", "What it would be worth, less what it cost", columns, rows, notes=notes)
