"""Every lesson with its evidence, as a table."""

from __future__ import annotations

from evalkit.core.quantity import SCHOOLS
from evalkit.delivery_blocks.sentences.lessons import evidence_words
from evalkit.records.delivery.lessons import Lessons
from evalkit.report.block import Block
from evalkit.report.table_cells import NOT_APPLICABLE, Column, table_block
from evalkit.report.words import Words

PARTS = ("lessons",)


def lessons(result: Lessons) -> Block:
    """One row for each lesson, in the order of the table."""
    columns = (
        Column("lesson", "Lesson"),
        Column("point", "Point"),
        Column("kind", "Kind"),
        Column("strand", "Strand"),
        Column("schools", "Schools", SCHOOLS, missing=NOT_APPLICABLE),
        Column("strength", "Strength"),
        Column("says", "Who says so"),
        Column("written", "Names as evidence"),
        Column("evidence", "Which shows"),
    )
    words = Words()
    rows = [
        {
            "point": one.point,
            "lesson": one.lesson,
            "kind": one.kind,
            "strand": one.strand,
            "schools": one.schools or None,
            "strength": one.strength,
            "says": one.says,
            "written": one.evidence.written,
            "evidence": evidence_words(words, one),
        }
        for one in result.lessons
    ]
    return table_block("lessons", "Lessons with their evidence", columns, rows)
