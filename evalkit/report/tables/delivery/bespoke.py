"""Needs that reviews found and support of a school's own, as a table."""

from __future__ import annotations

from evalkit.core.quantity import Unit
from evalkit.records.delivery.bespoke import BespokeSupport
from evalkit.report.block import Block
from evalkit.report.table_cells import NOT_APPLICABLE, Column, table_block
from evalkit.report.words import listed, opened

PARTS = ("bespoke",)
SCHOOLS = Unit("schools", 0)


def bespoke(result: BespokeSupport) -> Block:
    """Schools by need and support in each area."""
    columns = (
        Column("area", "Area"),
        Column("met", "Need, and support", SCHOOLS),
        Column("unmet", "Need, no support", SCHOOLS),
        Column("unasked", "No need, but support", SCHOOLS),
        Column("neither", "Neither", SCHOOLS),
        Column("weeks", "Weeks from review to support (median)", Unit("weeks", 0, signed=True), NOT_APPLICABLE),
    )
    rows = [
        {
            "area": opened(row.area) or "All areas",
            "met": row.met,
            "unmet": row.unmet,
            "unasked": row.unasked,
            "neither": row.neither,
            "weeks": row.weeks,
        }
        for row in (*result.areas, result.overall)
    ]
    notes = (
        "A need: the most outside judge of the school's first outside review rated the area "
        f"{listed(result.weak, 'or')}, the lower half of the scale.",
        "Support: an activity that names the area and reached the school, whenever it began; weeks are counted over "
        "needs that were met, and lie below 0 where support had begun before the review.",
    )
    return table_block("bespoke", "Needs found and support given, in schools", columns, rows, notes=notes)
