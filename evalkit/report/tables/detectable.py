"""The smallest difference noticed, by number of schools and areas."""

from __future__ import annotations

from evalkit.core.quantity import Unit
from evalkit.records.detectable import Detectable
from evalkit.report.block import Block
from evalkit.report.table_cells import NOT_APPLICABLE, Column, table_block
from evalkit.report.words import unit_heading

TITLE = "The smallest difference a study of this kind would notice"
NOTES = (
    "Two-sided test at 5 per cent that notices four times in five. Variances and degrees of freedom are those of this "
    "study; comparison schools are taken in proportion and scattered over the areas of the pool.",
)


def detectable(result: Detectable) -> Block:
    """One row per number of schools, this study first; one column per number of areas."""
    if result.refused:
        return table_block(
            "detectable", TITLE, (Column("answer", "Answer"),), [{"answer": f"Not known: {result.refused}"}]
        )
    unit = Unit(result.unit.name, result.unit.decimals)
    areas = sorted({result.areas, *(other.areas for other in result.others)})
    rows: dict[str, dict[str, object]] = {
        "this": {"schools": f"{result.units} (this study)", str(result.areas): result.smallest}
    }
    for other in result.others:
        row = rows.setdefault(str(other.units), {"schools": str(other.units)})
        row[str(other.areas)] = other.smallest
    columns = (
        Column("schools", "Schools with the programme"),
        *(
            Column(
                str(number),
                f"In {number} {'area' if number == 1 else 'areas'} ({unit_heading(unit)})",
                unit,
                NOT_APPLICABLE,
            )
            for number in areas
        ),
    )
    return table_block("detectable", TITLE, columns, rows.values(), notes=NOTES)
