"""DfE's wide Key Stage 4 files, 2015/16 to 2018/19: the whole of England or one local authority."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from evalkit.core.errors import DataError, Fault
from evalkit.core.years import academic_year
from evalkit.data.flow import Loss
from evalkit.data.sources.parts.cleaning import Numbers, Place, clean_ids, clean_numbers, clean_words
from evalkit.data.sources.parts.column import Column
from evalkit.data.sources.parts.dating import carried_copies, file_year
from evalkit.data.sources.parts.handing_on import Gathered, file_read
from evalkit.data.sources.parts.ks4_columns import COLUMNS, OUTCOMES, TOTALS
from evalkit.data.sources.parts.opening import OpenFile, capped, plain
from evalkit.data.sources.parts.source import FileRead, Source
from evalkit.study.model import DataFile

_BY_NAME = {column.name: column for column in COLUMNS}
_SIGNS = ("RECTYPE", "P8MEA", "ATT8SCR")
_DATING = ("P8MEA", "ATT8SCR")
# Used while reading; not variables of the panel.
_WORKING = ("urn", "establishment")
_BLANK_ROW = "blank row"
_NO_NUMBER = "total row without a school number"
_REPEATED = "row repeated word for word"
# One number that marks totals in some vintages instead of a blank.
_TOTAL_NUMBERS = ("NAT", "ENG")


def recognises(header: tuple[str, ...]) -> bool:
    """Say whether the header is that of a Key Stage 4 table: a school number, a sign of DfE's layout, an outcome."""
    names = {column.upper() for column in header}
    outcomes = {heading.name for name in OUTCOMES for heading in _BY_NAME[name].headings}
    return "URN" in names and bool(names & set(_SIGNS)) and bool(names & outcomes)


def read(file: OpenFile, entry: DataFile | None) -> FileRead:
    """Return one wide file as schools of one year; all its faults at once."""
    year = file_year(file.file, file.header, entry.year if entry else None, _DATING)
    table = _Table(file, year, _headings(file, year, entry))
    kept, losses = _rows(table)
    gathered, faults = _columns(table, kept)
    urn = gathered.urn
    faults = [*_out_of_time(table), *faults, *_twice(table, urn, kept)]
    if faults:
        raise DataError(faults)
    if not len(kept):
        raise DataError.one(
            where=file.file,
            found=f"{len(file.rows)} rows, none of which is a school",
            allowed="at least one school",
            next="check that the file is the table of schools and not one of totals",
        )
    return file_read(file, entry, gathered, losses, source="legacy_tables")


@dataclass(frozen=True, slots=True)
class _Table:
    """A file, its year, and the heading under which it keeps each of our variables."""

    file: OpenFile
    year: int
    headings: dict[str, str]

    def cells(self, name: str, kept: np.ndarray) -> list[str]:
        cells = self.file.cells(self.headings[name])
        return [cells[row] for row in kept]

    def place(self, name: str, kept: np.ndarray) -> Place:
        return Place(self.file.file, self.headings[name], kept + 2)


def _headings(file: OpenFile, year: int, entry: DataFile | None) -> dict[str, str]:
    wanted = set(entry.variables) if entry and entry.variables else {column.name for column in COLUMNS}
    unknown = sorted(wanted - set(_BY_NAME))
    if unknown:
        raise DataError.one(
            where=f"the study file, data file {file.file}, variables",
            found=", ".join(unknown),
            allowed=", ".join(sorted(set(_BY_NAME) - set(_WORKING))),
            next="correct the names of the variables to take from this file",
        )
    found: dict[str, str] = {}
    for column in COLUMNS:
        if column.name in wanted or column.name in {"urn", "record_type"}:
            here = [name for name in column.headings_in(year) if file.has(name)]
            if here:
                found[column.name] = here[0]
    return found


def _rows(table: _Table) -> tuple[np.ndarray, list[Loss]]:
    """Return the positions of school rows, and each other row with the rule that dropped it."""
    file, year = table.file, table.year
    numbers = [plain(cell).removesuffix(".0") for cell in file.cells(table.headings["urn"])]
    records = [""] * len(numbers)
    if "record_type" in table.headings:
        records = [plain(cell).removesuffix(".0") for cell in file.cells(table.headings["record_type"])]
    seen: dict[str, int] = {}
    kept: list[int] = []
    losses: list[Loss] = []
    for position, (number, record) in enumerate(zip(numbers, records, strict=True)):
        row = file.rows[position]
        earlier = seen.setdefault(number, position) if number else position
        if not any(cell.strip() for cell in row):
            losses.append(Loss(None, year, _BLANK_ROW))
        elif record in TOTALS or number.upper() in _TOTAL_NUMBERS:
            losses.append(Loss(None, year, TOTALS.get(record, TOTALS["5"])))
        elif not number and record not in {"1", "2"}:
            losses.append(Loss(None, year, _NO_NUMBER))
        elif earlier != position and file.rows[earlier] == row and number.isdigit():
            losses.append(Loss(int(number), year, _REPEATED))
        else:
            kept.append(position)
    return np.array(kept, dtype=int), losses


def _columns(table: _Table, kept: np.ndarray) -> tuple[Gathered, list[Fault]]:
    faults: list[Fault] = []
    notes = list(_notes(table))
    numbers: dict[str, Numbers] = {}
    words: dict[str, np.ndarray] = {}
    for name in table.headings:
        column, cells, place = _BY_NAME[name], table.cells(name, kept), table.place(name, kept)
        if column.kind == "category":
            if name == "record_type":
                cells = [cell.removesuffix(".0") for cell in cells]
            texts = clean_words(cells, column, place)
            words[name] = texts.values
            faults.extend(texts.faults)
        else:
            cleaned = clean_ids(cells, column, place) if column.kind == "id" else clean_numbers(cells, column, place)
            numbers[name] = cleaned
            notes.extend(cleaned.notes)
            faults.extend(cleaned.faults)
    urn = numbers.pop("urn")
    faults.extend(_unnumbered(table, urn, kept))
    numbers.pop("establishment", None)
    if "area" in numbers:
        words["area"] = _as_codes(numbers.pop("area").values)
    gathered = Gathered(
        urn=np.nan_to_num(urn.values).astype(np.int64),
        year=np.full(len(kept), table.year),
        numbers=numbers,
        words=words,
        columns=tuple(column for column in COLUMNS if column.name in table.headings and column.name not in _WORKING),
        file_year=table.year,
        notes=tuple(notes),
    )
    return gathered, faults


def _as_codes(values: np.ndarray) -> np.ndarray:
    return np.array([None if np.isnan(value) else f"{value:.0f}" for value in values], dtype=object)


def _unnumbered(table: _Table, urn: Numbers, kept: np.ndarray) -> Iterable[Fault]:
    place = table.place("urn", kept)
    blank = np.flatnonzero(np.isnan(urn.values) & (urn.reasons > 0))
    faults = [
        Fault(place.cell(int(at)), "no number in the row of a school", "a number from 100000 to 999999", "fill it in")
        for at in blank
    ]
    return capped(faults, table.file.file, "schools without a number") if faults else ()


def _twice(table: _Table, urn: np.ndarray, kept: np.ndarray) -> list[Fault]:
    series = pd.Series(urn)
    faults = [
        Fault(
            where=f"{table.file.file}, rows {', '.join(str(kept[at] + 2) for at in positions)}",
            found=f"the school {number} in {len(positions)} rows that differ",
            allowed="one row for each school",
            next="keep the row that is right",
        )
        for number, positions in series.groupby(series).indices.items()
        if len(positions) > 1 and number
    ]
    return capped(faults, table.file.file, "schools in several rows") if faults else []


def _out_of_time(table: _Table) -> list[Fault]:
    return [
        Fault(
            where=f"{table.file.file}, header",
            found=f"{heading.name} in a file of {academic_year(table.year)}",
            allowed=f"{column.label} was published from {academic_year(column.first)} to {academic_year(column.last)}",
            next="check the year of the file: its name, its folder and the study file",
        )
        for column in COLUMNS
        for heading in column.headings
        if not column.published_in(table.year) and table.file.has(heading.name)
    ]


def _notes(table: _Table) -> Iterable[str]:
    file, year = table.file, table.year
    copies = [column for column, when in carried_copies(file.header).items() if when < year]
    if copies:
        yield f"{len(copies)} columns with copies of earlier years' figures were left out, such as {copies[0]}"
    missing = [
        f"{column.label} ({column.headings_in(year)[0]})"
        for column in COLUMNS
        if column.headings_in(year) and column.published_in(year) and column.name not in table.headings
        if column.name not in _WORKING
    ]
    if missing:
        yield f"not taken from this file: {'; '.join(missing)}"
    if year >= _BY_NAME["progress8_original"].first and "progress8" in table.headings:
        if "progress8_original" in table.headings:
            yield "Progress 8 is given both as published, after adjustment of extreme scores, and before it"
        else:
            yield "Progress 8 is given only as published, after adjustment of extreme scores"


SOURCE = Source(
    summary="DfE's wide Key Stage 4 files 2015/16 to 2018/19, the whole of England or one local authority",
    recognises=recognises,
    read=read,
    checked_against=("tests/unit/data/sources/test_legacy_tables_on_real_files.py::test_sums_of_2018_are_as_published",),
)
