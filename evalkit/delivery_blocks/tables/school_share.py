"""The part of one school in the programme, as tables."""

from __future__ import annotations

from evalkit.core.quantity import Unit
from evalkit.records.delivery.school_share import SchoolArea, SchoolShare
from evalkit.report.block import Block
from evalkit.report.table_cells import Column, table_block
from evalkit.report.words import iso_in_words

PARTS = ("strands", "areas", "actions")
COUNT, HOURS = Unit("count", 0), Unit("hours", 0)
DONE = "complete"
# Actions that a sheet of two sides holds.
MOST = 6


def strands(result: SchoolShare) -> Block:
    """Sessions, people and hours by strand."""
    columns = (
        Column("strand", "Strand"),
        Column("days", "Sessions", COUNT),
        Column("people", "People who came", COUNT),
        Column("hours", "Hours of all together", HOURS),
        Column("first", "First day"),
    )
    rows = [
        {
            "strand": one.strand,
            "days": one.days,
            "people": one.people,
            "hours": one.hours,
            "first": iso_in_words(one.first),
        }
        for one in result.strands
    ]
    return table_block("school-strands", "Sessions, people and hours, by strand", columns, rows)


def areas(result: SchoolShare) -> Block:
    """Areas that rose, stayed and fell between both reviews, each with its levels."""
    columns = (Column("moved", "Moved"), Column("areas", "Areas, with the level first and last"))
    rows = []
    for step, word in ((1, "up"), (0, "same"), (-1, "down")):
        own = [one for one in result.areas if one.last and one.moved == step]
        if own:
            rows.append({"moved": word, "areas": "; ".join(_levels(result, one) for one in own)})
    once = [one for one in result.areas if not one.last]
    if once:
        rows.append({"moved": "judged once", "areas": "; ".join(_levels(result, one) for one in once)})
    since = f", last {iso_in_words(result.last_review)}" if result.last_review else ", none since"
    note = (
        f"First review {iso_in_words(result.first_review)}{since}. "
        f"Levels, the weakest first: {', '.join(result.levels)}."
    )
    return table_block("school-areas", "Areas by how they moved between reviews", columns, rows, notes=(note,))


def actions(result: SchoolShare) -> Block:
    """What the school agreed to do, and where it stands; those not done first, as many as a sheet holds."""
    columns = (Column("what", "What"), Column("due", "Due"), Column("status", "Where it stands"))
    ordered = sorted(result.actions, key=lambda one: one.status == DONE)
    rows = [{"what": one.what, "due": iso_in_words(one.due), "status": one.status} for one in ordered[:MOST]]
    more = len(ordered) - MOST
    notes = (f"{more} more are in the school's own plan.",) if more > 0 else ()
    return table_block("school-actions", "Actions agreed, those not complete first", columns, rows, notes=notes)


def _levels(result: SchoolShare, one: SchoolArea) -> str:
    first = result.levels[one.first - 1]
    return f"{one.area} ({first} to {result.levels[one.last - 1]})" if one.last else f"{one.area} ({first})"
