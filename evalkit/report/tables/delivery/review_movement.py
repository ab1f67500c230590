"""How ratings moved between the first and the last review, as tables."""

from __future__ import annotations

from evalkit.core.quantity import Unit
from evalkit.records.delivery.review_movement import ReviewMovement
from evalkit.report.block import Block
from evalkit.report.table_cells import Column, table_block
from evalkit.report.words import opened

PARTS = ("review_movement", "transitions", "schools")
SCHOOLS = Unit("schools", 0)
RATINGS = Unit("ratings", 0)
SAME_JUDGE = "Both ratings of an area are by one kind of outside judge, the most outside one that gave two."


def review_movement(result: ReviewMovement) -> Block:
    """Schools by how each area moved."""
    columns = (
        Column("area", "Area"),
        Column("rose", "Rose", SCHOOLS),
        Column("stayed", "Stayed", SCHOOLS),
        Column("fell", "Fell", SCHOOLS),
        Column("schools", "Schools judged twice", SCHOOLS),
    )
    rows = [
        {"area": opened(row.area), "rose": row.rose, "stayed": row.stayed, "fell": row.fell, "schools": row.schools}
        for row in result.areas
    ]
    return table_block("review-movement", "How each area moved, in schools", columns, rows, notes=(SAME_JUDGE,))


def transitions(result: ReviewMovement) -> Block:
    """Ratings by their level at the first review and at the last."""
    columns = (
        Column("first", "First review"),
        *(Column(f"level {place}", f"Last: {level}", RATINGS) for place, level in enumerate(result.levels)),
    )
    rows = [
        {"first": level, **{f"level {place}": count for place, count in enumerate(counts)}}
        for level, counts in zip(result.levels, result.transitions, strict=True)
    ]
    note = "Ratings on the diagonal stayed, those to its right rose."
    return table_block("review-movement-transitions", "From which level to which", columns, rows, notes=(note,))


def schools(result: ReviewMovement) -> Block:
    """The first and last level of each area of each school."""
    names = list(dict.fromkeys(cell.school for cell in result.cells))
    shown = {
        (cell.school, cell.area): f"{result.levels[cell.first]} to {result.levels[cell.last]}" for cell in result.cells
    }
    columns = (Column("school", "School"), *(Column(row.area, opened(row.area)) for row in result.areas))
    rows = [{"school": name, **{row.area: shown.get((name, row.area), "") for row in result.areas}} for name in names]
    note = "First level to last; blank where no kind of outside judge gave two."
    return table_block("review-movement-schools", "Each school's levels, first to last", columns, rows, notes=(note,))
