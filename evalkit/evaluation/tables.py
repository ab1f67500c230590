"""The first station: the tables read once for all questions of a study, with the outcome of each added."""

from __future__ import annotations

from dataclasses import dataclass

from evalkit.data.overlaps import with_overlaps
from evalkit.data.panel import Panel
from evalkit.data.reading import read_panel
from evalkit.evaluation.planning import years_needed
from evalkit.measures.parts.adding import add_measure
from evalkit.study.model import Study


@dataclass(frozen=True, slots=True)
class Tables:
    """What the tables of a study hold.

    Attributes
    ----------
    panel : Panel
        Schools by year with the outcome of every question.
    notes : tuple of str
        What the rules of the years make the report print.
    """

    panel: Panel
    notes: tuple[str, ...]


def read_tables(study: Study) -> Tables:
    """Read the study's tables and add the outcome of every question, and the figure on which schools were chosen."""
    data = study.data
    panel = read_panel(study.folder / data.folder, data.files, data.register_file)
    panel, said = with_overlaps(panel, study)
    overrides = {override.rule: override.reason for override in study.years.overrides}
    wanted: dict[str, set[int]] = {}
    for question in study.questions:
        wanted.setdefault(question.outcome, set()).update(years_needed(study, question))
    chosen = study.selection.chosen_on
    if chosen is not None and chosen.variable in wanted:
        wanted[chosen.variable].add(chosen.year)
    notes: list[str] = list(said)
    for name, years in sorted(wanted.items()):
        panel, said = add_measure(panel, name, years=sorted(years), overrides=overrides)
        notes.extend(note for note in said if note not in notes)
    return Tables(panel, tuple(notes))
