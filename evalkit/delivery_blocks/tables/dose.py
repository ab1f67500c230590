"""How much each school had, as a table."""

from __future__ import annotations

from evalkit.core.quantity import Unit
from evalkit.records.delivery.dose import Doses
from evalkit.report.block import Block
from evalkit.report.table_cells import NOT_APPLICABLE, Column, table_block

PARTS = ("dose",)
PEOPLE, WEEKS = Unit("people", 0), Unit("weeks", 1)


def dose(result: Doses) -> Block:
    """People, hours per teacher, strands and weeks to the first activity, by school, without what tells which it is."""
    share = f"{100 * result.share:.0f}%"
    columns = (
        Column("school", "School"),
        Column("posts", "Teachers of maths", PEOPLE),
        Column("people", "Teachers who came", PEOPLE),
        Column("mostly", f"Came to {share} of hours offered", PEOPLE),
        Column("per_teacher", "Hours per teacher of maths", Unit("hours", 1)),
        Column("strands", "Strands taken up"),
        Column("weeks", "Weeks from start to first activity", WEEKS, NOT_APPLICABLE),
    )
    rows = [
        {
            "school": one.school,
            "posts": one.posts,
            "people": one.people,
            "mostly": one.mostly,
            "per_teacher": one.per_teacher,
            "strands": f"{one.strands} of {one.strands_offered}",
            "weeks": one.weeks,
        }
        for one in result.schools
    ]
    notes = [
        "Teachers of maths: the department at its largest. Hours per teacher: hours in each term over the teachers "
        "of that term, added up. They tell what there was for each post, and nothing of any person.",
        "Teachers who came: over the whole programme, so that they may be more than the posts where people changed.",
        "Below nought: people of the school came before the school's own start, such as to a launch.",
    ]
    if result.hidden:
        notes.append(f"{result.hidden} schools are not shown.")
    return table_block("dose", "How much each school had", columns, rows, notes=notes)
