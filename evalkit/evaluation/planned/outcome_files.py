"""The files that hold outcomes of a study, told by name and header alone: no figure in them is looked at."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import PurePosixPath

from evalkit.data.folder.inventory import READABLE
from evalkit.data.publication_dates import publication_of
from evalkit.data.sources import SOURCES, TableSource
from evalkit.data.sources.parts.file_years import folder_years, vintage_in, years_in
from evalkit.data.text.open_files import first_rows
from evalkit.data.text.table_paths import TablePath, tables_in
from evalkit.evaluation.plans import Plan, estimand
from evalkit.evaluation.variables import outcome_years
from evalkit.report.plan.plan_facts import OutcomeFile
from evalkit.study.model import DataFile, Study

HOLDS_OUTCOMES = ("schools", "areas")


def outcome_files(plan: Plan) -> tuple[OutcomeFile, ...]:
    """Return the files with outcomes of the years at which the questions of a study look, in the order of names."""
    wanted = {year for question in plan.study.questions for year in outcome_years(plan, question)}
    last = last_baseline(plan)
    return tuple(
        _outcome_file(name, path, years, last, mapped=entry is not None and bool(entry.columns))
        for name, path, entry, years in _with_outcomes(plan.study)
        if not years or wanted & set(years)
    )


def last_baseline(plan: Plan) -> int:
    """Return the latest exam year that is a baseline of any question."""
    return max(year for question in plan.study.questions for year in estimand(plan.study, question).baseline)


def years_of_file(name: str, entry: DataFile | None) -> tuple[int, ...]:
    """Return the exam years that a study, a file's name or its folder tells of."""
    if entry is not None and entry.year is not None:
        return (entry.year,)
    return years_in(PurePosixPath(name).name) or folder_years(name)


def source_of(path: TablePath, entry: DataFile | None) -> TableSource | None:
    """Return the reader that knows a file by its first rows, or that the study names; None where nobody does."""
    kinds = SOURCES.parts()
    if entry is not None and entry.columns:
        return next(kind for kind in kinds.values() if kind.mapped)
    if entry is not None and entry.source:
        return kinds.get(entry.source)
    return next((kind for row in first_rows(path) for kind in kinds.values() if kind.recognises(row)), None)


def tables_of_study(study: Study) -> Iterator[tuple[str, TablePath, DataFile | None]]:
    """Yield the tables that a study would read, each with what its study file says of it."""
    said = {entry.file: entry for entry in study.data.files}
    folder = study.data_folder()
    for name, path in tables_in(folder, READABLE).items() if folder.is_dir() else ():
        entry = said.get(name) or said.get(PurePosixPath(name).name)
        if entry is not None or not said:
            yield name, path, entry


def _with_outcomes(study: Study) -> Iterator[tuple[str, TablePath, DataFile | None, tuple[int, ...]]]:
    for name, path, entry in tables_of_study(study):
        source = source_of(path, entry)
        if source is not None and (source.mapped or source.gives in HOLDS_OUTCOMES):
            yield name, path, entry, years_of_file(name, entry)


def _outcome_file(name: str, path: TablePath, years: tuple[int, ...], last: int, *, mapped: bool) -> OutcomeFile:
    known = [] if mapped else [publication_of(year) for year in years]
    dated = [one for one in known if one is not None]
    return OutcomeFile(
        file=name,
        years=years,
        vintage=vintage_in(name),
        after=not years or max(years) > last,
        sha256=sha256(path.read_bytes()).hexdigest(),
        public_by=max(one.published for one in dated) if dated and len(dated) == len(known) else None,
        source="; ".join(f"{one.source} ({one.address})" for one in dated),
        mapped=mapped,
    )
