"""Schools in other programmes at the same time: marked by the dates of those programmes, and counted."""

from __future__ import annotations

import datetime as dt

from evalkit.core.years import academic_year
from evalkit.study.model import Study
from evalkit.study.year_rules import EXAMS_END
from evalkit.tables.panel import Panel, Variable

OTHER_PROGRAMME = "other_programme"
NO_PROGRAMME = "none"


def exposure_dates(study: Study) -> tuple[dt.date, dt.date]:
    """Return the first and last day on which this programme could reach the results asked about."""
    cohorts = [study.years.cohort, *(question.cohort for question in study.questions if question.cohort)]
    return study.programme.starts, dt.date(max(cohorts), *EXAMS_END)


def with_overlaps(panel: Panel, study: Study) -> tuple[Panel, tuple[str, ...]]:
    """Return the panel with the other programme of each school, and what the report must say of it.

    A school counts as being in another programme when the dates of the two overlap, from the start of this one to
    the last examinations asked about; it does so under every number that it had. Without a list of other
    programmes the panel stays as it is.
    """
    if not study.overlaps:
        return panel, ()
    first, last = exposure_dates(study)
    at_the_time = [one for one in study.overlaps if one.starts <= last and one.ends >= first]
    programmes: dict[int, list[str]] = {}
    for one in at_the_time:
        programmes.setdefault(_school(panel, one.urn), []).append(one.programme)
    names = {school: "; ".join(sorted(set(told))) for school, told in programmes.items()}
    mark = panel.frame["unit"].map(names).fillna(NO_PROGRAMME).astype(object)
    variable = Variable(OTHER_PROGRAMME, "other programme at the same time", None)
    return panel.with_variable(variable, mark), _notes(panel, study, set(names))


def _school(panel: Panel, urn: int) -> int:
    return urn if panel.lineages is None else int(panel.lineages.of([urn])[0])


def _notes(panel: Panel, study: Study, marked: set[int]) -> tuple[str, ...]:
    known = set(panel.frame["unit"])
    areas = study.schools.rule.areas if study.schools.rule else ()
    own = {_school(panel, school.urn) for school in study.schools.list}
    own |= set(panel.frame.loc[panel.frame["area"].isin(areas), "unit"]) if areas else set()
    others = len((marked & known) - own)
    then = (
        "they give no comparison" if study.donors.overlap == "exclude" else "they are only counted, as the study asks"
    )
    notes = [
        f"{_schools(others)} outside the programme {_were(others)} in another programme between its start and the "
        f"examinations of {academic_year(exposure_dates(study)[1].year)}; {then}."
    ]
    if marked & own:
        count = len(marked & own)
        notes.append(f"{_schools(count)} of the programme {_were(count)} in another programme at the same time.")
    if marked - known:
        notes.append(
            f"Of the schools listed in other programmes, {len(marked - known)} stand in none of the tables read."
        )
    return tuple(notes)


def _schools(count: int) -> str:
    return f"{count:,} school{'' if count == 1 else 's'}"


def _were(count: int) -> str:
    return "was" if count == 1 else "were"
