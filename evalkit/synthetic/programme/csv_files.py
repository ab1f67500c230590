"""The tables of an invented programme as csv files, headed as the workbook is."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

from evalkit.programme.tables import ProgrammeTable, programme_tables
from evalkit.synthetic.programme.cast import Row

# Of hours, scores and full-time equivalents.
DIGITS = 2


def write_csv_files(folder: Path, tables: Mapping[str, Sequence[Row]]) -> None:
    """Write each table as ``<name>.csv``, every row of it marked as invented."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in csv_texts(tables).items():
        (folder / f"{name}.csv").write_bytes(text.encode("utf-8"))


def csv_texts(tables: Mapping[str, Sequence[Row]]) -> dict[str, str]:
    """Return the text of each table's file, in the order of the workbook."""
    known = programme_tables()
    return {name: _text(known[name], tables[name]) for name in known if name in tables}


def _text(table: ProgrammeTable, rows: Sequence[Row]) -> str:
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow([column.label for column in table.every_column])
    for row in rows:
        marked = {**row, "invented": "yes"}
        writer.writerow([_cell(marked.get(column.name)) for column in table.every_column])
    return file.getvalue()


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, dt.date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, float):
        return str(int(value) if value.is_integer() else round(value, DIGITS))
    return str(value)
