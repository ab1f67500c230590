"""Two vintages of one table in one folder: the newer is used, and both are named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from evalkit.core.errors import DataError, Fault
from evalkit.core.years import academic_year
from evalkit.data.sources.parts.file_years import VINTAGES
from evalkit.data.sources.parts.source import FileRead
from evalkit.data.text.workbooks import SHEET
from evalkit.tables.flow import Loss, Step
from evalkit.tables.provenance import Provenance

IN_BOTH = "replaced by the newer vintage of the same table"
ONLY_IN_OLDER = "only in the older vintage of a table"
# A newer table that lacks more of the older one's schools than this is another table, not its next vintage.
_MOST_LACKING = 0.1


@dataclass(frozen=True, slots=True)
class Vintages:
    """The tables to use where a folder holds some in two vintages.

    Attributes
    ----------
    reads : tuple of FileRead
        The tables used.
    notes : tuple of (str, str)
        Names of files and what their records must say.
    steps : tuple of Step
        One for each table set aside, with its schools.
    """

    reads: tuple[FileRead, ...]
    notes: tuple[tuple[str, str], ...]
    steps: tuple[Step, ...]

    def noted(self, record: Provenance) -> Provenance:
        """Return the record of a file with what must be said of its vintage."""
        return replace(record, notes=(*record.notes, *(note for file, note in self.notes if file == record.file)))


def newest(reads: Sequence[FileRead]) -> Vintages:
    """Return the tables without those of which a newer vintage is there; one file under two years is refused.

    Two tables are vintages of one when they are of one kind and year, name different vintages, give some of the
    same figures and hold the same schools. A newer table that lacks many of the older one's schools is refused:
    to use it would lose them, to use both would compare figures of two vintages.
    """
    newer = {id(read): _newer(read, reads) for read in reads}
    faults = _same_file_in_two_years(reads)
    faults += [
        _other_schools(read, by) for read in reads if (by := newer[id(read)]) is not None and _lacks_many(read, by)
    ]
    if faults:
        raise DataError(faults)
    aside = [(read, by) for read in reads if (by := newer[id(read)]) is not None]
    notes = [note for read, by in aside for note in _notes(read, by)]
    kept = tuple(read for read in reads if newer[id(read)] is None)
    return Vintages(kept, tuple(notes), tuple(_step(read, by) for read, by in aside))


def _same_file_in_two_years(reads: Sequence[FileRead]) -> list[Fault]:
    first: dict[str, Provenance] = {}
    faults = []
    for record in (read.provenance for read in reads if read.provenance.year is not None):
        earlier = first.setdefault(record.sha256, record)
        # The sheets of one workbook are one file, and may well be of several years.
        if earlier.year != record.year and earlier.file.partition(SHEET)[0] != record.file.partition(SHEET)[0]:
            faults.append(
                Fault(
                    where=f"{earlier.file} and {record.file}",
                    found="one file, byte for byte, under two years",
                    allowed="a file of its own for each year",
                    next="look into the file to see of which year it is, and fetch the other",
                )
            )
    return faults


def _newer(read: FileRead, reads: Sequence[FileRead]) -> FileRead | None:
    """Return the newest table of which this one is an older vintage, if there is one."""
    others = [other for other in reads if _succeeds(other, read)]
    return max(others, key=lambda other: VINTAGES.index(other.provenance.vintage), default=None)


def _succeeds(other: FileRead, read: FileRead) -> bool:
    new, old = other.provenance, read.provenance
    if new.source != old.source or new.year is None or new.year != old.year:
        return False
    if new.vintage not in VINTAGES or old.vintage not in VINTAGES:
        return False
    if VINTAGES.index(new.vintage) <= VINTAGES.index(old.vintage):
        return False
    return bool(_figures(other) & _figures(read)) and bool(np.isin(read.frame["urn"], other.frame["urn"]).any())


def _figures(read: FileRead) -> set[str]:
    return {variable.name for variable in read.variables if variable.unit is not None}


def _lacks_many(read: FileRead, by: FileRead) -> bool:
    return float(np.isin(read.frame["urn"], by.frame["urn"]).mean()) < 1 - _MOST_LACKING


def _other_schools(read: FileRead, by: FileRead) -> Fault:
    both = int(np.isin(read.frame["urn"], by.frame["urn"]).sum())
    return Fault(
        where=f"{by.provenance.file} and {read.provenance.file}",
        found=(
            f"two vintages of {academic_year(by.provenance.year or 0)}, {by.provenance.vintage} and "
            f"{read.provenance.vintage}, of which the newer holds {both} of the older one's {len(read.frame)} schools"
        ),
        allowed="vintages of the same schools",
        next="name the file that is meant in the study file, or move the other away",
    )


def _notes(read: FileRead, by: FileRead) -> tuple[tuple[str, str], ...]:
    old, new = read.provenance, by.provenance
    lacking = [variable.label for variable in read.variables if variable.name in _figures(read) - _figures(by)]
    only = f"; only the older table gives {len(lacking)} of its figures, such as {lacking[0]}" if lacking else ""
    return (
        (old.file, f"set aside: {new.file} is the {new.vintage} table of the same year, this one is {old.vintage}"),
        (new.file, f"used instead of {old.file}, which is the {old.vintage} table of the same year{only}"),
    )


def _step(read: FileRead, by: FileRead) -> Step:
    there = np.isin(read.frame["urn"], by.frame["urn"])
    rows = zip(read.frame["urn"], read.frame["year"], there, strict=True)
    losses = tuple(Loss(int(urn), int(year), IN_BOTH if both else ONLY_IN_OLDER) for urn, year, both in rows)
    name = f"set aside {read.provenance.file}, as {by.provenance.file} is newer"
    return Step(name, "all", "rows", len(read.frame), 0, losses)
