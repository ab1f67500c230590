"""Who was not reached, and whether those schools differ: exact counts."""

from __future__ import annotations

from evalkit.core.quantity import Unit
from evalkit.records.delivery.not_reached import NotReached
from evalkit.report.block import Block
from evalkit.report.table_cells import Column, table_block
from evalkit.report.words import opened

PARTS = ("not_reached", "strands")
SCHOOLS = Unit("schools", 0)


def not_reached(result: NotReached) -> Block:
    """Schools that took up every strand offered beside those that missed one."""
    columns = (
        Column("trait", "Schools"),
        Column("all_taken", "Took up every strand offered"),
        Column("some_missed", "Missed at least one"),
    )
    rows = [{"trait": "All", "all_taken": str(result.all_taken), "some_missed": str(result.some_missed)}] + [
        {
            "trait": opened(one.trait),
            "all_taken": f"{one.all_taken} of {one.all_known}",
            "some_missed": f"{one.some_missed} of {one.some_known}",
        }
        for one in result.traits
    ]
    notes = (
        "Counts of schools where it is known. They describe these schools; so few cannot tell chance from a reason.",
    )
    return table_block("not-reached", "Whether schools that missed a strand differ", columns, rows, notes=notes)


def strands(result: NotReached) -> Block:
    """Schools that were offered each strand and sent nobody."""
    columns = (
        Column("strand", "Strand"),
        Column("offered", "Schools offered it", SCHOOLS),
        Column("missed", "Sent nobody", SCHOOLS),
    )
    rows = [
        {"strand": one.strand, "offered": one.offered, "missed": one.missed if one.registered else None}
        for one in result.strands
    ]
    return table_block("not-reached-strands", "Strands that schools passed by", columns, rows)
