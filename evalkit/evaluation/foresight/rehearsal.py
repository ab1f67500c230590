"""A rehearsal: the first station of the run, or the same on a thinner copy of the tables with every refusal kept."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from evalkit.core.errors import EvalkitError, Fault
from evalkit.data.area_panel import area_panel, read_area_series
from evalkit.data.folder.thinned_copy import Thinned, thin
from evalkit.data.overlaps import with_overlaps
from evalkit.data.publishers import published_in
from evalkit.data.school_panel import read_panel
from evalkit.evaluation.evaluation import Evaluation
from evalkit.evaluation.outcome_levels import of_areas
from evalkit.evaluation.plans import Asked, Plan
from evalkit.evaluation.stations import STATIONS
from evalkit.evaluation.tables import Tables
from evalkit.evaluation.variables import last_year, measures_needed
from evalkit.measures import MEASURES
from evalkit.measures.parts.added_measure import add_measure, common_faults
from evalkit.measures.parts.measure import Request
from evalkit.study.model import Question
from evalkit.tables.panel import Panel


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What came of reading the copy.

    Attributes
    ----------
    schools, areas : Panel or None
        Schools and authorities by year; None where the tables cannot be read or give none.
    faults : tuple of Fault
        What is wrong with the tables.
    whole : bool
        Whether every school of the tables is there.
    measures : frozenset of str
        Measures that the panels have for every year that any question asks for.
    """

    schools: Panel | None
    areas: Panel | None
    faults: tuple[Fault, ...]
    whole: bool = False
    measures: frozenset[str] = frozenset()

    def panel(self, question: Question) -> Panel | None:
        """Return the panel that one question is asked of."""
        return self.areas if of_areas(question) else self.schools


def first_station(plan: Plan, evaluation: Evaluation, keep: Collection[int]) -> Rehearsal:
    """Return the run's own panels; where its tables cannot be read, every fault that a thinner copy shows.

    Parameters
    ----------
    plan : Plan
        The study with every method bound.
    evaluation : Evaluation
        The same, with what a run has remembered.
    keep : collection of int
        Numbers of schools that stay in a copy of the tables.
    """
    try:
        tables = evaluation.result(STATIONS["panel"], Asked(plan))
    except EvalkitError as error:
        with TemporaryDirectory(prefix="evalkit-") as copy:
            tried = rehearse(plan, Path(copy), thin(plan.study.data_folder(), Path(copy), plan.study.data.files, keep))
        return tried if tried.faults else replace(tried, faults=error.faults)
    assert isinstance(tables, Tables)
    added = measures_needed(plan, plan.study.questions).keys() - {name for name, _ in tables.lacking}
    return Rehearsal(tables.panel, tables.areas, (), whole=True, measures=frozenset(added))


def rehearse(plan: Plan, copy: Path, thinned: Thinned | None = None) -> Rehearsal:
    """Return the panels of a copy of the study's tables, and every fault of the tables.

    Parameters
    ----------
    plan : Plan
        The study with every method bound.
    copy : Path
        The copy; faults speak of the folder itself.
    thinned : Thinned or None
        How it was made; None for the folder itself.
    """
    study, data = plan.study, plan.study.data
    faults: list[Fault] = []
    schools = areas = None
    try:
        read = read_panel(copy, data.files, data.register_file, until=last_year(plan), codes=data.codes)
        schools, _ = with_overlaps(read, study)
    except EvalkitError as error:
        faults.extend(error.faults)
    if schools is not None and any(of_areas(question) for question in study.questions):
        try:
            series = read_area_series(copy, data.files, data.codes)
            areas = area_panel(series, schools) if len(series.frame) else None
        except EvalkitError as error:
            faults.extend(error.faults)
    told = tuple(_of_the_folder(faults, copy, study.data_folder(), thinned))
    return Rehearsal(schools, areas, told, whole=thinned is None)


def with_outcomes(
    plan: Plan, question: Question, rehearsal: Rehearsal | None
) -> tuple[Panel | None, tuple[Fault, ...]]:
    """Return the panel with every measure that one question needs, and why some cannot be added.

    Without a panel only the rules of the years are kept, which need no table.
    """
    panel = None if rehearsal is None else rehearsal.panel(question)
    there = frozenset[str]() if rehearsal is None else rehearsal.measures
    overrides = plan.study.overrides()
    faults: list[Fault] = []
    for name, years in sorted(measures_needed(plan, [question]).items()):
        measure = MEASURES.get(name)
        wrong = common_faults(measure, Request(name, tuple(sorted(years)), overrides))
        faults += wrong
        if panel is None or wrong or name in there:
            continue
        try:
            panel, _ = add_measure(panel, name, years=sorted(years), overrides=overrides)
        except EvalkitError as error:
            where = published_in(measure.needs[0] if measure.needs else name, level=measure.level).publisher
            faults += [replace(fault, next=f"{fault.next}; published in the {where}") for fault in error.faults]
    return panel, tuple(faults)


def _of_the_folder(faults: Iterable[Fault], copy: Path, folder: Path, thinned: Thinned | None) -> Iterable[Fault]:
    for fault in faults:
        where = fault.where.replace(str(copy), str(folder))
        where = where if thinned is None else thinned.in_the_table(where)
        yield replace(fault, where=where, found=fault.found.replace(str(copy), str(folder)))
