"""From the files beside a study to its programme's tables, with every fault of every table at once."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from evalkit.core.column import NUMERIC
from evalkit.core.errors import Fault
from evalkit.programme.kept import KeptTable, KeptTables, typed
from evalkit.programme.tables import ProgrammeTable, programme_tables
from evalkit.programme.tables.parts.table import ProgrammeColumn
from evalkit.study.model import Study

WORKBOOK, FOLDER = "programme.xlsx", "programme"


@dataclass(frozen=True, slots=True)
class ProgrammeReading:
    """What came of reading the programme's tables.

    Attributes
    ----------
    kept : KeptTables
        What could be read.
    faults : tuple of Fault
        Everything that is wrong, table by table.
    """

    kept: KeptTables
    faults: tuple[Fault, ...]


def programme_files(study: Study) -> tuple[Path, ...]:
    """Return the files that hold the programme's tables, and the exports of its surveys, in order."""
    named = study.folder / study.delivery.file if study.delivery.file else None
    workbook = named if named is not None and named.is_file() else study.folder / WORKBOOK
    folder = named if named is not None and named.is_dir() else study.folder / FOLDER
    tables = [folder / f"{name}.csv" for name in programme_tables()]
    exports = [
        study.folder / file for survey in study.surveys for wave in survey.waves for file in (wave.file, wave.key)
    ]
    return tuple(file for file in (workbook, *tables, *exports) if file.is_file())


def read_programme(study: Study) -> ProgrammeReading:
    """Return the programme's tables as they were kept.

    Parameters
    ----------
    study : Study
        Whose folder holds them.
    """
    known = programme_tables()
    found = {file.stem: file for file in programme_files(study) if file.suffix == ".csv" and file.stem in known}
    tables = {name: _read(known[name], found[name]) for name in known if name in found}
    return ProgrammeReading(KeptTables(tables), ())


def _read(table: ProgrammeTable, file: Path) -> KeptTable:
    text = file.read_bytes().decode("utf-8-sig")
    records = list(csv.DictReader(io.StringIO(text, newline="")))
    cells = {column.name: [_value(column, record) for record in records] for column in table.every_column}
    places = tuple(f"{file.name}, line {number}" for number, _ in enumerate(records, 2))
    return KeptTable(table.name, typed(cells, table), places)


def _value(column: ProgrammeColumn, record: Mapping[str, str]) -> object:
    text = (record.get(column.label) or record.get(column.name) or "").strip()
    if column.kind in NUMERIC:
        return float(text) if text else float("nan")
    if column.kind == "date":
        return dt.datetime.strptime(text, "%d/%m/%Y") if text else None
    return text
