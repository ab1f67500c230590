"""Dose and change over schools: what decides the dose, and the line."""

from __future__ import annotations

from evalkit.core.quantity import Unit
from evalkit.records.delivery.more_with_more import MoreWithMore
from evalkit.report.block import Block
from evalkit.report.table_cells import Column, table_block
from evalkit.report.words import opened, unit_heading

PARTS = ("more_with_more", "selection")
SCHOOLS, HOURS, PER = Unit("schools", 0), Unit("hours", 1), 10
UNDRAWN = "An association. Nobody drew by lot which school had more, so that it is no estimate of what more would do."


def more_with_more(result: MoreWithMore) -> Block:
    """The slope for ten hours, and the scaled estimate where there is one."""
    columns = (
        Column("what", "What"),
        Column("value", f"In {unit_heading(result.unit)}", result.unit.difference()),
        Column("low", "From", result.unit.difference()),
        Column("high", "To", result.unit.difference()),
        Column("schools", "Schools", SCHOOLS),
    )
    rows: list[dict[str, object]] = []
    if result.line is not None:
        line = result.line
        rows.append(
            {
                "what": f"More change for {PER} hours more per teacher of maths",
                "value": PER * line.slope,
                "low": PER * line.conf_low,
                "high": PER * line.conf_high,
                "schools": line.schools,
            }
        )
    if result.scaled is not None and not result.scaled.refused:
        rows.append(
            {
                "what": "Effect scaled by delivered dose (assumes none where nothing was delivered)",
                "value": result.scaled.estimate,
                "low": result.scaled.conf_low,
                "high": result.scaled.conf_high,
                "schools": len(result.points) + result.hidden + result.undosed,
            }
        )
    notes = [UNDRAWN]
    if result.undosed:
        notes.append(f"The hours per teacher of {result.undosed} schools are not known.")
    name = result.kind.replace("_", "-")
    return table_block(name, f"Hours and {result.outcome}", columns, rows, notes=notes)


def selection(result: MoreWithMore) -> Block:
    """How the dose goes with what was so before the start."""
    columns = (
        Column("trait", "How hours per teacher go with"),
        Column("correlation", "Rank correlation", Unit("", 2, signed=True)),
        Column("schools", "Schools", SCHOOLS),
    )
    rows = [
        {"trait": opened(one.trait), "correlation": one.correlation, "schools": one.schools} for one in result.selection
    ]
    notes = []
    if result.targeted and result.others:
        notes.append(
            f"Median hours per teacher: {HOURS.show(result.targeted_dose)} in {result.targeted} targeted schools, "
            f"{HOURS.show(result.other_dose)} in {result.others} others."
        )
    name = f"{result.kind.replace('_', '-')}-selection"
    return table_block(name, f"What goes with how much a school had ({result.outcome})", columns, rows, notes=notes)
