"""Work on the steps between key stages, as a table."""

from __future__ import annotations

from evalkit.core.quantity import PUPILS, SCHOOLS
from evalkit.records.delivery.transition import Transition
from evalkit.report.block import Block
from evalkit.report.table_cells import Column, table_block

PARTS = ("transition",)


def transition(result: Transition) -> Block:
    """Each step with the schools that work on it, what is in place and whom it reached."""
    columns = (
        Column("step", "Step"),
        Column("schools", "Schools with work in place", SCHOOLS),
        Column("in_place", "Pieces of work, by whether they are in place"),
        Column("partners", "Partner schools", SCHOOLS),
        Column("pupils", "Pupils reached", PUPILS),
    )
    rows = [
        {
            "step": one.step,
            "schools": one.schools,
            "in_place": ", ".join(f"{choice}: {number}" for choice, number in one.in_place if number),
            "partners": one.partners,
            "pupils": one.pupils,
        }
        for one in result.steps
    ]
    notes = ["Schools, partner schools and pupils count for work in place, wholly or in part."]
    return table_block("transition", "Work on moving up between key stages", columns, rows, notes=notes)
