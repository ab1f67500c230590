"""One reader for tidy tables that add facts to schools; a table brings its columns and the signs it is known by.

Rows of single schools and of all their pupils are read; every other row is counted with the reason.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from evalkit.core.column import Signs
from evalkit.core.errors import DataError, Fault
from evalkit.core.years import academic_year
from evalkit.data.sources.parts.area_figures import ALL
from evalkit.data.sources.parts.cells import Numbers, Place, clean_ids, clean_numbers
from evalkit.data.sources.parts.column import SourceColumn
from evalkit.data.sources.parts.fact_tables import FactTable
from evalkit.data.sources.parts.file_rows import REPEATED, Gathered, file_read
from evalkit.data.sources.parts.source import FileRead, TableSource
from evalkit.data.sources.parts.tidy_area_rows import NO_YEAR
from evalkit.data.sources.parts.tidy_layout import (
    BLANK,
    EARLIER,
    LEVEL,
    LEVELS,
    OTHER_GROUP,
    OTHER_PERIOD,
    PERIOD,
    PERIOD_KIND,
    SCHOOL_NUMBER,
    VERSION,
    group_of,
    latest_versions,
    layout_of,
    plain_word,
    split_in_every_row,
    topics_of,
    year_of,
)
from evalkit.data.sources.parts.tidy_school_columns import URN
from evalkit.data.text.open_files import OpenFile, capped
from evalkit.study.model import DataFile
from evalkit.tables.flow import Loss

NOT_A_SCHOOL = "row of an area"
NUMBERS_OF_PUPILS = "row of numbers of pupils, where shares are read"
_DATA_TYPE, _SHARES = "data_type", "percentage"
_ACADEMIC = "academic year"


@dataclass(frozen=True, slots=True)
class TidyFactTable:
    """The tidy layout of a kind of table that adds facts to schools.

    Attributes
    ----------
    name : str
        Registered name.
    summary : str
        One line in the reader's words.
    columns : tuple of SourceColumn
        What it gives, with the headings of the tidy layout.
    signs : tuple of str
        Headings of which at least one must be there, besides the number of the school.
    publisher : str
        Who publishes it, and where.
    periods : tuple of str
        Kinds of period of which a row is about a school year.
    lag : int
        How many years before the year of a row its pupils finished Key Stage 4.
    note : str
        What a reader must know of every such file.
    """

    name: str
    summary: str
    columns: tuple[SourceColumn, ...]
    signs: tuple[str, ...]
    publisher: str
    periods: tuple[str, ...] = (_ACADEMIC,)
    lag: int = 0
    note: str = ""

    @property
    def recognises(self) -> Signs:
        """Return the signs that such a table is known by."""
        return Signs(((PERIOD,), (LEVEL,), (SCHOOL_NUMBER,), self.signs))

    def read(self, file: OpenFile, entry: DataFile | None) -> FileRead:
        """Return one such file as facts on schools by year; all its faults at once."""
        known = {column.name: tuple(heading.name for heading in column.headings) for column in self.columns}
        layout = layout_of(file, known, of_schools=True)
        wanted = entry.variables if entry and entry.variables else tuple(layout.figures)
        if lacking := [name for name in wanted if name not in layout.figures]:
            raise DataError([_not_there(file, lacking, layout.figures)])
        headings = {name: heading for name, heading in layout.figures.items() if name in wanted}
        kept, losses, twice = self._rows(file, layout.filters)
        if not kept:
            raise DataError([_no_rows(file, split_in_every_row(file, layout))])
        gathered, faults = self._gathered(file, kept, headings)
        faults.extend(capped(twice, file.file, "schools in two rows"))
        if faults:
            raise DataError(faults)
        return replace(file_read(file, entry, gathered, losses, source=self.name), adds_rows=False)

    def _rows(
        self, file: OpenFile, filters: tuple[str, ...]
    ) -> tuple[dict[tuple[str, int], int], list[Loss], list[Fault]]:
        """Return the row of each school and year, each other row as a loss, and schools in two rows that differ."""
        numbers, levels, periods = file.cells(SCHOOL_NUMBER), file.cells(LEVEL), file.cells(PERIOD)
        kinds = file.cells(PERIOD_KIND) if file.has(PERIOD_KIND) else [""] * len(numbers)
        versions = [cell.casefold() for cell in file.cells(VERSION)] if file.has(VERSION) else [""] * len(numbers)
        latest = latest_versions(periods, versions)
        topics = [file.cells(name) for name in topics_of(file)]
        split = [file.cells(name) for name in filters if name.casefold() != _DATA_TYPE]
        shares = file.cells(_DATA_TYPE) if file.has(_DATA_TYPE) else [_SHARES] * len(numbers)
        kept: dict[tuple[str, int], int] = {}
        losses: list[Loss] = []
        twice: list[Fault] = []
        for at, number in enumerate(numbers):
            year = year_of(periods[at], _ACADEMIC)
            urn = int(number) if number.isdigit() else None
            group = group_of((cells[at] for cells in topics), (cells[at] for cells in split))
            why = self._why_not(file.rows[at], levels[at], kinds[at])
            why = why or ("" if plain_word(shares[at]) == _SHARES else NUMBERS_OF_PUPILS)
            why = why or ("" if versions[at] == latest.get(periods[at], versions[at]) else EARLIER)
            why = why or ("" if group == ALL else OTHER_GROUP)
            if why or year is None:
                losses.append(Loss(urn, year, why or f"{NO_YEAR} ({periods[at]!r})"))
            elif (number, year) in kept:
                first = kept[number, year]
                twice.extend([] if file.rows[first] == file.rows[at] else [_twice(file, (number, year), first, at)])
                losses.append(Loss(urn, year, REPEATED))
            else:
                kept[number, year] = at
        return kept, losses, twice

    def _why_not(self, row: tuple[str, ...], level: str, kind: str) -> str:
        if not any(row):
            return BLANK
        if LEVELS.get(level.casefold()) != "school":
            return NOT_A_SCHOOL
        return "" if not kind or plain_word(kind) in self.periods else OTHER_PERIOD

    def _gathered(
        self, file: OpenFile, kept: dict[tuple[str, int], int], headings: dict[str, str]
    ) -> tuple[Gathered, list[Fault]]:
        rows = np.array(list(kept.values()), dtype=np.int64)
        urn = clean_ids([number for number, _ in kept], URN, Place(file.file, SCHOOL_NUMBER, rows + file.first))
        faults = [*urn.faults]
        columns = tuple(column for column in self.columns if column.name in headings)
        numbers: dict[str, Numbers] = {}
        for column in columns:
            cells, heading = file.cells(headings[column.name]), headings[column.name]
            numbers[column.name] = clean_numbers(
                [cells[at] for at in rows], column, Place(file.file, heading, rows + file.first), fraction=False
            )
            faults.extend(numbers[column.name].faults)
        notes = [self.note] if self.note else []
        if self.lag:
            years = sorted({year for _, year in kept})
            told = ", ".join(academic_year(year - self.lag) for year in years)
            notes.append(f"its pupils finished Key Stage 4 a year before the year of the row, and stand in {told}")
        gathered = Gathered(
            urn=np.nan_to_num(urn.values).astype(np.int64),
            year=np.array([year for _, year in kept], dtype=np.int64) - self.lag,
            numbers=numbers,
            words={},
            columns=columns,
            file_year=None,
            notes=tuple(notes),
        )
        return gathered, faults


def in_either_layout(wide: FactTable, tidy: TidyFactTable) -> TableSource:
    """Return the reader of a kind of table that is published in the wide layout and in the tidy one."""
    known = wide.source()
    more = [column for column in tidy.columns if column.name not in {one.name for one in wide.columns}]
    return replace(
        known,
        recognises=lambda header: known.recognises(header) or tidy.recognises(header),
        read=lambda file, entry: (tidy if tidy.recognises(file.header) else wide).read(file, entry),
        publisher=f"{known.publisher}, or {tidy.publisher}",
        columns=(*known.columns, *more),
        what=lambda header: tidy.summary if tidy.recognises(header) else known.summary,
    )


def _twice(file: OpenFile, key: tuple[str, int], first: int, at: int) -> Fault:
    return Fault(
        where=f"{file.file}, rows {first + file.first} and {at + file.first}",
        found=f"the school {key[0]} twice in {academic_year(key[1])}, with rows that differ",
        allowed="one row for each school and year",
        next="keep the row that is right, or take the version that is wanted from the file",
    )


def _not_there(file: OpenFile, lacking: list[str], there: dict[str, str]) -> Fault:
    return Fault(
        where=f"the study file, data file {file.file}, variables",
        found=", ".join(lacking),
        allowed=f"what the file holds: {', '.join(there)}",
        next="correct the names, or leave out what this file cannot give",
    )


def _no_rows(file: OpenFile, split: str) -> Fault:
    every = f": every row is split by {split}" if split else ""
    return Fault(
        where=file.file,
        found=f"{len(file.rows)} rows, none of all pupils of a single school{every}",
        allowed="a row for each school and year",
        next="check that the file is the table of schools and not one of areas",
    )
