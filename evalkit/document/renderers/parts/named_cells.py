"""Names of a table's columns and rows: none is ever empty, for a name read aloud is all that some readers have."""

from __future__ import annotations

from evalkit.report.block import Block


def headers(block: Block) -> tuple[str, ...]:
    """Return the header of each column; where one is empty, its place in words."""
    return tuple(header if header.strip() else f"Column {place}" for place, header in enumerate(block.columns, 1))


def rows(block: Block) -> tuple[tuple[str, ...], ...]:
    """Return the cells as printed, row by row; where the first of a row, its name, is empty, its place in words."""
    return tuple(
        (first if first.strip() else f"Row {place}", *others) for place, (first, *others) in enumerate(block.cells, 1)
    )
