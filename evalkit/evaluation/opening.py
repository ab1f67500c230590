"""Opening a study: read and validate everything, compute nothing."""

from __future__ import annotations

import os
import pickle
from pathlib import Path

from evalkit.core.errors import StudyFileError
from evalkit.evaluation.evaluation import Evaluation
from evalkit.evaluation.planning import Plan, as_plain, bind_study
from evalkit.study.model import Study
from evalkit.study.reading import inspect_study
from evalkit.study.written import not_checked

HANDED_OVER = "EVALKIT_STATIONS"
SYNTHETIC_STAMP = "made-from.json"


def open_study(
    study: str | Path, *, page: str = "", out: str | Path | None = None, data: str | Path | None = None
) -> Evaluation:
    """Open a study by its name under ``studies/`` or by its path.

    Parameters
    ----------
    study : str or Path
        Name or folder of the study.
    page : str
        Name of the page that asks, such as ``04-effect``; kept blocks go to a folder of that name.
    out : str, Path or None
        Folder of the report; None shows blocks without writing them.
    data : str, Path or None
        Folder of the tables, in place of the one the study names.

    Returns
    -------
    Evaluation

    Raises
    ------
    StudyFileError
        With every fault of the study folder.

    Examples
    --------
    >>> import evalkit as ek
    >>> ek.open_study("leicester").study.programme.place
    'Leicester'
    """
    plan = read_plan(study, None if data is None else Path(data))
    evaluation = Evaluation(plan, page=page, out=None if out is None else Path(out))
    evaluation.memory.update(_handed_over(str(as_plain(plan)["digest"])))
    return evaluation


def read_plan(study: str | Path, data: Path | None) -> Plan:
    """Return the study with every method bound; every fault of both is raised together."""
    reading = inspect_study(study, data=data)
    if reading.study is None:
        raise StudyFileError((*reading.faults, not_checked("study.toml", "methods and their options", "study.toml")))
    study_there = reading.study if data is None else with_tables(reading.study, data)
    plan, faults = bind_study(study_there)
    if reading.faults or faults:
        raise StudyFileError((*reading.faults, *faults))
    return plan


def with_tables(study: Study, folder: Path) -> Study:
    """Return the study on other tables, which are synthetic only if their stamp says so."""
    synthetic = (folder / SYNTHETIC_STAMP).is_file()
    return study.model_copy(update={"data": study.data.model_copy(update={"synthetic": synthetic})})


def _handed_over(digest: str) -> dict[tuple[str, str], object]:
    """Return the stations that the run in progress has computed for this very plan, if there is one."""
    file = os.environ.get(HANDED_OVER)
    if not file or not Path(file).is_file():
        return {}
    stations: dict[tuple[str, str], object] = pickle.loads(Path(file).read_bytes())
    return stations if stations.get(("plan", "")) == digest else {}
