"""Opening a study: read and validate everything, compute nothing."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from evalkit.core.errors import Fault, StudyFileError
from evalkit.data.folder.invented import invention
from evalkit.evaluation.evaluation import Evaluation
from evalkit.evaluation.inputs import TABLES
from evalkit.evaluation.memory import memory_of_the_run
from evalkit.evaluation.plans import Plan, bind_study
from evalkit.evaluation.theory_accounts import unknown_accounts
from evalkit.places.authorities import authorities, code_of
from evalkit.study.locked_plans import inspect_plans
from evalkit.study.model import Study
from evalkit.study.study_reader import inspect_study
from evalkit.study.written import not_checked


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
        Folder of the tables, in place of the one the study names; left out, the one that a run has named to its
        pages.

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
    tables = data or os.environ.get(TABLES)
    plan = read_plan(study, None if tables is None else Path(tables))
    return Evaluation(plan, memory_of_the_run(), page=page, out=None if out is None else Path(out))


def read_plan(study: str | Path, data: Path | None) -> Plan:
    """Return the study with every method bound; every fault of both is raised together."""
    inspected = inspect_plan(study, data)
    if inspected.faults or inspected.plan is None:
        raise StudyFileError(inspected.faults)
    return inspected.plan


@dataclass(frozen=True, slots=True)
class Inspected:
    """What came of reading a study and binding its methods.

    Attributes
    ----------
    plan : Plan or None
        The study with its methods, as far as they could be bound; None where it could not be put together.
    faults : tuple of Fault
        Everything that is wrong with the study folder.
    """

    plan: Plan | None
    faults: tuple[Fault, ...]


def inspect_plan(study: str | Path, data: Path | None) -> Inspected:
    """Return the study with its methods as far as they can be bound, with every fault, without raising for them."""
    reading = inspect_study(study, data=data)
    if reading.study is None:
        rest = not_checked("study.toml", "methods and their options", "study.toml")
        return Inspected(None, (*reading.faults, rest))
    study_there, unknown = with_area_codes(reading.study if data is None else with_tables(reading.study, data))
    plan, faults = bind_study(study_there)
    _, wrong = inspect_plans(study_there.folder)
    return Inspected(plan, (*reading.faults, *unknown, *faults, *wrong, *unknown_accounts(study_there.theory)))


def with_tables(study: Study, folder: Path) -> Study:
    """Return the study on other tables, which are synthetic if they give themselves away as invented."""
    synthetic = invention(folder).is_invented
    return study.model_copy(update={"data": study.data.model_copy(update={"synthetic": synthetic})})


def with_area_codes(study: Study) -> tuple[Study, tuple[Fault, ...]]:
    """Return the study with the code of each authority in the place of its name, and a fault for each unknown one."""
    rule, donors = study.schools.rule, study.donors
    named = rule.areas if rule else ()
    faults = [
        *_unknown("study.toml, [schools], rule, areas", named),
        *_unknown("study.toml, [donors], exclude_areas", donors.exclude_areas),
    ]
    schools = (
        study.schools
        if rule is None
        else study.schools.model_copy(update={"rule": rule.model_copy(update={"areas": _codes(named)})})
    )
    donors = donors.model_copy(update={"exclude_areas": _codes(donors.exclude_areas)})
    return study.model_copy(update={"schools": schools, "donors": donors}), tuple(faults)


def _codes(given: Iterable[str]) -> tuple[str, ...]:
    return tuple(one if one in authorities() else code_of(one) or one for one in given)


def _unknown(where: str, given: Iterable[str]) -> list[Fault]:
    return [
        Fault(
            where=where,
            found=f'"{one}", which is no local authority of England',
            allowed="the three digits that DfE gives an authority, or its name",
            next=_near(one),
        )
        for one, code in zip(given, _codes(given), strict=True)
        if code not in authorities()
    ]


def _near(given: str) -> str:
    names = {authority.name: code for code, authority in authorities().items()}
    close = get_close_matches(given, names, n=1, cutoff=0.6)
    return f"did you mean {close[0]} ({names[close[0]]})?" if close else "look it up in data/reference"
