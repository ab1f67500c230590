"""Adding a measure to a panel: the rules of the years that every measure keeps, and missing reasons carried over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

import pandas as pd

from evalkit.core.errors import DataError, Fault, StudyFileError
from evalkit.core.overrides import PANDEMIC_POOLED
from evalkit.core.years import NO_EXAMS, PANDEMIC_BASELINE, academic_year, progress8_published
from evalkit.measures import MEASURES
from evalkit.measures.parts.measure import Computed, Measure, Request
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
    label = measure.labelled(panel, request.years)
    added = panel.with_variable(Variable(name, label, measure.unit), computed.values)
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


LAST_BEFORE_PANDEMIC = 2019


def common_faults(measure: Measure, request: Request) -> tuple[Fault, ...]:
    """Return what is wrong with the years asked of any measure."""
    faults = [fault for year in request.years if (fault := _year_fault(measure, year)) is not None]
    pooled = _pooled_across_pandemic(request)
    if pooled and PANDEMIC_POOLED not in request.overrides:
        faults.append(
            Fault(
                where=place(request),
                found=" and ".join(map(str, pooled)),
                allowed=f"years up to {LAST_BEFORE_PANDEMIC}, or years from {PANDEMIC_BASELINE}, not both",
                next=how_to_set_aside(PANDEMIC_POOLED, "Key Stage 2 scales and grading differ"),
            )
        )
    return tuple(faults)


def common_notes(request: Request) -> tuple[str, ...]:
    """Return a sentence for each common rule that the study has set aside and that matters here."""
    if not _pooled_across_pandemic(request) or PANDEMIC_POOLED not in request.overrides:
        return ()
    return (
        f"Years up to {academic_year(LAST_BEFORE_PANDEMIC)} and years from {academic_year(PANDEMIC_BASELINE)} are "
        f"compared although their Key Stage 2 scales and grading differ. {reason(request, PANDEMIC_POOLED)}",
    )


def place(request: Request) -> str:
    """Return where in the study file the years of an outcome stand."""
    return f"study.toml, [years], as used by the outcome {request.name}"


def how_to_set_aside(rule: str, why: str) -> str:
    """Return what to do about a refused year, naming the override."""
    return (
        f"{why}; choose other years, or set the rule aside under [years] with "
        f'overrides = [{{ rule = "{rule}", reason = "…" }}], which the report prints'
    )


def reason(request: Request, rule: str) -> str:
    """Return the study's reason for setting a rule aside, as a sentence."""
    return f"The study gives this reason: {request.overrides[rule].rstrip('.')}."


def _year_fault(measure: Measure, year: int) -> Fault | None:
    if year in NO_EXAMS:
        why = "GCSE examinations were cancelled and no results were published by school; choose 2019 or an earlier year"
    elif year < measure.first_year:
        why = f"{measure.label} does not exist before {academic_year(measure.first_year)}; choose a later year"
    elif measure.last_year is not None and year > measure.last_year:
        why = f"{measure.label} ends with {academic_year(measure.last_year)}; choose an earlier year or another outcome"
    elif measure.needs_ks2 and not progress8_published(year):
        why = "this cohort had no Key Stage 2 tests, so there is no Progress 8; choose another year or a8_maths_z"
    else:
        return None
    where = f"study.toml, [years], as used by the outcome {measure.name}"
    return Fault(where=where, found=str(year), allowed=_years_allowed(measure), next=why)


def _years_allowed(measure: Measure) -> str:
    if measure.last_year is not None:
        return f"{measure.first_year} to {measure.last_year}"
    if measure.first_year >= PANDEMIC_BASELINE:
        return f"from {measure.first_year}"
    first = f"{measure.first_year} to {LAST_BEFORE_PANDEMIC}"
    return f"{first}, or 2022 to 2024" if measure.needs_ks2 else f"{first}, or from {PANDEMIC_BASELINE}"


def _pooled_across_pandemic(request: Request) -> tuple[int, ...]:
    before = [year for year in request.years if year <= LAST_BEFORE_PANDEMIC]
    after = [year for year in request.years if year >= PANDEMIC_BASELINE]
    return (*before, *after) if before and after else ()
