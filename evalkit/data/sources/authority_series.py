"""DfE's local authority interactive tool: one published figure of one area in one year on each row."""

from __future__ import annotations

from functools import cache

from evalkit.core.column import Signs
from evalkit.core.errors import Fault
from evalkit.data.sources.parts.area_figures import SERIES, SERIES_COLUMNS
from evalkit.data.sources.parts.area_rows import UNKNOWN_PLACE, Gatherer
from evalkit.data.sources.parts.source import FileRead, TableSource
from evalkit.data.text.open_files import OpenFile
from evalkit.study.model import DataFile

FIGURE, YEAR, AREA, VALUE, NUMBER = "Short Desc", "Years", "LA and Regions", "Values", "LA Number"
UNKNOWN_FIGURE = "figure that evalkit does not use"
BLANK = "blank row"


def read(file: OpenFile, entry: DataFile | None) -> FileRead:
    """Return every figure that evalkit knows; others are counted by the reason they were left out."""
    gatherer = Gatherer(file)
    names, years, areas, values = (file.cells(column) for column in (FIGURE, YEAR, AREA, VALUE))
    numbers = file.cells(NUMBER) if file.has(NUMBER) else [""] * len(names)
    unknown: dict[str, int] = {}
    for at, (name, year, area_name, cell, number) in enumerate(
        zip(names, years, areas, values, numbers, strict=True), file.first
    ):
        if not name and not area_name:
            gatherer.dropped[BLANK] += 1
            continue
        if name not in SERIES:
            unknown[name] = unknown.get(name, 0) + 1
            gatherer.dropped[UNKNOWN_FIGURE] += 1
            continue
        when = _year(year)
        if when is None:
            gatherer.faults.append(_no_year(file, at, year))
            continue
        area = gatherer.place("" if number.upper() in ("NA", "-") else number, area_name)
        if area is None:
            gatherer.dropped[f"{UNKNOWN_PLACE} ({area_name})"] += 1
            continue
        gatherer.add(at, area, when, SERIES[name], cell)
    notes = (f"figures left out: {', '.join(sorted(unknown))}",) if unknown else ()
    return gatherer.read(entry, "authority_series", notes)


@cache
def _year(cell: str) -> int | None:
    """Return the year in which the academic year ends: 2019, 2018/19, 2018-19, 201819."""
    digits = "".join(letter for letter in cell.removesuffix(".0") if letter.isdigit())
    if len(digits) == 4 and digits.startswith("20"):
        return int(digits)
    if len(digits) in (6, 8) and digits.startswith("20") and (int(digits[:4]) + 1) % 100 == int(digits[-2:]):
        return int(digits[:4]) + 1
    return None


def _no_year(file: OpenFile, row: int, cell: str) -> Fault:
    return Fault(
        where=f"{file.file}, row {row}, {YEAR}",
        found=repr(cell),
        allowed="a year such as 2019, the one in which the academic year ends, or 2018/19",
        next="correct the cell in the file, or fetch the file again",
    )


SOURCE = TableSource(
    summary="DfE's local authority interactive tool: results by local authority, region and pupil group",
    recognises=Signs(((FIGURE,), (YEAR,), (AREA,), (VALUE,))),
    read=read,
    checked_against=("tests/unit/data/sources/test_area_tables.py::test_leicester_and_the_north_west_are_as_printed",),
    gives="areas",
    title="Local Authority Interactive Tool",
    publisher="download of its data (Department for Education)",
    columns=SERIES_COLUMNS,
)
