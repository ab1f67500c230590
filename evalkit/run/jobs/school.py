"""Write one school's own sheet, which describes and does not judge."""

from __future__ import annotations

from pathlib import Path

from evalkit.core.errors import StudyFileError
from evalkit.document.renderers.html import render
from evalkit.document.school_document import school_document
from evalkit.evaluation.one_school import school_view
from evalkit.evaluation.study_opening import open_study
from evalkit.run.output_folder import refuse_unwritable
from evalkit.run.places import STUDIES, shown
from evalkit.study.study_reader import inspect_study

SHEETS = "schools"


def school(urn: int, *, study: str, data: Path | None, out: Path) -> int:
    """Write ``<out>/<study>/schools/<urn>.html``.

    Parameters
    ----------
    urn : int
        Number of the school.
    study : str
        Name or path of the study; empty looks for the one that lists the school.
    data : Path or None
        Folder of the tables in place of the study's own.
    out : Path
        Folder of the reports.
    """
    evaluation = open_study(study or _study_of(urn), data=data)
    view = school_view(evaluation, urn)
    folder = out / evaluation.study.name / SHEETS
    refuse_unwritable(folder)
    folder.mkdir(parents=True, exist_ok=True)
    page = folder / f"{view.urn}.html"
    page.write_bytes(render(school_document(view)))
    print(shown(page))
    return 0


def _study_of(urn: int) -> str:
    """Return the one study under ``studies/`` that lists a school."""
    folders = sorted(file.parent for file in STUDIES.glob("[!_]*/study.toml"))
    read = [inspect_study(folder).study for folder in folders]
    found = [one.folder for one in read if one and any(school.urn == urn for school in one.schools.list)]
    if len(found) == 1:
        return str(found[0])
    listed = " and in ".join(shown(folder) for folder in found)
    raise StudyFileError.one(
        where=f"evalkit school {urn}",
        found=f"listed in {listed}" if listed else f"listed in no study under {shown(STUDIES)}",
        allowed="a school of one study; a sheet is for a school that took part, about itself",
        next=f"say which is meant: --study {shown(found[0])}" if found else "look the number up in its schools.csv",
    )


JOB = school
