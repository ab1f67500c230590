"""The first station: the tables read once for all questions of a study, with the outcome of each added."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from evalkit.core.errors import DataError
from evalkit.data.areas import AreaSeries, area_panel, read_area_series
from evalkit.data.overlaps import with_overlaps
from evalkit.data.reading import read_panel
from evalkit.evaluation.planning import Plan, of_areas
from evalkit.evaluation.variables import last_year, measures_needed
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


def read_tables(plan: Plan) -> Tables:
    """Read the study's tables and add every measure without which one of its questions cannot be answered."""
    study, data = plan.study, plan.study.data
    panel = read_panel(study.folder / data.folder, data.files, data.register_file, until=last_year(plan))
    panel, said = with_overlaps(panel, study)
    asked = [question for question in study.questions if of_areas(question)]
    areas = area_panel(_series(study, asked), panel) if asked else None
    if areas is not None:
        panel = _with_records(panel, areas)
    wanted = measures_needed(plan, [question for question in study.questions if question not in asked])
    panel, notes = _with_outcomes(study, panel, wanted)
    of_panel = tuple(dict.fromkeys((*said, *notes)))
    if areas is None:
        return Tables(panel, of_panel)
    areas, notes = _with_outcomes(study, areas, measures_needed(plan, asked))
    return Tables(panel, of_panel, areas, tuple(dict.fromkeys(notes)))


def _with_records(panel: Panel, areas: Panel) -> Panel:
    """Return the panel of schools with the records of tables of areas as they were read for the other panel."""
    read = {record.file: record for record in areas.provenance}
    return replace(panel, provenance=tuple(read.get(record.file, record) for record in panel.provenance))


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
