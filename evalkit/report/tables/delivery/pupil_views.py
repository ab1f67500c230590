"""What pupils said, as tables."""

from __future__ import annotations

from evalkit.core.quantity import Unit
from evalkit.records.delivery.pupil_views import PupilViews
from evalkit.report.block import Block
from evalkit.report.table_cells import SUPPRESSED, Column, table_block
from evalkit.report.tables.delivery.survey_items import items_table
from evalkit.report.tables.delivery.survey_scales import change_table
from evalkit.report.words import Words

PARTS = ("pupil_views", "years", "feedback")
PUPILS = Unit("pupils", 0)
STEPS = Unit("steps of the scale", 2)


def pupil_views(result: PupilViews) -> Block:
    """The change of pupils who answered twice, scale by scale."""
    return change_table("pupil-views", "How the answers of pupils who answered twice moved", result.surveys)


def years(result: PupilViews) -> Block:
    """The same by year group."""
    columns = (
        Column("scale", "Scale"),
        Column("year", "Year group at first", Unit("year", 0)),
        Column("pupils", "Pupils", PUPILS),
        Column("first", "First mean", STEPS, SUPPRESSED),
        Column("last", "Last mean", STEPS, SUPPRESSED),
        Column("change", "Change", STEPS.difference(), SUPPRESSED),
    )
    rows = [
        {"scale": one.scale, "year": one.year_group, "pupils": one.matched, "first": one.first, "last": one.last}
        | {"change": one.last - one.first}
        for one in result.years
    ]
    if not rows:
        return Words().block("pupil-views-years", "")
    note = "Pupils who answered every item of the scale at both times."
    return table_block("pupil-views-years", "The same pupils by year group", columns, rows, notes=(note,))


def feedback(result: PupilViews) -> Block:
    """Every question asked after a single occasion, with all its answers."""
    items = [(one.survey, item) for one in result.feedback for item in one.items]
    return items_table("pupil-views-feedback", "What pupils said of single occasions", items)
