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
from evalkit.document.plan.plan_facts import OutcomeFile
from evalkit.evaluation.plans import Plan, estimand
from evalkit.evaluation.variables import outcome_years
from evalkit.study.model import DataFile, Study

HOLDS_OUTCOMES = ("schools", "areas")


def outcome_files(plan: Plan) -> tuple[OutcomeFile, ...]:
    """Return the files with outcomes of the years at which the questions of a study look, in the order of names."""
    wanted = {year for question in plan.study.questions for year in outcome_years(plan, question)}
    last = last_baseline(plan)
    return tuple(
        _outcome_file(name, path, entry, years, last)
        for name, path, entry in tables_of_study(plan.study)
        if may_hold_outcomes(path, entry) and (not (years := years_of_file(name, entry)) or wanted & set(years))
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


def may_hold_outcomes(path: TablePath, entry: DataFile | None) -> bool:
    """Say whether a file holds results, or cannot be told from its first rows, as a workbook or a damaged file."""
    source = source_of(path, entry)
    return not first_rows(path) if source is None else source.mapped or source.gives in HOLDS_OUTCOMES


def _outcome_file(name: str, path: TablePath, entry: DataFile | None, years: tuple[int, ...], last: int) -> OutcomeFile:
    source = source_of(path, entry)
    known = [publication_of(year) for year in years] if source is not None and not source.mapped else []
    dated = [one for one in known if one is not None]
    return OutcomeFile(
        file=name,
        years=years,
        vintage=vintage_in(name),
        after=not years or max(years) > last,
        sha256=sha256(path.read_bytes()).hexdigest(),
        public_by=max(one.published for one in dated) if dated and len(dated) == len(known) else None,
        source="; ".join(f"{one.source} ({one.address})" for one in dated),
        mapped=source is not None and source.mapped,
    )
