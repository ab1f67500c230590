"""Tidy tables of Explore Education Statistics with one row for each school, year and pupil group."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar

import numpy as np

from evalkit.core.errors import DataError, Fault
from evalkit.data.sources.parts.area_figures import ALL, FIGURES, GROUPS
from evalkit.data.sources.parts.cells import REASON_NUMBER, Numbers, Place, clean_ids, clean_numbers
from evalkit.data.sources.parts.column import SourceColumn, SourceHeading
from evalkit.data.sources.parts.file_rows import Gathered, clean_categories, file_read, no_schools
from evalkit.data.sources.parts.register_columns import REGISTER_COLUMNS
from evalkit.data.sources.parts.source import FileRead, TableSource
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
    STATISTICS,
    VERSION,
    TidyLayout,
    areas_beside,
    group_of,
    is_of_schools,
    latest_versions,
    layout_of,
    topics_of,
    year_of,
)
from evalkit.data.text.open_files import OpenFile, capped
from evalkit.study.model import DataFile
from evalkit.tables.flow import Loss

NOT_A_SCHOOL = "row of an area"
GROUP_ROW = "row of one group of pupils, taken as columns of its school"
# Groups whose school figures have a name in the panel, and the figures they are taken for.
_GROUPS = ("disadvantaged", "not_disadvantaged")
_OF_GROUPS = ("progress8", "attainment8")
_MOST = {"pupils": 3000.0, "p8_pupils": 3000.0}
Key = TypeVar("Key", tuple[str, int], tuple[str, int, str])
_REGISTER = {column.name: column for column in REGISTER_COLUMNS}
_URN = replace(_REGISTER["urn"], headings=(SourceHeading(SCHOOL_NUMBER),))
_WORDS = (
    replace(_REGISTER["area"], headings=(SourceHeading("old_la_code"),)),
    replace(_REGISTER["name"], headings=(SourceHeading("school_name"),)),
    replace(_REGISTER["school_type"], headings=(SourceHeading("establishment_type"), SourceHeading("school_type"))),
)


def read(file: OpenFile, entry: DataFile | None) -> FileRead:
    """Return schools by year: figures of all pupils, and of disadvantaged and other pupils beside them."""
    sorted_rows = _sorted(file, layout_of(file))
    if not sorted_rows.whole:
        raise DataError([no_schools(file)])
    gathered, faults = _columns(file, sorted_rows)
    if faults:
        raise DataError(faults)
    return file_read(file, entry, gathered, sorted_rows.losses, source="tidy_schools")


@dataclass(frozen=True, slots=True)
class _Sorted:
    """Rows by what they are.

    Attributes
    ----------
    layout : TidyLayout
        Where figures stand.
    whole : dict of (str, int) to int
        Row of all pupils of each school and year.
    groups : dict of (str, int, str) to int
        Row of each group beside them.
    losses : list of Loss
        Every row that is not a school's row of all pupils.
    faults : list of Fault
        Rows that cannot be placed.
    """

    layout: TidyLayout
    whole: dict[tuple[str, int], int]
    groups: dict[tuple[str, int, str], int]
    losses: list[Loss]
    faults: list[Fault]


def _sorted(file: OpenFile, layout: TidyLayout) -> _Sorted:
    found = _Sorted(layout, {}, {}, [], [])
    numbers, levels, periods = file.cells(SCHOOL_NUMBER), file.cells(LEVEL), file.cells(PERIOD)
    kinds = file.cells(PERIOD_KIND) if file.has(PERIOD_KIND) else [""] * len(numbers)
    versions = [cell.casefold() for cell in file.cells(VERSION)] if file.has(VERSION) else [""] * len(numbers)
    latest = latest_versions(periods, versions)
    topics = [file.cells(name) for name in topics_of(file)]
    filters = [file.cells(name) for name in layout.filters if name.casefold() not in _headings()]
    for at, number in enumerate(numbers):
        year = year_of(periods[at], kinds[at])
        urn = int(number) if number.isdigit() else None
        why = _why_not(file.rows[at], levels[at], kinds[at], versions[at], latest.get(periods[at], versions[at]))
        group = None if why else group_of((cells[at] for cells in topics), (cells[at] for cells in filters))
        if why or group is None:
            found.losses.append(Loss(urn, year, why or OTHER_GROUP))
        elif year is None:
            found.faults.append(_no_year(file, at + file.first, periods[at]))
        elif group == ALL:
            _place(file, found.whole, (number, year), at, found.faults)
        else:
            known = group in _GROUPS
            found.losses.append(Loss(urn, year, GROUP_ROW if known else OTHER_GROUP))
            if known:
                _place(file, found.groups, (number, year, group), at, found.faults)
    return found


def _why_not(row: tuple[str, ...], level: str, kind: str, version: str, latest: str) -> str:
    if not any(row):
        return BLANK
    if LEVELS.get(level.casefold()) != "school":
        return NOT_A_SCHOOL
    if kind and year_of("201819", kind) is None:
        return OTHER_PERIOD
    return "" if version == latest else EARLIER


def _headings() -> set[str]:
    return {heading.name for column in _WORDS for heading in column.headings}


def _place(file: OpenFile, rows: dict[Key, int], key: Key, at: int, faults: list[Fault]) -> None:
    if key in rows:
        faults.append(
            Fault(
                where=f"{file.file}, rows {rows[key] + file.first} and {at + file.first}",
                found=f"the school {key[0]} twice in {key[1]}",
                allowed="one row for each school, year and group",
                next="keep the row that is right, or take the version that is wanted from the file",
            )
        )
    rows.setdefault(key, at)


def _columns(file: OpenFile, rows: _Sorted) -> tuple[Gathered, list[Fault]]:
    kept = np.array(list(rows.whole.values()), dtype=np.int64)
    faults = capped(list(rows.faults), file.file, "such rows")
    urn_cells = file.cells(SCHOOL_NUMBER)
    urn = clean_ids([urn_cells[at] for at in kept], _URN, Place(file.file, SCHOOL_NUMBER, kept + file.first))
    faults.extend(urn.faults)
    numbers: dict[str, Numbers] = {}
    columns: list[SourceColumn] = []
    for column, heading, of_group in _figures(rows.layout):
        at = kept if of_group == ALL else _beside(rows, of_group)
        cells, place = file.cells(heading), Place(file.file, heading, at + file.first)
        cleaned = clean_numbers([cells[row] if row >= 0 else "" for row in at], column, place)
        faults.extend(cleaned.faults)
        if of_group == ALL or bool((at >= 0).any()):
            numbers[column.name] = _absent(cleaned, at)
            columns.append(column)
    words: dict[str, np.ndarray] = {}
    for column in _WORDS:
        heading = next((one.name for one in column.headings if file.has(one.name)), "")
        if heading:
            cells = file.cells(heading)
            found = clean_categories([cells[at] for at in kept], column, Place(file.file, heading, kept + file.first))
            words[column.name] = found.values
            faults.extend(found.faults)
            columns.append(column)
    gathered = Gathered(
        urn=np.nan_to_num(urn.values).astype(np.int64),
        year=np.array([year for _, year in rows.whole], dtype=np.int64),
        numbers=numbers,
        words=words,
        columns=tuple(columns),
        file_year=None,
    )
    return gathered, faults


def _figures(layout: TidyLayout) -> list[tuple[SourceColumn, str, str]]:
    """Return each column of the panel with its heading and the group whose rows give it."""
    listed = []
    for name, heading in layout.figures.items():
        for group in (ALL, *_GROUPS) if name in _OF_GROUPS else (ALL,):
            figure = FIGURES[name]
            own = name if group == ALL else f"{name}_{group}"
            label = figure.label if group == ALL else f"{figure.label}, {GROUPS[group]}"
            high = _MOST.get(name, figure.high)
            listed.append((SourceColumn(own, label, "number", (), figure.unit, figure.low, high), heading, group))
    return listed


def _beside(rows: _Sorted, group: str) -> np.ndarray:
    """Return, for each school and year, the row of one of its groups; -1 where there is none."""
    return np.array([rows.groups.get((number, year, group), -1) for number, year in rows.whole], dtype=np.int64)


def _absent(cleaned: Numbers, at: np.ndarray) -> Numbers:
    """Return the column with rows that are not in the file told apart from blank cells: they are not published."""
    reasons = np.where(at < 0, np.int8(REASON_NUMBER["not_published"]), cleaned.reasons)
    return replace(cleaned, reasons=reasons)


def _no_year(file: OpenFile, row: int, cell: str) -> Fault:
    return Fault(
        where=f"{file.file}, row {row}, {PERIOD}",
        found=repr(cell),
        allowed="an academic year such as 201819 or 2018/19",
        next="correct the cell in the file, or fetch the file again",
    )


SOURCE = TableSource(
    summary="Explore Education Statistics: Key Stage 4 results by school, in the tidy layout",
    recognises=is_of_schools,
    read=read,
    checked_against=(
        "tests/unit/data/sources/test_area_tables.py::test_schools_of_a_tidy_table_become_rows_of_the_panel",
    ),
    title="tables of Explore Education Statistics",
    publisher=STATISTICS,
    read_areas=partial(areas_beside, source="tidy_schools"),
)
