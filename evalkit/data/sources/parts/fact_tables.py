"""One reader for all tables that add facts to schools; a table brings its columns and the signs it is known by.

Such a table gives no schools of its own: merging joins its rows to the schools that have results.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from evalkit.core.column import Signs, SourceHeading, bare_heading
from evalkit.core.errors import DataError, Fault
from evalkit.core.years import academic_year
from evalkit.data.sources.parts.cells import REASON_NUMBER, Numbers, Place, clean_ids, clean_numbers, parse_cell
from evalkit.data.sources.parts.column import SourceColumn
from evalkit.data.sources.parts.file_rows import (
    Gathered,
    clean_categories,
    file_read,
    no_schools,
    number_faults,
    school_rows,
)
from evalkit.data.sources.parts.file_years import file_year
from evalkit.data.sources.parts.source import FileRead, TableSource
from evalkit.data.text.open_files import OpenFile
from evalkit.study.model import DataFile
from evalkit.tables.flow import Loss

# Said of kinds of table of which no file was at hand when their reader was written.
UNSEEN = "read by headings that were not confirmed on a file of this kind: compare one school with the published table"
KEY = SourceColumn("urn", "number of the school (URN)", "id", (SourceHeading("URN"),), low=100000, high=999999)
# A table that somebody joined to the results is read as a table of results.
_RESULTS = ("P8MEA", "ATT8SCR")


@dataclass(frozen=True, slots=True)
class Share:
    """A share in per cent, worked out from two counts where the file does not print it.

    Attributes
    ----------
    name : str
        Variable, one of the table's columns.
    part, whole : str
        Publisher's headings of the two counts.
    """

    name: str
    part: str
    whole: str


@dataclass(frozen=True, slots=True)
class FactTable:
    """A kind of table that adds facts to schools.

    Attributes
    ----------
    name : str
        Registered name.
    summary : str
        One line in the reader's words.
    columns : tuple of SourceColumn
        What it gives, besides the number of the school.
    signs : tuple of tuple of str
        Headings; the table is known by at least one of each group, besides the number of the school.
    shares : tuple of Share
        Shares worked out where they are not printed.
    lag : int
        How many years before the year of the file its pupils finished Key Stage 4.
    lasting : bool
        Whether it says the same of all years, as a register does.
    note : str
        What a reader must know of every such file.
    checked_against, title, about, publisher
        As in `TableSource`.
    """

    name: str
    summary: str
    columns: tuple[SourceColumn, ...]
    signs: tuple[tuple[str, ...], ...]
    shares: tuple[Share, ...] = ()
    lag: int = 0
    lasting: bool = False
    note: str = ""
    checked_against: tuple[str, ...] = ()
    title: str = ""
    about: str = ""
    publisher: str = ""

    def source(self) -> TableSource:
        """Return the reader of such tables: known by the number of the school and one heading of each group."""
        return TableSource(
            summary=self.summary,
            recognises=Signs((("URN",), *self.signs), without=_RESULTS),
            read=self.read,
            checked_against=self.checked_against,
            gives="facts",
            title=self.title,
            about=self.about,
            publisher=self.publisher,
            columns=self.columns,
        )

    def read(self, file: OpenFile, entry: DataFile | None) -> FileRead:
        """Return one such file as facts on schools; all its faults at once."""
        year = file_year(file.file, file.header, entry.year if entry else None, ())
        headings = self._headings(file, year, entry)
        kept, losses = _rows(file, year)
        if not len(kept):
            raise DataError([no_schools(file)])
        gathered, faults = self._gathered(file, kept, headings, year)
        if faults:
            raise DataError(faults)
        return replace(file_read(file, entry, gathered, losses, source=self.name), adds_rows=False)

    def _headings(self, file: OpenFile, year: int, entry: DataFile | None) -> dict[str, str]:
        """Return the heading of each variable in this file; a share to be worked out has an empty one."""
        here = {bare_heading(name): name for name in file.header if name}
        found: dict[str, str] = {}
        for column in self.columns:
            spelt = [here[bare_heading(name)] for name in column.headings_in(year) if bare_heading(name) in here]
            if spelt:
                found[column.name] = spelt[0]
        for share in self.shares:
            if share.name not in found and file.has(share.part) and file.has(share.whole):
                found[share.name] = ""
        if entry is None or not entry.variables:
            return found
        lacking = [name for name in entry.variables if name not in found]
        if lacking:
            raise DataError.one(
                where=f"the study file, data file {file.file}, variables",
                found=", ".join(lacking),
                allowed=f"what the file holds: {', '.join(found)}",
                next="correct the names, or leave out what this file cannot give",
            )
        return {name: heading for name, heading in found.items() if name in entry.variables}

    def _gathered(
        self, file: OpenFile, kept: np.ndarray, headings: dict[str, str], year: int
    ) -> tuple[Gathered, list[Fault]]:
        taken = _Taken(file, kept, in_percent=self._in_percent(file, headings))
        place = taken.place("URN")
        urn = clean_ids(taken.cells("URN"), KEY, place)
        faults = [*urn.faults, *number_faults(urn, place)]
        notes = [self.note] if self.note else []
        numbers: dict[str, Numbers] = {}
        words: dict[str, np.ndarray] = {}
        shares = {share.name: share for share in self.shares}
        for column in self.columns:
            if column.name not in headings:
                continue
            if column.numeric:
                heading = headings[column.name]
                cleaned = taken.numbers(column, heading) if heading else taken.share(column, shares[column.name])
                numbers[column.name] = cleaned
                notes.extend(cleaned.notes)
                faults.extend(cleaned.faults)
            else:
                # A register knows words and authorities that no table of results lists; those are left open.
                heading = headings[column.name]
                words[column.name] = clean_categories(taken.cells(heading), column, taken.place(heading)).values
        if self.lag:
            notes.append(f"its pupils finished Key Stage 4 in {academic_year(year - self.lag)}, and stand in that year")
        gathered = Gathered(
            urn=np.nan_to_num(urn.values).astype(np.int64),
            year=np.full(len(kept), year - self.lag),
            numbers=numbers,
            words=words,
            columns=tuple(column for column in self.columns if column.name in headings),
            file_year=year,
            notes=(*notes, *self._lacking(headings)),
            lasting=frozenset(headings) if self.lasting else frozenset(),
        )
        return gathered, faults

    def _in_percent(self, file: OpenFile, headings: dict[str, str]) -> bool:
        """Say whether some share in the file is above 1 or has a percent sign: then a small one is no fraction."""
        shares = [headings.get(column.name) for column in self.columns if column.kind == "percent"]
        return any(_above_one(cell) for heading in shares if heading for cell in file.cells(heading))

    def _lacking(self, headings: dict[str, str]) -> Iterable[str]:
        missing = [column.label for column in self.columns if column.name not in headings]
        return (f"not in this file: {'; '.join(missing)}",) if missing else ()


def _above_one(cell: str) -> bool:
    value = parse_cell(cell)
    return "%" in cell or (isinstance(value, float) and value > 1)


def _rows(file: OpenFile, year: int) -> tuple[np.ndarray, list[Loss]]:
    numbers = file.cells("URN")
    records = file.cells("RECTYPE") if file.has("RECTYPE") else [""] * len(numbers)
    return school_rows(file, numbers, records, year)


@dataclass(frozen=True, slots=True)
class _Taken:
    """The rows of a file that are schools."""

    file: OpenFile
    kept: np.ndarray
    in_percent: bool

    def cells(self, heading: str) -> list[str]:
        cells = self.file.cells(heading)
        return [cells[row] for row in self.kept]

    def place(self, heading: str) -> Place:
        return Place(self.file.file, heading, self.kept + self.file.first)

    def numbers(self, column: SourceColumn, heading: str) -> Numbers:
        cells = self.cells(heading)
        return clean_numbers(cells, column, self.place(heading), fraction=False if self.in_percent else None)

    def share(self, column: SourceColumn, share: Share) -> Numbers:
        count = SourceColumn(share.part, column.label, "number", low=0)
        part, whole = self.numbers(count, share.part), self.numbers(count, share.whole)
        with np.errstate(invalid="ignore", divide="ignore"):
            values = np.where(whole.values > 0, 100 * part.values / whole.values, np.nan)
        nobody = np.where(np.isnan(values), REASON_NUMBER["not_applicable"], 0)
        reasons = np.where(part.reasons > 0, part.reasons, np.where(whole.reasons > 0, whole.reasons, nobody))
        values[reasons > 0] = np.nan
        note = f"{column.label}: worked out from {share.part} and {share.whole}, as this file prints no share"
        return Numbers(values, reasons.astype(np.int8), [*part.faults, *whole.faults], (note,))
