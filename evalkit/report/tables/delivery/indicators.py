"""The indicators agreed with the funder, as a table."""

from __future__ import annotations

from evalkit.core.quantity import Unit
from evalkit.records.delivery.indicators import Indicators
from evalkit.report.block import Block
from evalkit.report.table_cells import Column, table_block

PARTS = ("indicators",)
ANY = Unit("units", 1)


def indicators(result: Indicators) -> Block:
    """Each indicator with where it stood, stands and was to stand."""
    columns = (
        Column("measure", "Indicator"),
        Column("unit", "Counted in"),
        Column("baseline", "Before", ANY),
        Column("target", "Target", ANY),
        Column("last", "Last figure", ANY),
        Column("period", "Of"),
        Column("standing", "Standing"),
    )
    rows = [
        {
            "measure": one.measure,
            "unit": one.unit,
            "baseline": one.baseline,
            "target": one.target,
            "last": one.last,
            "period": one.period,
            "standing": one.standing,
        }
        for one in result.indicators
    ]
    return table_block("indicators", "The indicators agreed with the funder", columns, rows)
