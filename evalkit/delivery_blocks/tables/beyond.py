"""What else moved, as a table."""

from __future__ import annotations

from evalkit.core.quantity import Unit
from evalkit.core.years import academic_year
from evalkit.records.delivery.beyond import Beyond
from evalkit.report.block import Block
from evalkit.report.table_cells import Column, table_block

PARTS = ("beyond", "years")
ANY = Unit("units", 2)
SAME = "Mean change of schools that have the figure in both years; England's are all, the programme's among them."
ALL = "Every school that has the figure in the year: as schools come and go, a mean may move by that alone."


def beyond(result: Beyond) -> Block:
    """How each figure changed from the baseline to the cohort in the same schools, on the three sides."""
    columns = (
        Column("topic", "Topic"),
        Column("label", "Figure"),
        Column("programme", "Programme's schools", ANY.difference()),
        Column("area", "Other schools of the authority", ANY.difference()),
        Column("country", "England", ANY.difference()),
        Column("schools", "Programme's schools with both years", Unit("schools", 0)),
        Column("caution", "Read with care"),
    )
    rows = [
        {
            "topic": one.topic,
            "label": one.label,
            "programme": one.change.programme,
            "area": one.change.area,
            "country": one.change.country,
            "schools": one.change.schools,
            "caution": one.caution,
        }
        for one in result.figures
    ]
    notes = [SAME, *(f"Not to be had: {what}." for what in result.missing)]
    span = f" from {academic_year(result.figures[0].first)} to {academic_year(result.figures[0].last)}" if rows else ""
    return table_block("beyond", f"What else changed{span}, each in its own unit", columns, rows, notes=notes)


def years(result: Beyond) -> Block:
    """Each figure in each year."""
    columns = (
        Column("label", "Figure"),
        Column("year", "Year"),
        Column("programme", "Programme's schools", ANY),
        Column("area", "Other schools of the authority", ANY),
        Column("country", "England", ANY),
        Column("schools", "Programme's schools with it", Unit("schools", 0)),
    )
    rows = [
        {
            "label": figure.label,
            "year": academic_year(one.year),
            "programme": one.programme,
            "area": one.area,
            "country": one.country,
            "schools": one.schools,
        }
        for figure in result.figures
        for one in figure.years
    ]
    return table_block("beyond-years", "What else moved, year by year", columns, rows, notes=[ALL])
