"""Reading and checking a programme's workbook, against openpyxl.load_workbook of the same file, in turn in one process.

The workbook has a sheet for each table, twenty of them filled, and 5,000 rows of attendance. Ours opens it, reads
every cell into its kind, looks for persons, resolves names across tables and makes every check. Both are loaded before
the clock starts; CPU seconds of the process are counted. Run as ``python -m benchmarks.programme_tables``; prints a
table in Markdown.
"""

from __future__ import annotations

import datetime as dt
import io
import os
import statistics
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

import openpyxl

from evalkit.programme.reading import read_programme
from evalkit.programme.tables import ProgrammeTable, programme_tables
from evalkit.programme.tables.parts.table import ProgrammeColumn
from evalkit.study.study_reader import read_study

ROUNDS, SHEETS, ATTENDANCE, OTHERS = 7, 20, 5_000, 40
# Ours may take so much of the time that opening alone takes.
BAR = 1.5
SCHOOLS, PERSONS, DAYS = 19, 50, 12
FIRST = dt.datetime(2017, 10, 2)


def main() -> None:
    """Time both round after round, and print medians and their ratio."""
    took: dict[str, list[float]] = {"openpyxl.load_workbook": [], "evalkit: read and checked": []}
    with TemporaryDirectory() as folder:
        file = Path(folder) / "programme.xlsx"
        file.write_bytes(filled_workbook())
        study = read_study("leicester").model_copy(update={"folder": Path(folder)})
        faults = len(read_programme(study).faults)
        for _ in range(ROUNDS):
            began = process_time()
            openpyxl.load_workbook(file)
            took["openpyxl.load_workbook"].append(process_time() - began)
            began = process_time()
            reading = read_programme(study)
            took["evalkit: read and checked"].append(process_time() - began)
    rows = {one.name: one.rows for one in reading.reads}
    assert (len(rows), rows["attendance"], faults) == (SHEETS, ATTENDANCE, 0), (rows, faults)
    print_table(took)


def filled_workbook() -> bytes:
    """Return a workbook of twenty sheets without a fault."""
    book, out = openpyxl.Workbook(), io.BytesIO()
    book.remove(book.active)
    known = programme_tables()
    wanted = [name for name in known if name not in ("survey", "pupil_voice", "mechanisms", "data_rights")]
    for name in wanted[:SHEETS]:
        table = known[name]
        sheet = book.create_sheet(name)
        sheet.append([column.label for column in table.columns])
        for row in range({"attendance": ATTENDANCE, "schools": SCHOOLS, "activities": SCHOOLS}.get(name, OTHERS)):
            sheet.append([value_of(table, column, row) for column in table.columns])
    book.save(out)
    return out.getvalue()


def value_of(table: ProgrammeTable, column: ProgrammeColumn, row: int) -> object:
    """Return a value that the column allows, so that keys differ and tables agree."""
    if table.name == "attendance":
        return attended(column, row)
    own = {
        "urn": 990001 + row, "school": f"School {row % SCHOOLS:02d}", "to_school": f"School {(row + 1) % SCHOOLS:02d}",
        "from_school": f"School {row % SCHOOLS:02d}", "strand": "review", "rating": row % 4 + 1, "held": 12,
        "starts": dt.datetime(2017, 9, 4), "ends": dt.datetime(2019, 7, 19), "year_group": 8, "hours": 6,
        "joined": dt.datetime(2017, 9, 1), "left": None, "support": None, "provider": f"P{row:02d}",
        "activity": f"A{row % SCHOOLS:02d}", "kpi": None if table.name == "meetings" else f"K{row}",
    }  # fmt: skip
    if table.name == "meetings" and column.name == "held":
        return "yes"
    if column.name in own:
        return own[column.name]
    if column.kind == "date":
        return FIRST + dt.timedelta(days=7 * row)
    if column.kind == "term":
        return f"{('Autumn', 'Spring', 'Summer')[row % 3]} {2017 + row // 20}"
    if column.kind in ("id", "person"):
        return f"{column.name[:2].upper()}{row:03d}"
    if column.kind == "text":
        return f"words number {row} of {column.name}"
    return column.among[row % len(column.among)] if column.among else column.example or row % 3


def attended(column: ProgrammeColumn, row: int) -> object:
    """Return a cell of attendance: each person of a school on one day after the other."""
    person, day = row % (SCHOOLS * PERSONS), row // (SCHOOLS * PERSONS)
    values = {
        "activity": f"A{person % SCHOOLS:02d}", "date": FIRST + dt.timedelta(days=30 * day),
        "school": f"School {person % SCHOOLS:02d}", "person": f"T{person:04d}", "role": "teacher of maths",
        "subject": None, "status": "attended", "hours": 6, "cover": 180.5,
    }  # fmt: skip
    return values[column.name]


def print_table(took: dict[str, list[float]]) -> None:
    """Print medians with the least and the most, and the ratio."""
    print(f"| {SHEETS} sheets, {ATTENDANCE:,} rows of attendance | CPU seconds, median (least to most) |")
    print("|---|---|")
    for name, times in took.items():
        print(f"| {name} | {statistics.median(times):.2f} ({min(times):.2f} to {max(times):.2f}) |")
    peer, own = took.values()
    ratio = statistics.median(own) / statistics.median(peer)
    print(f"| ratio | {ratio:.2f} |")
    print(
        f"\n{ROUNDS} rounds, in turn, Python {sys.version.split()[0]}, openpyxl {openpyxl.__version__}, "
        f"{os.cpu_count()} CPUs, load {os.getloadavg()[0]:.1f}. The bar is {BAR}: "
        f"{'met' if ratio <= BAR else 'not met'}."
    )


if __name__ == "__main__":
    main()
