"""The programme's own tables before a command goes on: read, told, and refused with every fault beside their file."""

from __future__ import annotations

from pathlib import Path

from evalkit.core.errors import Fault
from evalkit.evaluation.delivery_stations import resting_on_none
from evalkit.programme.fault_workbook import show_faults
from evalkit.programme.reading import ProgrammeReading, read_programme
from evalkit.run.places import shown
from evalkit.study.model import Study


def read_kept_tables(study: Study) -> tuple[ProgrammeReading, Path | None]:
    """Return the programme's tables, and the workbook beside them that shows their faults; None without a fault."""
    reading = read_programme(study, resting_on_none())
    return reading, show_faults(reading, study.folder)


def faults_of_tables(study: Study) -> tuple[Fault, ...]:
    """Return every fault of the programme's tables, which the workbook beside them shows too."""
    reading, _ = read_kept_tables(study)
    return reading.faults


def lines_of(reading: ProgrammeReading) -> tuple[str, ...]:
    """Return a line for each table and each wave of a survey read, then what was mended or left out."""
    tables = (table.line() for table in reading.reads)
    surveys = (survey.line() for survey in reading.kept.surveys)
    return (*tables, *surveys, *(f"note: {note}" for note in reading.kept.notes))


def where_shown(file: Path) -> str:
    """Return the line that leads from a list of faults to the workbook that shows them."""
    return f"Every fault of the tables, with a link to its cell: {shown(file)}"
