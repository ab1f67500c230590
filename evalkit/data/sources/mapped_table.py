"""Any table of schools, with a map in the study file that says which column holds what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from evalkit.core.column import Signs
from evalkit.core.errors import DataError, Fault
from evalkit.data.sources.parts.cells import Numbers, Place, Strange, clean_ids, clean_numbers
from evalkit.data.sources.parts.column import SourceColumn
from evalkit.data.sources.parts.file_rows import (
    Gathered,
    clean_categories,
    file_read,
    no_schools,
    number_faults,
    school_rows,
)
from evalkit.data.sources.parts.file_years import file_year, years_in
from evalkit.data.sources.parts.map_rules import column_of, known_columns, map_faults
from evalkit.data.sources.parts.source import FileRead, TableSource
from evalkit.data.text.open_files import SHOWN, OpenFile, plain
from evalkit.study.model import DataFile, MappedColumn

_KEY = SourceColumn("urn", "number of the school (URN)", "id", low=100000, high=999999)


def read(file: OpenFile, entry: DataFile | None) -> FileRead:
    """Return a mapped table as schools by year; all its faults at once.

    A column belongs to the year that the map gives, else to the year in its heading. Without either, a
    number belongs to the file's one year, and in a file of several years it is refused; a category
    without a year belongs to every year of the file.
    """
    if entry is None or not entry.columns:
        raise DataError.one(
            where=file.file,
            found="no map of its columns",
            allowed='columns = { progress8 = { column = "...", year = ... }, ... } for the file in the study file',
            next="say in the study file which column holds what, as docs/start.md shows",
        )
    known = known_columns()
    cells = _dated(file, entry, known)
    faults = [fault for cell in cells for fault in map_faults(file, cell.column, cell.mapped, cell.year, known)]
    faults.extend(_unknown_headings(file, entry, cells))
    if faults:
        raise DataError(faults)
    years = tuple(sorted({cell.year for cell in cells if cell.year})) or (_own_year(file, entry),)
    kept, losses = school_rows(file, file.cells(entry.key), _records(file), years[0] if len(years) == 1 else None)
    if not len(kept):
        raise DataError([no_schools(file)])
    gathered, faults = _gathered(entry, cells, _Grid(file, kept, years))
    if faults:
        raise DataError(faults)
    return file_read(file, entry, gathered, losses, source="mapped_table")


@dataclass(frozen=True, slots=True)
class _Cell:
    """One entry of the map, bound: our column, what the study says, and its year or None for every year."""

    column: SourceColumn
    mapped: MappedColumn
    year: int | None


def _dated(file: OpenFile, entry: DataFile, known: Mapping[str, SourceColumn]) -> list[_Cell]:
    """Return the entries of the map with their years, or refuse the map with all that is undated."""
    bound: list[_Cell] = []
    for name, given in entry.columns.items():
        for mapped in given if isinstance(given, tuple) else (given,):
            in_heading = years_in(mapped.column)
            year = mapped.year or (in_heading[0] if len(in_heading) == 1 else None)
            bound.append(_Cell(column_of(name, mapped, known), mapped, year))
    several = len({cell.year for cell in bound if cell.year}) > 1
    undated = [cell for cell in bound if cell.year is None and cell.column.numeric]
    if not undated or (entry.year is None and several):
        if undated:
            raise DataError([_undated(file, cell) for cell in undated])
        return bound
    own = _own_year(file, entry)
    return [replace(cell, year=own) if cell in undated else cell for cell in bound]


def _own_year(file: OpenFile, entry: DataFile) -> int:
    return file_year(file.file, file.header, entry.year, ())


def _records(file: OpenFile) -> list[str]:
    return file.cells("RECTYPE") if file.has("RECTYPE") else [""] * len(file.rows)


def _undated(file: OpenFile, cell: _Cell) -> Fault:
    return Fault(
        where=f"the study file, data file {file.file}, columns.{cell.column.name}",
        found=f"{cell.mapped.column!r} without a year, in a file of several years",
        allowed="a number belongs to one year",
        next="add year = ... to the entry; leave the variable out where its year is not known",
    )


def _unknown_headings(file: OpenFile, entry: DataFile, cells: list[_Cell]) -> list[Fault]:
    wanted = [("key", entry.key), *((f"columns.{cell.column.name}", cell.mapped.column) for cell in cells)]
    faults = [
        Fault(
            where=f"the study file, data file {file.file}, {key}",
            found=f"a column called {heading!r}, which the file does not have",
            allowed=", ".join(name for name in file.header if name),
            next="write the heading as it stands in the file",
        )
        for key, heading in wanted
        if not file.has(heading)
    ]
    seen: set[tuple[str, int | None]] = set()
    for cell in cells:
        if (cell.column.name, cell.year) in seen:
            faults.append(
                Fault(
                    where=f"the study file, data file {file.file}, columns.{cell.column.name}",
                    found=f"two columns for the same year ({cell.year or 'every year'})",
                    allowed="one column for each variable and year",
                    next="keep the one that is meant",
                )
            )
        seen.add((cell.column.name, cell.year))
    return faults


@dataclass(frozen=True, slots=True)
class _Grid:
    """The rows of a mapped table laid out once for each of its years, one block of rows for each year."""

    file: OpenFile
    kept: np.ndarray
    years: tuple[int, ...]

    def texts(self, heading: str) -> list[str]:
        cells = self.file.cells(heading)
        return [cells[row] for row in self.kept]

    def place(self, heading: str) -> Place:
        return Place(self.file.file, heading, self.kept + self.file.first)

    def blocks(self, year: int | None) -> list[slice]:
        size = len(self.kept)
        which = range(len(self.years)) if year is None else [self.years.index(year)]
        return [slice(block * size, (block + 1) * size) for block in which]

    def rows(self) -> int:
        return len(self.kept) * len(self.years)


def _gathered(entry: DataFile, cells: list[_Cell], grid: _Grid) -> tuple[Gathered, list[Fault]]:
    key_place = grid.place(entry.key)
    urn = clean_ids(grid.texts(entry.key), _KEY, key_place)
    faults = [*urn.faults, *number_faults(urn, key_place)]
    numbers: dict[str, Numbers] = {}
    words: dict[str, np.ndarray] = {}
    strange: list[Strange] = []
    for cell in cells:
        texts, place = grid.texts(cell.mapped.column), grid.place(cell.mapped.column)
        name = cell.column.name
        if cell.column.numeric:
            cleaned = clean_numbers(texts, cell.column, place, fraction=cell.mapped.fraction)
            faults.extend([*cleaned.faults, *_looks_like_fractions(cell, cleaned, texts, place)])
            if cleaned.strange and np.isnan(cleaned.values).all():
                faults.append(_codes_alone(cell, cleaned.strange, place))
            strange.extend(cleaned.strange)
            whole = numbers.setdefault(name, _nothing(grid.rows()))
            for block in grid.blocks(cell.year):
                whole.values[block] = cleaned.values
                whole.reasons[block] = cleaned.reasons
        else:
            found = clean_categories(texts, cell.column, place)
            faults.extend(found.faults)
            if found.strange and cell.mapped.codes:
                faults.extend(_outside_the_codes(cell, found.strange, texts, place))
            elif found.strange and not any(found.values):
                faults.append(_codes_alone(cell, found.strange, place))
            strange.extend(found.strange)
            column = words.setdefault(name, np.full(grid.rows(), None, dtype=object))
            for block in grid.blocks(cell.year):
                column[block] = found.values
    several = len(grid.years) > 1
    columns = {cell.column.name: cell.column for cell in cells}
    lasting = frozenset(cell.column.name for cell in cells if cell.year is None and several)
    gathered = Gathered(
        urn=np.tile(np.nan_to_num(urn.values).astype(np.int64), len(grid.years)),
        year=np.repeat(grid.years, len(grid.kept)),
        numbers=numbers,
        words=words,
        columns=tuple(columns.values()),
        file_year=None if several else grid.years[0],
        notes=_lasting_note(lasting, columns),
        lasting=lasting,
        strange=tuple(strange),
    )
    return gathered, faults


def _outside_the_codes(cell: _Cell, strange: Sequence[Strange], texts: list[str], place: Place) -> list[Fault]:
    """Return a fault for each word that the study's own list of codes leaves out."""
    return [
        Fault(
            where=place.cell(next(at for at, text in enumerate(texts) if plain(text) == one.text)),
            found=f"{one.text!r}, in {one.cells} rows",
            allowed=", ".join(code for code, _ in cell.column.codes),
            next=f"name {one.text!r} too in the codes of {cell.column.name} in the study file",
        )
        for one in strange
        if one.text
    ]


def _codes_alone(cell: _Cell, strange: Sequence[Strange], place: Place) -> Fault:
    """Return the fault of a mapped column in which nothing is understood: most likely another one was meant."""
    texts = [one.text or "a formula without a value" for one in strange]
    return Fault(
        where=f"{place.file}, {place.heading}",
        found=f"nothing that evalkit understands: {', '.join(texts[:SHOWN])}{', ...' if len(texts) > SHOWN else ''}",
        allowed=cell.column.allowed(),
        next=f"check that the column is the one meant by {cell.column.name}; name its codes in the study file, as "
        "codes = { ... } of the entry or under [data]",
    )


def _nothing(size: int) -> Numbers:
    return Numbers(np.full(size, np.nan), np.zeros(size, dtype=np.int8), [])


def _looks_like_fractions(cell: _Cell, cleaned: Numbers, cells: list[str], place: Place) -> list[Fault]:
    """Refuse a share whose writing contradicts the map; nothing is guessed where the study file speaks."""
    values = cleaned.values[~np.isnan(cleaned.values)]
    signed = any("%" in text for text in cells)
    if cell.column.kind != "percent" or not len(values):
        return []
    bare = not signed and values.max() <= 1 and ((values > 0) & (values < 1)).any()
    if cell.mapped.fraction and not signed:
        return []
    if cell.mapped.fraction or bare:
        return [
            Fault(
                where=f"{place.file}, {place.heading}",
                found="shares with a percent sign" if signed else f"shares from {values.min():g} to {values.max():g}",
                allowed="percentages from 0 to 100, or fractions from 0 to 1 with fraction = true in the study file",
                next=f"set fraction = {'false' if signed else 'true'} for {cell.column.name} in the study file",
            )
        ]
    return []


def _lasting_note(lasting: frozenset[str], columns: dict[str, SourceColumn]) -> tuple[str, ...]:
    labels = ", ".join(column.label for name, column in columns.items() if name in lasting)
    return (f"given once and taken to hold in every year: {labels}",) if labels else ()


SOURCE = TableSource(
    summary="any table of schools, with a map of its columns in the study file",
    # A table of unknown layout is read only when the study file maps it.
    recognises=Signs(),
    read=read,
    checked_against=("tests/unit/data/sources/test_published_tables.py::test_local_authorities_are_as_printed",),
    mapped=True,
)
