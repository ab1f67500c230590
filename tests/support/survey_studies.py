"""A study with one questionnaire and its exports in a folder, as a project lead would declare them."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from evalkit.programme.kept import KeptTables
from evalkit.programme.surveys.reading import SurveyReading, read_surveys
from evalkit.study.study_reader import read_study
from evalkit.study.surveys import Survey

Declared = Mapping[str, object]


def survey(items: Sequence[Declared], waves: Sequence[Declared], **more: object) -> Survey:
    """Return a questionnaire as it would stand in a study file."""
    named = [{"name": str(wave["id"]), **wave} for wave in waves]
    return Survey.model_validate({"id": "teachers", "name": "Teachers", "items": items, "waves": named, **more})


def read(folder: Path, declared: Survey, kept: KeptTables | None = None) -> SurveyReading:
    """Return what comes of reading a questionnaire whose files lie in a folder."""
    study = read_study("leicester").model_copy(update={"folder": folder, "surveys": (declared,)})
    return read_surveys(study, kept or KeptTables())


def copied(files: Sequence[Path], folder: Path) -> None:
    """Lay files into a folder under names of their own that say nothing of the tool."""
    for number, file in enumerate(files):
        shutil.copy(file, folder / f"export-{number}{file.suffix}")
