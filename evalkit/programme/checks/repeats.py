"""Rows that stand twice: whole repeats count once, and two rows that contradict each other are a fault."""

from __future__ import annotations

from dataclasses import dataclass

from evalkit.core.column import bare_heading
from evalkit.programme.placed import PlacedFault, PlacedTable


@dataclass(frozen=True, slots=True)
class Unrepeated:
    """A table without repeats.

    Attributes
    ----------
    table : PlacedTable
        Its rows, a whole repeat once.
    repeats : tuple of int
        Number in the file of each row left out.
    faults : tuple of PlacedFault
        Rows with the key of another and other cells.
    notes : tuple of str
        What was left out.
    """

    table: PlacedTable
    repeats: tuple[int, ...] = ()
    faults: tuple[PlacedFault, ...] = ()
    notes: tuple[str, ...] = ()


def unrepeated(table: PlacedTable) -> Unrepeated:
    """Return a table with each row once; of a table whose rows may repeat, the table as it is."""
    if not table.table.key:
        return Unrepeated(table)
    keys = list(zip(*([_bare(value) for value in table[name]] for name in table.table.key), strict=True))
    wholes = list(zip(*([_bare(value) for value in values] for values in table.cells.values()), strict=True))
    needed = {name for name in table.table.key if table.table.column(name).needed}
    first: dict[tuple[object, ...], int] = {}
    kept: list[int] = []
    repeats: list[tuple[int, int]] = []
    faults: list[PlacedFault] = []
    for row, key in enumerate(keys):
        # A key with a cell that could not be read says nothing.
        if any((row, name) in table.unread for name in needed):
            kept.append(row)
            continue
        before = first.setdefault(key, row)
        if before == row:
            kept.append(row)
        elif wholes[row] == wholes[before]:
            repeats.append((row, before))
        else:
            kept.append(row)
            faults.append(_contradicts(table, row, before))
    notes = tuple(f"{table.place(row)}: the same as {table.short(before)}, counted once" for row, before in repeats)
    numbers = tuple(table.numbers[row] for row, _ in repeats)
    return Unrepeated(table.only(kept) if repeats else table, numbers, tuple(faults), notes)


def _bare(value: object) -> object:
    return bare_heading(value) if isinstance(value, str) else value


def _contradicts(table: PlacedTable, row: int, before: int) -> PlacedFault:
    labels = [table.table.column(name).label for name in table.table.key if name in table.headings]
    other = [
        table.headings[name][1]
        for name, values in table.cells.items()
        if name in table.headings and _bare(values[row]) != _bare(values[before])
    ]
    return table.fault(
        row,
        table.table.key[0],
        f"the same {', '.join(labels)} as {table.short(before)}, and other words under {', '.join(other)}",
        f"{table.table.row} in one row",
        "take one of the two rows out, or correct what tells them apart",
        about="key twice",
    )
