"""The programme's own tables before a command goes on: read, told, and refused with every fault beside their file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from evalkit.core.errors import Fault
from evalkit.delivery import DELIVERY
from evalkit.delivery.parts.lesson_evidence import LESSONS, lesson_faults
from evalkit.programme.fault_workbook import show_faults
from evalkit.programme.placed import PlacedFault, Spot
from evalkit.programme.reading import ProgrammeReading, read_programme
from evalkit.run.places import shown
from evalkit.study.model import Study


def read_kept_tables(study: Study) -> tuple[ProgrammeReading, Path | None]:
    """Return the programme's tables, and the workbook beside them that shows their faults; None without a fault."""
    read = read_programme(study)
    reading = replace(read, placed=(*read.placed, *_of_lessons(read, study)))
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


def _of_lessons(reading: ProgrammeReading, study: Study) -> Iterator[PlacedFault]:
    """Yield what is wrong with the words of lessons, each at its row."""
    rows = {
        sheet.place(row): Spot(sheet.file, sheet.title, row) for sheet in reading.sheets for row in sorted(sheet.rows)
    }
    for fault in lesson_faults(reading.kept, [question.id for question in study.questions], DELIVERY.names()):
        place, _, column = fault.where.rpartition(", ")
        yield PlacedFault(fault, rows[place], f"{LESSONS}, {column}")
