"""Financial years told from academic ones by the heading above them, where no column says which they are."""

from __future__ import annotations

from evalkit.core.column import bare_heading
from evalkit.programme.placed import PlacedTable

YEAR, KIND = "year", "year_kind"
KINDS = ("financial", "academic")


def with_kind_of_year(table: PlacedTable) -> tuple[PlacedTable, list[str]]:
    """Return a table whose years have the kind that their heading names, and the note that says so.

    Years from April to March stand beside those from September to August under the same two numbers; a heading such as
    Financial year tells them apart where the column Kind of year is not kept.
    """
    if YEAR not in table.headings or KIND in table.headings or KIND not in table.cells:
        return table, []
    heading = table.headings[YEAR][1]
    kind = next((kind for kind in KINDS if kind in bare_heading(heading).split()), "")
    if not kind or not len(table):
        return table, []
    note = f"{table.sheet.name}, column {heading}: read as {kind} years, as the heading says"
    return table.changed(KIND, [kind if year else None for year in table[YEAR]]), [note]
