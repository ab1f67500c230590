"""Means of both groups by year."""

from __future__ import annotations

from evalkit.core.quantity import Unit
from evalkit.core.years import academic_year
from evalkit.records.description import Trends
from evalkit.report.block import Block
from evalkit.report.sentences.parts.estimate_words import KINDS, side_of
from evalkit.report.table_cells import Column, table_block
from evalkit.report.words import opened, unit_heading


def trends(result: Trends) -> Block:
    """Mean, spread and number of schools by group and year."""
    unit, many = unit_heading(result.unit), KINDS[result.kind].many
    rows = [
        {
            "group": side_of(result.kind, point.group, point.units),
            "year": academic_year(point.year),
            "mean": point.mean,
            "low": point.conf_low,
            "high": point.conf_high,
            "units": point.units,
        }
        for point in result.points
    ]
    columns = (
        Column("group", "Group"),
        Column("year", "Year"),
        Column("mean", f"Mean ({unit})", result.unit),
        Column("low", f"From ({unit})", result.unit),
        Column("high", f"To ({unit})", result.unit),
        Column("units", f"{opened(many)} (number)", Unit(many, 0)),
    )
    note = (
        f"From and to: a 95 per cent interval of the mean, from how far {many} lie apart. It describes {many} as they "
        "are, and tests nothing."
    )
    return table_block("trends", f"{opened(result.outcome)} by year", columns, rows, notes=(note,))
