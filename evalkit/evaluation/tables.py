"""The first station: the tables read once for all questions of a study, with the outcome of each added."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from evalkit.core.errors import DataError, Fault
from evalkit.data.area_panel import area_panel, read_area_series
from evalkit.data.overlaps import with_overlaps
from evalkit.data.school_panel import read_panel
from evalkit.evaluation.outcome_levels import of_areas
from evalkit.evaluation.plans import Asked, Plan
from evalkit.evaluation.variables import last_year, measures_needed
from evalkit.measures.parts.added_measure import add_measure
from evalkit.study.model import Question, Study
from evalkit.tables.panel import Panel

Lacking = tuple[tuple[str, tuple[Fault, ...]], ...]
NO_SERIES = Fault(
    where="the data folder, for a question about whole authorities",
    found="no table with figures of authorities",
    allowed="DfE's local authority interactive tool, or a Key Stage 4 table by local authority and pupil group",
    next="fetch one of them from DfE (Explore Education Statistics, Key stage 4 performance) into the data folder, "
    "or take the question out",
)


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
    lacking : tuple of (str, tuple of Fault)
        Measures that questions need and the tables do not give, each with what is wrong. Only those questions are
        refused.
    """

    panel: Panel
    notes: tuple[str, ...]
    areas: Panel | None = None
    area_notes: tuple[str, ...] = ()
    lacking: Lacking = ()

    def refuse_lacking(self, asked: Asked) -> None:
        """Refuse a question that needs a measure which the tables do not give."""
        lacking, needed = dict(self.lacking), measures_needed(asked.plan, (asked.question,))
        faults = [fault for name in sorted(needed) for fault in lacking.get(name, ())]
        if faults:
            raise DataError(dict.fromkeys(faults))

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
    folder = study.folder / data.folder
    panel = read_panel(folder, data.files, data.register_file, until=last_year(plan), codes=data.codes)
    panel, said = with_overlaps(panel, study)
    about = [question for question in study.questions if of_areas(question)]
    series = read_area_series(folder, data.files, data.codes) if about else None
    areas = None if series is None or not len(series.frame) else area_panel(series, panel)
    if areas is not None:
        panel = _with_records(panel, areas)
    wanted = measures_needed(plan, [question for question in study.questions if question not in about])
    panel, notes, lacking = _with_measures(study, panel, wanted)
    of_panel = tuple(dict.fromkeys((*said, *notes)))
    if areas is None:
        return Tables(panel, of_panel, lacking=(*lacking, *_without_series(measures_needed(plan, about))))
    areas, notes, more = _with_measures(study, areas, measures_needed(plan, about))
    return Tables(panel, of_panel, areas, tuple(dict.fromkeys(notes)), (*lacking, *more))


def _with_records(panel: Panel, areas: Panel) -> Panel:
    """Return the panel of schools with the records of tables of areas as they were read for the other panel."""
    read = {record.file: record for record in areas.provenance}
    return replace(panel, provenance=tuple(read.get(record.file, record) for record in panel.provenance))


def _with_measures(study: Study, panel: Panel, wanted: dict[str, set[int]]) -> tuple[Panel, tuple[str, ...], Lacking]:
    """Return the panel with each measure that the tables give, what to print, and those they do not give."""
    notes: list[str] = []
    lacking: list[tuple[str, tuple[Fault, ...]]] = []
    for name, years in sorted(wanted.items()):
        try:
            panel, said = add_measure(panel, name, years=sorted(years), overrides=study.overrides())
        except DataError as refusal:
            lacking.append((name, refusal.faults))
        else:
            notes.extend(said)
    return panel, tuple(notes), tuple(lacking)


def _without_series(wanted: Iterable[str]) -> Lacking:
    return tuple((name, (NO_SERIES,)) for name in wanted)
