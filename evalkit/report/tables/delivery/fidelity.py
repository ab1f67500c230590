"""Whether the programme was delivered as planned: rule by rule, and school by school."""

from __future__ import annotations

from evalkit.core.quantity import Unit
from evalkit.records.delivery.fidelity import Fidelity
from evalkit.report.block import Block
from evalkit.report.table_cells import Column, table_block
from evalkit.report.words import opened

PARTS = ("fidelity", "schools")
SCHOOLS = Unit("schools", 0)


def fidelity(result: Fidelity) -> Block:
    """Each rule with what it counts, and how many schools keep it."""
    columns = (
        Column("dimension", "Side"),
        Column("what", "Rule fixed in the plan"),
        Column("counts", "What is counted"),
        Column("kept", "Kept", SCHOOLS),
        Column("broken", "Not kept", SCHOOLS),
        Column("unknown", "Not known", SCHOOLS),
    )
    rows = [
        {
            "dimension": opened(one.dimension),
            "what": one.what,
            "counts": f"{opened(one.counts)}: at least {one.at_least:g}",
            "kept": one.kept,
            "broken": one.broken,
            "unknown": one.unknown,
        }
        for one in result.rules
    ]
    return table_block("fidelity", "Whether the programme was delivered as planned", columns, rows)


def schools(result: Fidelity) -> Block:
    """Which rules each school kept."""
    columns = (
        Column("school", "School"),
        *(Column(str(place), f"{place}. {opened(one.dimension)}") for place, one in enumerate(result.rules, 1)),
    )
    rows = [
        {"school": one.school, **{str(place): kept for place, kept in enumerate(one.kept, 1)}} for one in result.schools
    ]
    notes = [f"Rule {place}: {one.what}" for place, one in enumerate(result.rules, 1)]
    if result.hidden:
        notes.append(f"{result.hidden} schools are not shown.")
    return table_block("fidelity-schools", "Which rules of delivery each school kept", columns, rows, notes=notes)
