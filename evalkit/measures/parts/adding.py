"""Adding a measure to a panel, with the rules of the years kept and missing reasons carried over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

import pandas as pd

from evalkit.core.errors import DataError, StudyFileError
from evalkit.measures import MEASURES
from evalkit.measures.parts.measure import Computed, Measure, Request
from evalkit.measures.parts.year_rules import common_faults, common_notes
from evalkit.tables.panel import Panel, Variable


def add_measure(
    panel: Panel, name: str, *, years: Iterable[int], overrides: Mapping[str, str] | None = None
) -> tuple[Panel, tuple[str, ...]]:
    """Return the panel with the measure as a column of its own name, and sentences to print.

    Only the years asked for are filled; every other year stays missing, because no rule has cleared
    it. Where a number is missing, its publisher's reason is carried over to the measure.

    Parameters
    ----------
    panel : Panel
        Schools by year, mainstream and state-funded.
    name : str
        Registered name of the measure.
    years : iterable of int
        Every year any part of the analysis will look at.
    overrides : mapping of str to str
        Rules of the years set aside, each with its reason.

    Raises
    ------
    StudyFileError
        If a year may not be used; all such years at once.
    DataError
        If the panel holds none of the measure's numbers for a year asked for.
    """
    measure = MEASURES.get(name)
    request = Request(name, tuple(sorted(set(years))), dict(overrides or {}))
    if faults := common_faults(measure, request):
        raise StudyFileError(faults)
    _refuse_missing_variables(panel, measure)
    if faults := measure.refuses(panel, request):
        raise StudyFileError(faults)
    computed = measure.compute(panel, request)
    added = panel.with_variable(Variable(name, measure.label, measure.unit), computed.values)
    for variable, values in computed.beside:
        added = added.with_variable(variable, values)
    return replace(added, reasons=_reasons(panel, name, computed)), (*common_notes(request), *computed.notes)


def _refuse_missing_variables(panel: Panel, measure: Measure) -> None:
    if not any(panel.has(variable) for variable in measure.needs):
        raise DataError.one(
            where=f"the data folder, for the outcome {measure.name}",
            found="none of its columns in the tables read",
            allowed=f"one or more of {', '.join(measure.needs)}",
            next="add the tables that hold it, map its column under [[data.files]], or choose another outcome",
        )


def _reasons(panel: Panel, name: str, computed: Computed) -> pd.DataFrame:
    old = panel.reasons[panel.reasons["variable"] != name]
    carried = [
        old[(old["year"] == year) & (old["variable"] == source)].assign(variable=name)
        for year, source in computed.sources
    ]
    # A measure of two sources may lack a number for two reasons; the first one found is told.
    new = pd.concat([old.iloc[:0], *carried]).drop_duplicates(["unit", "year", "variable"])
    return pd.concat([old, new], ignore_index=True)
