"""Providers that schools met, as tables."""

from __future__ import annotations

from evalkit.core.quantity import Unit
from evalkit.records.delivery.one_plan import OnePlan
from evalkit.report.block import Block
from evalkit.report.table_cells import Column, table_block

PARTS = ("one_plan", "providers")
WEEKS = Unit("weeks", 0)


def one_plan(result: OnePlan) -> Block:
    """Weeks of single schools with one provider and with several, by school year."""
    columns = (
        Column("year", "School year"),
        Column("one", "One provider", WEEKS),
        Column("several", "Two or more", WEEKS),
    )
    rows = [{"year": row.year, "one": row.one, "several": row.several} for row in result.years]
    notes = ["Weeks of single schools in which anybody came to an activity, from Monday on."]
    if result.unnamed:
        notes.append(f"Days of activities whose provider is not named count for none: {result.unnamed}.")
    return table_block("one-plan", "Weeks in which schools met one provider, or several", columns, rows, notes=notes)


def providers(result: OnePlan) -> Block:
    """Schools by how many providers they met over the whole programme."""
    columns = (Column("providers", "Providers met in all"), Column("schools", "Schools", Unit("schools", 0)))
    rows = [{"providers": str(place), "schools": count} for place, count in enumerate(result.providers, 1)]
    return table_block("one-plan-providers", "How many providers schools met", columns, rows)
