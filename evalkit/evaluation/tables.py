"""The first station: the tables read once for all questions of a study, with the outcome of each added."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from evalkit.core.errors import DataError
from evalkit.data.areas import AreaSeries, area_panel, read_area_series
from evalkit.data.overlaps import with_overlaps
from evalkit.data.reading import read_panel
from evalkit.evaluation.planning import of_areas, years_needed
from evalkit.measures import MEASURES
from evalkit.measures.parts.adding import add_measure
from evalkit.study.model import Question, Study
from evalkit.tables.panel import Panel


@dataclass(frozen=True, slots=True)
class Tables:
    """What the tables of a study hold.

    Attributes
    ----------
    panel : Panel
        Schools by year with the outcome of every question.
    notes : tuple of str
        What the rules of the years make the report print.
    areas : Panel or None
        Authorities by year with the outcomes of questions about whole authorities; None where none is asked.
    area_notes : tuple of str
        What the rules of the years make the report print of them.
    """

    panel: Panel
    notes: tuple[str, ...]
    areas: Panel | None = None
    area_notes: tuple[str, ...] = ()

    def notes_of(self, question: Question) -> tuple[str, ...]:
        """Return what to print beside the outcome of one question: of schools, or of whole authorities."""
        return self.area_notes if of_areas(question) else self.notes

    @property
    def area_years(self) -> tuple[int, ...]:
        """The years for which tables hold figures of authorities, where a question asks for them."""
        return () if self.areas is None else tuple(sorted({int(year) for year in self.areas.frame["year"]}))


def read_tables(study: Study) -> Tables:
    """Read the study's tables and add the outcome of every question, and the figure on which schools were chosen."""
    data = study.data
    last = max(year for years in outcomes_of(study, study.questions).values() for year in years)
    panel = read_panel(study.folder / data.folder, data.files, data.register_file, until=last)
    panel, said = with_overlaps(panel, study)
    asked = [question for question in study.questions if of_areas(question)]
    areas = area_panel(_series(study, asked), panel) if asked else None
    if areas is not None:
        panel = _with_records(panel, areas)
    chosen = study.selection.chosen_on
    wanted = outcomes_of(study, [question for question in study.questions if question not in asked])
    if chosen is not None and chosen.variable in wanted:
        wanted[chosen.variable].add(chosen.year)
    panel, notes = _with_outcomes(study, panel, wanted)
    of_panel = tuple(dict.fromkeys((*said, *notes)))
    if areas is None:
        return Tables(panel, of_panel)
    areas, notes = _with_outcomes(study, areas, outcomes_of(study, asked))
    return Tables(panel, of_panel, areas, tuple(dict.fromkeys(notes)))


def _with_records(panel: Panel, areas: Panel) -> Panel:
    """Return the panel of schools with the records of tables of areas as they were read for the other panel."""
    read = {record.file: record for record in areas.provenance}
    return replace(panel, provenance=tuple(read.get(record.file, record) for record in panel.provenance))


def outcomes_of(study: Study, questions: Iterable[Question]) -> dict[str, set[int]]:
    """Return the years in which each outcome is looked at: asked about, balanced or shown."""
    wanted: dict[str, set[int]] = {}
    for question in questions:
        wanted.setdefault(question.outcome, set()).update(years_needed(study, question))
        for name, years in _measures_in(question.options.get(question.design, {})):
            wanted.setdefault(name, set()).update(years)
    return wanted


def _measures_in(written: object) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Yield each outcome, with its years, that the options of a design name: to be alike on, or to be shown."""
    if isinstance(written, dict):
        name, years = written.get("variable"), written.get("years", [written.get("year")])
        if name in MEASURES.names() and isinstance(years, list) and all(isinstance(year, int) for year in years):
            yield name, tuple(years)
    for part in written.values() if isinstance(written, dict) else written if isinstance(written, list) else ():
        yield from _measures_in(part)


def _with_outcomes(study: Study, panel: Panel, wanted: dict[str, set[int]]) -> tuple[Panel, tuple[str, ...]]:
    overrides = {override.rule: override.reason for override in study.years.overrides}
    notes: list[str] = []
    for name, years in sorted(wanted.items()):
        panel, said = add_measure(panel, name, years=sorted(years), overrides=overrides)
        notes.extend(said)
    return panel, tuple(notes)


def _series(study: Study, asked: Sequence[Question]) -> AreaSeries:
    series = read_area_series(study.folder / study.data.folder, study.data.files)
    if len(series.frame):
        return series
    raise DataError.one(
        where=f"the data folder, for the question {asked[0].id} about whole authorities",
        found="no table with figures of authorities",
        allowed="DfE's local authority interactive tool, or a Key Stage 4 table by local authority and pupil group",
        next="fetch one of them from DfE (Explore Education Statistics, Key stage 4 performance) into the data folder, "
        "or take the question out",
    )
