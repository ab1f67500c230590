"""Which files of a study folder travel in a bundle, and which are inputs that are named and stay behind."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from evalkit.core.errors import Fault, StudyFileError
from evalkit.programme.reading import programme_files
from evalkit.programme.tables.parts.table import INVENTED
from evalkit.run.places import shown
from evalkit.study.locate import FILE
from evalkit.study.locked_plans import PLANS
from evalkit.study.model import Study
from evalkit.study.story import STORY
from evalkit.study.theory_of_change import FILE as THEORY

_CSV, _YES = ".csv", "yes"


@dataclass(frozen=True, slots=True)
class StudyFiles:
    """The files of a study folder that a report is made of; nothing else of the folder is here.

    Attributes
    ----------
    written : tuple of Path
        What the project lead wrote, the schools it names, and the locked plans.
    invented : tuple of Path
        The programme's own tables in which every row is marked as invented.
    kept : tuple of Path
        All other tables of the programme and exports of its surveys.
    """

    written: tuple[Path, ...]
    invented: tuple[Path, ...]
    kept: tuple[Path, ...]

    @property
    def travelling(self) -> tuple[Path, ...]:
        """Those that travel."""
        return (*self.written, *self.invented)


def study_files(study: Study) -> StudyFiles:
    """Return the files of a study folder by whether they travel; a file outside the folder is refused."""
    donors = study.donors
    named = filter(None, (study.schools.file, donors.exclude_file, donors.overlap_file))
    whole = (study.folder / name for name in (FILE, STORY, THEORY, *named))
    locks = sorted((study.folder / PLANS).glob("*.json"))
    written = tuple(dict.fromkeys(file for file in (*whole, *locks) if file.is_file()))
    own = tuple(file for file in dict.fromkeys(programme_files(study)) if file not in written)
    _refuse_outside(study.folder, (*written, *own))
    invented = tuple(file for file in own if line_not_invented(file) is None)
    return StudyFiles(written, invented, tuple(file for file in own if file not in invented))


def line_not_invented(file: Path) -> int | None:
    """Return the first line of a programme's table that is not marked as invented; None where every row is.

    What is no csv file says nothing of its rows, so that its first line counts as kept.
    """
    if file.suffix.casefold() != _CSV:
        return 1
    with file.open(encoding="utf-8-sig", errors="replace", newline="") as text:
        rows = csv.DictReader(text)
        if INVENTED.label not in (rows.fieldnames or ()):
            return 1
        return next((number for number, row in enumerate(rows, 2) if row.get(INVENTED.label) != _YES), None)


def _refuse_outside(folder: Path, files: Iterable[Path]) -> None:
    outside = [file for file in files if not file.resolve().is_relative_to(folder.resolve())]
    if outside:
        raise StudyFileError(
            Fault(
                where=shown(folder / FILE),
                found=f"the file {file.name}, which lies outside the study folder",
                allowed="files of the study folder, so that they can be handed over with it",
                next="move the file into the study folder, and name it as it lies there",
            )
            for file in outside
        )
