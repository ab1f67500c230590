"""Who the comparison schools are: the heaviest on the page, all of them in the annex."""

from __future__ import annotations

from evalkit.core.quantity import Unit
from evalkit.records.comparison_schools import ComparisonSchool, ComparisonSchools
from evalkit.report.block import Block
from evalkit.report.sentences.parts.estimate_words import KINDS
from evalkit.report.table_cells import Column, table_block
from evalkit.report.words import opened

# How many stand on the page, and how many at most in the annex; the file beside the report has all.
FIRST = 10
MOST = 250
FILE = "comparison-schools.csv"


def comparison_schools(result: ComparisonSchools) -> Block:
    """The heaviest comparison schools; the others stand in the annex."""
    shown, number = result.rows[:FIRST], len(result.rows)
    many = KINDS[result.kind].many
    where = (f"The {len(shown)} that count most of {number:,} {many}; the annex lists the others too.",)
    return _table("comparison-schools", f"Which {many} they are compared with", result, shown, where)


def annex(result: ComparisonSchools) -> Block:
    """All comparison schools, the heaviest first."""
    shown, number = result.rows[:MOST], len(result.rows)
    many = KINDS[result.kind].many
    cut = (f"The {len(shown)} that count most of {number:,} {many}; {FILE} has them all.",)
    title = f"Every comparison {KINDS[result.kind].one} of the question {result.question}"
    return _table("annex-comparison-schools", title, result, shown, cut if number > len(shown) else ())


def _table(
    identifier: str,
    title: str,
    result: ComparisonSchools,
    shown: tuple[ComparisonSchool, ...],
    notes: tuple[str, ...],
) -> Block:
    one = KINDS[result.kind].one
    rows = [
        {
            "name": row.name or f"number {row.urn}",
            "area": row.area,
            "weight": 100 * row.weight,
            "stands_for": ", ".join(row.stands_for) or "all together",
        }
        for row in shown
    ]
    area = () if result.kind == "authority" else (Column("area", "Local authority"),)
    columns = (
        Column("name", opened(one)),
        *area,
        Column("weight", "Share of the comparison (%)", Unit("per cent", 2)),
        Column("stands_for", "Stands beside"),
    )
    return table_block(identifier, title, columns, rows, notes=(*notes, *_letters(result)))


def _letters(result: ComparisonSchools) -> tuple[str, ...]:
    if not any(row.stands_for for row in result.rows):
        return (f"No {KINDS[result.kind].one} stands beside a single one of the programme: all are weighted together.",)
    many = KINDS[result.kind].many
    return (
        f"Each letter is one of the programme's {many}, which are not named. It is the same in every question, and the "
        "order of letters says nothing.",
    )
