"""Tidy tables of Explore Education Statistics with one row for each school, year and pupil group."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar

import numpy as np

from evalkit.core.errors import DataError, Fault
from evalkit.data.sources.parts.area_figures import ALL
from evalkit.data.sources.parts.cells import REASON_NUMBER, Numbers, Place, Strange, clean_ids, clean_numbers
from evalkit.data.sources.parts.column import SourceColumn
from evalkit.data.sources.parts.file_rows import Gathered, clean_categories, file_read, no_schools
from evalkit.data.sources.parts.source import FileRead, TableSource
from evalkit.data.sources.parts.tidy_area_rows import NO_YEAR, areas_beside
from evalkit.data.sources.parts.tidy_layout import (
    BLANK,
    EARLIER,
    EVERY_KIND,
    LEVEL,
    LEVELS,
    OTHER_GROUP,
    OTHER_PERIOD,
    PERIOD,
    PERIOD_KIND,
    SCHOOL_NUMBER,
    STATE_FUNDED,
    STATISTICS,
    VERSION,
    TidyLayout,
    group_of,
    is_of_schools,
    latest_versions,
    layout_of,
    plain_word,
    split_in_every_row,
    topics_of,
    vintage_told,
    year_of,
)
from evalkit.data.sources.parts.tidy_school_columns import (
    NUMBERS,
    RECORD_TYPE,
    SCHOOL_BREAKDOWNS,
    SCHOOL_FIGURES,
    SCHOOL_GROUPS_READ,
    SHARES,
    URN,
    WORDS,
    figures_of,
    record_type_of,
    share_column,
)
from evalkit.data.text.open_files import OpenFile, capped
from evalkit.study.model import DataFile
from evalkit.tables.flow import Loss

NOT_A_SCHOOL = "row of an area"
GROUP_ROW = "row of one group of pupils, taken as columns of its school"
SHARES_NOTE = "shares of groups of pupils were worked out from the numbers of pupils in their rows"
Key = TypeVar("Key", tuple[str, int], tuple[str, int, str])


def read(file: OpenFile, entry: DataFile | None) -> FileRead:
    """Return schools by year: figures of all pupils, and of groups of pupils beside them."""
    layout = layout_of(file, SCHOOL_FIGURES, of_schools=True)
    sorted_rows = _sorted(file, layout)
    if not sorted_rows.whole:
        raise DataError([_no_whole(file, layout)])
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
    vintage : str
        Which release the rows say they are.
    """

    layout: TidyLayout
    whole: dict[tuple[str, int], int]
    groups: dict[tuple[str, int, str], int]
    losses: list[Loss]
    faults: list[Fault]
    vintage: str = ""


def _sorted(file: OpenFile, layout: TidyLayout) -> _Sorted:
    numbers, levels, periods = file.cells(SCHOOL_NUMBER), file.cells(LEVEL), file.cells(PERIOD)
    kinds = file.cells(PERIOD_KIND) if file.has(PERIOD_KIND) else [""] * len(numbers)
    versions = [cell.casefold() for cell in file.cells(VERSION)] if file.has(VERSION) else [""] * len(numbers)
    latest = latest_versions(periods, versions)
    found = _Sorted(layout, {}, {}, [], [], vintage_told(latest))
    topics = [file.cells(name) for name in topics_of(file)]
    filters = [file.cells(name) for name in layout.filters]
    for at, number in enumerate(numbers):
        year = year_of(periods[at], kinds[at])
        urn = int(number) if number.isdigit() else None
        why = _why_not(file.rows[at], levels[at], kinds[at], versions[at], latest.get(periods[at], versions[at]))
        why = why or (f"{NO_YEAR} ({periods[at]!r})" if year is None else "")
        split = (cells[at] for cells in filters)
        group = None if why else group_of((cells[at] for cells in topics), split, SCHOOL_BREAKDOWNS)
        if year is None or group is None:
            found.losses.append(Loss(urn, year, why or OTHER_GROUP))
        elif group == ALL:
            _place(file, found.whole, (number, year), at, found.faults)
        else:
            known = group in SCHOOL_GROUPS_READ
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
    urn = clean_ids([urn_cells[at] for at in kept], URN, Place(file.file, SCHOOL_NUMBER, kept + file.first))
    faults.extend(urn.faults)
    numbers: dict[str, Numbers] = {}
    columns: list[SourceColumn] = []
    for name, heading in rows.layout.figures.items():
        for one in figures_of(name):
            at = kept if one.group == ALL else _beside(rows, one.group)
            if one.group == ALL or bool((at >= 0).any()):
                numbers[one.column.name] = _taken(file, heading, one.column, at)
                faults.extend(numbers[one.column.name].faults)
                columns.append(one.column)
    shares = dict(_shares(file, rows, numbers))
    numbers |= {column.name: found for column, found in shares.items()}
    words, strange = _words(file, kept)
    gathered = Gathered(
        urn=np.nan_to_num(urn.values).astype(np.int64),
        year=np.array([year for _, year in rows.whole], dtype=np.int64),
        numbers=numbers,
        words={column.name: values for column, values in words.items()},
        columns=(*columns, *shares, *words),
        file_year=None,
        notes=(SHARES_NOTE,) if shares else (),
        vintage=rows.vintage,
        strange=tuple(strange),
    )
    return gathered, faults


def _taken(file: OpenFile, heading: str, column: SourceColumn, at: np.ndarray) -> Numbers:
    """Return a column from the rows of all pupils or of one group; what has no such row is not published."""
    cells, place = file.cells(heading), Place(file.file, heading, at + file.first)
    cleaned = clean_numbers([cells[row] if row >= 0 else "" for row in at], column, place)
    return replace(
        cleaned, reasons=np.where(at < 0, np.int8(REASON_NUMBER["not_published"]), cleaned.reasons).astype(np.int8)
    )


def _shares(file: OpenFile, rows: _Sorted, numbers: dict[str, Numbers]) -> Iterator[tuple[SourceColumn, Numbers]]:
    """Yield numbers and shares of pupils in groups, from the numbers of pupils in their rows."""
    heading = rows.layout.figures.get("pupils")
    if heading is None:
        return
    whole = numbers["pupils"]
    (pupils,) = (one.column for one in figures_of("pupils") if one.group == ALL)
    for group in dict.fromkeys((*NUMBERS, *SHARES)):
        at = _beside(rows, group)
        if not bool((at >= 0).any()):
            continue
        part = replace(_taken(file, heading, pupils, at), faults=[])
        if group in NUMBERS:
            yield share_column(NUMBERS[group], counted=True), part
        if group in SHARES:
            yield share_column(SHARES[group]), _share(part, whole)


def _share(part: Numbers, whole: Numbers) -> Numbers:
    with np.errstate(invalid="ignore", divide="ignore"):
        values = np.where(part.values <= whole.values, 100 * part.values / whole.values, np.nan)
    reasons = np.where(part.reasons != 0, part.reasons, whole.reasons)
    reasons = np.where(np.isnan(values) & (reasons == 0), REASON_NUMBER["not_available"], reasons)
    return Numbers(np.where(reasons == 0, values, np.nan), reasons.astype(np.int8), [])


def _words(file: OpenFile, kept: np.ndarray) -> tuple[dict[SourceColumn, np.ndarray], list[Strange]]:
    """Return who the schools are, and every word that evalkit does not know; it is left open."""
    found: dict[SourceColumn, np.ndarray] = {}
    strange: list[Strange] = []
    for column in WORDS:
        heading = next((one.name for one in column.headings if file.has(one.name)), "")
        if not heading:
            continue
        cells = file.cells(heading)
        # A total of kinds of school says nothing of one school, and is no word to ask about.
        told = ["" if plain_word(cells[at]) in (*EVERY_KIND, *STATE_FUNDED) else cells[at] for at in kept]
        texts = clean_categories(told, column, Place(file.file, heading, kept + file.first))
        found[column] = texts.values
        strange.extend(texts.strange)
        if column.name == "school_type":
            found[RECORD_TYPE] = np.array([*map(record_type_of, texts.values), None], dtype=object)[:-1]
    return found, strange


def _beside(rows: _Sorted, group: str) -> np.ndarray:
    """Return, for each school and year, the row of one of its groups; -1 where there is none."""
    return np.array([rows.groups.get((number, year, group), -1) for number, year in rows.whole], dtype=np.int64)


def _no_whole(file: OpenFile, layout: TidyLayout) -> Fault:
    split = split_in_every_row(file, layout)
    if not split:
        return no_schools(file)
    return Fault(
        where=file.file,
        found=f"{len(file.rows)} rows, none of all pupils of a school: every row is split by {split}",
        allowed="a row for each school and year in which every such column says Total",
        next="fetch the table with its totals, or take out a column that only describes the school",
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
