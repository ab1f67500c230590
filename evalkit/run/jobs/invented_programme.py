"""Write the invented tables of what a shipped programme did, beside its study file."""

from __future__ import annotations

import csv
from pathlib import Path

from evalkit.core.errors import DataError
from evalkit.programme.tables.parts.table import INVENTED
from evalkit.run.places import shown
from evalkit.study.study_reader import read_study
from evalkit.synthetic.programme.csv_files import write_csv_files
from evalkit.synthetic.programme.twin import TRUTHS, programme_twin

FOLDER = "programme"


def invented_programme(names: tuple[str, ...]) -> int:
    """Write the tables of each study named, or of all that have any; tables that somebody kept are never touched."""
    for name in names or tuple(TRUTHS):
        study = read_study(name)
        tables = programme_twin(study).tables
        folder = study.folder / FOLDER
        _refuse_kept(folder)
        write_csv_files(folder, tables)
        print(f"{shown(folder)}: {len(tables)} tables, every row marked as invented")
    return 0


def _refuse_kept(folder: Path) -> None:
    """Refuse a folder in which a row stands that is not marked as invented."""
    for file in sorted(folder.glob("*.csv")):
        with file.open(encoding="utf-8-sig", newline="") as text:
            kept = [number for number, row in enumerate(csv.DictReader(text), 2) if row.get(INVENTED.label) != "yes"]
        if kept:
            raise DataError.one(
                where=f"{shown(file)}, line {kept[0]}",
                found="a row that is not marked as invented",
                allowed="a folder of invented tables alone, which this command writes anew",
                next="move the tables that your programme kept to another folder first",
            )


JOB = invented_programme
