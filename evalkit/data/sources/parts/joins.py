"""Tables that somebody joined with another: the endings that a join leaves behind names of columns."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from evalkit.core.errors import DataError, Fault
from evalkit.data.text.opening import OpenFile

# The first of the two tables joined, then the second: as R writes them, and as pandas does.
_ENDINGS = ((".x", ".y"), ("_x", "_y"))


def without_endings(file: OpenFile, wanted: Collection[str]) -> OpenFile:
    """Return a table under the names its columns had before it was joined with another.

    A column that the join left twice is taken if both say the same in every row, and refused otherwise:
    two years or two vintages joined side by side look like that, and nobody but their owner knows which is which.

    Parameters
    ----------
    file : OpenFile
        The table.
    wanted : collection of str
        Names that are read, without capitals; other columns are left as they are.
    """
    header, notes, faults = list(file.header), [], []
    for first, second in _ENDINGS:
        bases = {name[: -len(first)] for name in file.header if name.casefold().endswith((first, second))}
        for base in sorted(bases):
            if base.casefold() not in wanted or file.has(base):
                continue
            there = [base + ending for ending in (first, second) if file.has(base + ending)]
            if len(there) == 2 and (differing := _differing(file, there)):
                faults.append(_differ(file, there, differing))
            header[file.place(there[0])] = base
            for name in there[1:]:
                header[file.place(name)] = ""
            notes.extend(there)
    if faults:
        raise DataError(faults)
    if not notes:
        return file
    note = f"{', '.join(notes)}: read without the ending that a join of two tables left"
    return replace(file, header=tuple(header), notes=(*file.notes, note))


def _differing(file: OpenFile, names: list[str]) -> list[int]:
    first, second = (file.cells(name) for name in names)
    return [row for row, (one, other) in enumerate(zip(first, second, strict=True), 2) if one != other]


def _differ(file: OpenFile, names: list[str], rows: list[int]) -> Fault:
    return Fault(
        where=f"{file.file}, header",
        found=f"{names[0]} and {names[1]}, left by a join of two tables, which differ in {len(rows)} rows, "
        f"such as row {rows[0]}",
        allowed="one column of each name, or two that say the same",
        next="put the tables into the folder as they were published, each under its own year",
    )
