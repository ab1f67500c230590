"""DfE's wide Key Stage 4 files, 2010/11 to 2024/25: the whole of England or one local authority."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from evalkit.core.errors import DataError, Fault
from evalkit.core.years import academic_year
from evalkit.data.sources.parts.cells import (
    Numbers,
    Place,
    Strange,
    clean_ids,
    clean_together,
    nothing_behind,
    parse_cell,
)
from evalkit.data.sources.parts.column import SourceColumn
from evalkit.data.sources.parts.file_rows import (
    Gathered,
    clean_categories,
    file_read,
    no_schools,
    number_faults,
    record_of,
    school_rows,
)
from evalkit.data.sources.parts.file_years import carried_copies, file_year
from evalkit.data.sources.parts.ks4_columns import COLUMNS, OUTCOMES
from evalkit.data.sources.parts.ks4_unread import UNREAD, Family
from evalkit.data.sources.parts.source import PERFORMANCE_TABLES, FileRead, TableSource
from evalkit.data.text.lines import Factored
from evalkit.data.text.open_files import SHOWN, OpenFile, capped
from evalkit.study.model import DataFile
from evalkit.tables.flow import Loss

_BY_NAME = {column.name: column for column in COLUMNS}
_SIGNS = ("RECTYPE", "P8MEA", "ATT8SCR")
_OUTCOMES = frozenset(heading.name for name in OUTCOMES for heading in _BY_NAME[name].headings)
_DATING = ("P8MEA", "ATT8SCR")
# The key, and what waits for the day when schools are linked across their numbers: not variables of the panel.
_WORKING = ("urn", "establishment")
_UNREAD = ("establishment",)
_READ = frozenset(heading.name.casefold() for column in COLUMNS for heading in column.headings)
_ALWAYS = ("urn", "record_type")
# The first of the two tables joined, then the second: as R writes them, and as pandas does.
_ENDINGS = ((".x", ".y"), ("_x", "_y"))
# Score and limits are rounded to two decimals, each by itself.
_ROUNDING = 0.011


def recognises(header: tuple[str, ...]) -> bool:
    """Say whether the header is that of a Key Stage 4 table: a school number, a sign of DfE's layout, an outcome."""
    names = {column.upper().removesuffix(".X").removesuffix("_X") for column in header}
    return "URN" in names and not names.isdisjoint(_SIGNS) and not names.isdisjoint(_OUTCOMES)


def read(file: OpenFile, entry: DataFile | None) -> FileRead:
    """Return one wide file as schools of one year; all its faults at once."""
    file = _without_endings(file, _READ)
    year = file_year(file.file, file.header, entry.year if entry else None, _DATING)
    table = _Table(file, year, _headings(file, year, entry))
    kept, losses = _rows(table)
    if not len(kept):
        raise DataError([no_schools(file)])
    gathered, faults = _gathered(table, kept, partly=bool(entry and entry.variables))
    early, notes = _out_of_time(table, kept)
    if faults := [*early, *faults]:
        raise DataError(faults)
    gathered = replace(gathered, notes=(*gathered.notes, *notes))
    return file_read(file, entry, gathered, losses, source="legacy_tables")


def _without_endings(file: OpenFile, wanted: Collection[str]) -> OpenFile:
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
    return [row for row, (one, other) in enumerate(zip(first, second, strict=True), file.first) if one != other]


def _differ(file: OpenFile, names: list[str], rows: list[int]) -> Fault:
    return Fault(
        where=f"{file.file}, header",
        found=f"{names[0]} and {names[1]}, left by a join of two tables, which differ in {len(rows)} rows, "
        f"such as row {rows[0]}",
        allowed="one column of each name, or two that say the same",
        next="put the tables into the folder as they were published, each under its own year",
    )


@dataclass(frozen=True, slots=True)
class _Table:
    """A file, its year, and the heading under which it keeps each of our variables."""

    file: OpenFile
    year: int
    headings: dict[str, str]

    def cells(self, kept: np.ndarray) -> dict[str, Factored]:
        """Return the text of each of our variables in the rows that are schools."""
        return dict(zip(self.headings, self.file.factored(list(self.headings.values()), kept.tolist()), strict=True))

    def place(self, name: str, kept: np.ndarray) -> Place:
        return Place(self.file.file, self.headings[name], kept + self.file.first)


def _headings(file: OpenFile, year: int, entry: DataFile | None) -> dict[str, str]:
    here = {
        column.name: next(name for name in column.headings_in(year) if file.has(name))
        for column in COLUMNS
        if column.name not in _UNREAD and column.published_in(year)
        if any(file.has(name) for name in column.headings_in(year))
    }
    if entry is None or not entry.variables:
        return here
    lacking = [name for name in entry.variables if name not in here or name in _WORKING]
    if lacking:
        raise DataError.one(
            where=f"the study file, data file {file.file}, variables",
            found=", ".join(lacking),
            allowed=f"what the file holds: {', '.join(name for name in here if name not in _WORKING)}",
            next="correct the names, or leave out what this file cannot give",
        )
    return {name: heading for name, heading in here.items() if name in {*entry.variables, *_ALWAYS}}


def _rows(table: _Table) -> tuple[np.ndarray, list[Loss]]:
    numbers = table.file.cells(table.headings.get("urn", "URN"))
    records = [""] * len(numbers)
    if "record_type" in table.headings:
        records = table.file.cells(table.headings["record_type"])
    return school_rows(table.file, numbers, records, table.year)


def _gathered(table: _Table, kept: np.ndarray, *, partly: bool) -> tuple[Gathered, list[Fault]]:
    cells = table.cells(kept)
    urn_place = table.place("urn", kept)
    urn = clean_ids(cells["urn"], _BY_NAME["urn"], urn_place)
    faults = [*urn.faults, *number_faults(urn, urn_place)]
    numeric = [(_BY_NAME[name], cells[name], table.place(name, kept)) for name in cells if _BY_NAME[name].numeric]
    cleaned = clean_together(numeric)
    empty = [] if partly else [name for name, numbers in cleaned.items() if nothing_behind(numbers)]
    numbers = {name: found for name, found in cleaned.items() if name not in empty}
    words: dict[str, np.ndarray] = {}
    strange: list[Strange] = []
    for name in cells:
        if not _BY_NAME[name].numeric and name not in _WORKING:
            texts = cells[name]
            if name == "record_type":
                texts = Factored(texts.codes, tuple(record_of(text) for text in texts.unique))
            category = clean_categories(texts, _BY_NAME[name], table.place(name, kept))
            words[name] = category.values
            strange.extend(category.strange)
            faults.extend(category.faults)
    faults.extend(fault for found in numbers.values() for fault in found.faults)
    faults.extend(_beyond_limits(numbers, {name: table.place(name, kept) for name in numbers}))
    gathered = Gathered(
        urn=np.nan_to_num(urn.values).astype(np.int64),
        year=np.full(len(kept), table.year),
        numbers=numbers,
        words=words,
        columns=tuple(column for column in COLUMNS if column.name in {*numbers, *words}),
        file_year=table.year,
        notes=(
            *_notes(table, partly=partly),
            *(note for found in numbers.values() for note in found.notes),
            *_without_figures([_BY_NAME[name] for name in empty]),
        ),
        strange=tuple(strange),
    )
    return gathered, faults


def _without_figures(columns: list[SourceColumn]) -> Iterable[str]:
    named = [column.label for column in columns if not column.detail]
    if rest := len(columns) - len(named):
        named.append(f"{rest} figures of groups of pupils and limits of intervals")
    if named:
        yield f"left out, because no school of the file has a figure: {'; '.join(named)}"


def _out_of_time(table: _Table, kept: np.ndarray) -> tuple[list[Fault], list[str]]:
    """Return figures under headings of another year as faults; headings without one figure are left out and said."""
    file, year = table.file, table.year
    faults: list[Fault] = []
    tried, empty = 0, 0
    for column in COLUMNS:
        for heading in () if column.published_in(year) else column.headings:
            if not file.has(heading.name):
                continue
            if year in column.trial:
                tried += 1
            elif column.numeric and not _holds_numbers(file.cells(heading.name), kept):
                empty += 1
            else:
                faults.append(_wrong_time(table, column, heading.name))
    notes = (
        [f"{_columns(tried)} of {academic_year(year)} {_were(tried)} left out: only some schools asked for them"]
        if tried
        else []
    )
    notes += [f"{_columns(empty)} without a figure in {academic_year(year)} {_were(empty)} left out"] if empty else []
    return faults, notes


def _holds_numbers(cells: list[str], kept: np.ndarray) -> bool:
    return any(not isinstance(parse_cell(text), str) for text in {cells[row] for row in kept})


def _wrong_time(table: _Table, column: SourceColumn, heading: str) -> Fault:
    return Fault(
        where=f"{table.file.file}, header",
        found=f"{heading} in a file of {academic_year(table.year)}",
        allowed=f"{column.label}: {column.published()}",
        next="check the year of the file: its name, its folder and the study file",
    )


def _notes(table: _Table, *, partly: bool) -> Iterable[str]:
    file, year = table.file, table.year
    taken = set(table.headings.values())
    copies = {name for name, when in carried_copies(file.header).items() if when < year} - taken
    if copies:
        yield f"{_columns(len(copies))} with copies of earlier years' figures {_were(len(copies))} left out"
    strange = [name for name in file.header if name and name.casefold() not in _READ and name not in copies]
    strange = [name for name in strange if family_of(name) is None]
    if strange:
        listed = ", ".join(strange[:SHOWN]) + (", ..." if len(strange) > SHOWN else "")
        yield f"{_columns(len(strange))} that evalkit does not know {_were(len(strange))} left out: {listed}"
    lacking = [
        column
        for column in COLUMNS
        if column.headings_in(year) and column.published_in(year) and column.name not in table.headings
        if column.name not in _WORKING
    ]
    missing = [f"{column.label} ({column.headings_in(year)[0]})" for column in lacking if not column.detail]
    if details := sum(column.detail for column in lacking):
        missing.append(f"{details} figures of groups of pupils and limits of intervals")
    if partly:
        yield "only the variables that the study file names were taken"
    elif missing:
        yield f"not in this file: {'; '.join(missing)}"
    if year >= _BY_NAME["progress8_original"].first and "progress8" in table.headings:
        if "progress8_original" in table.headings:
            yield "Progress 8 is given both as published, after adjustment of extreme scores, and before it"
        else:
            yield "Progress 8 is given only as published, after adjustment of extreme scores"


def family_of(heading: str) -> Family | None:
    """Return the family of columns, knowingly not read, to which a heading belongs; None for any other."""
    return next((family for family in UNREAD if family.pattern.fullmatch(heading)), None)


def _beyond_limits(numbers: Mapping[str, Numbers], places: Mapping[str, Place]) -> list[Fault]:
    """Return the schools whose score lies outside the limits that the same table gives it, as faults."""
    faults: list[Fault] = []
    for name, place in places.items():
        low, high = numbers.get(f"{name}_low"), numbers.get(f"{name}_high")
        if name not in numbers or low is None or high is None:
            continue
        score = numbers[name].values
        outside = (score < low.values - _ROUNDING) | (score > high.values + _ROUNDING)
        found = [
            Fault(
                where=place.cell(int(at)),
                found=f"{score[at]:g} with limits of {low.values[at]:g} and {high.values[at]:g}",
                allowed="a score between its limits",
                next="look for columns that were shifted or swapped; fetch the file again",
            )
            for at in np.flatnonzero(outside)
        ]
        faults.extend(capped(found, f"{place.file}, {place.heading}", "scores outside their limits"))
    return faults


SOURCE = TableSource(
    summary="DfE's wide Key Stage 4 files 2010/11 to 2024/25, the whole of England or one local authority",
    recognises=recognises,
    read=read,
    checked_against=("tests/unit/data/sources/test_published_tables.py::test_sums_of_2018_are_as_published",),
    title="Key Stage 4 tables",
    publisher=PERFORMANCE_TABLES,
    columns=tuple(column for column in COLUMNS if column.name not in _WORKING),
)


def _columns(count: int) -> str:
    return f"{count} {'column' if count == 1 else 'columns'}"


def _were(count: int) -> str:
    return "was" if count == 1 else "were"
