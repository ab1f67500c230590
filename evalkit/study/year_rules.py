"""Rules about years and dates: baseline before cohort, start between their examinations."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from evalkit.core.errors import Fault
from evalkit.core.overrides import OVERRIDES
from evalkit.core.years import NO_EXAMS, academic_year
from evalkit.study.fault_words import did_you_mean
from evalkit.study.model import Programme, School, Schools, Years

EXAMS_BEGIN = (5, 1)
EXAMS_END = (6, 30)


def year_faults(years: Years) -> list[Fault]:
    """Return what is wrong with [years] by itself."""
    place = "study.toml, [years]"
    faults = outcome_years(place, years.cohort, years.baseline)
    faults += [_no_exams(f"{place}, others", year) for year in years.others if year in NO_EXAMS]
    faults += [
        Fault(
            where=f"{place}, others",
            found=str(year),
            allowed="years that are neither the cohort nor a baseline, each once",
            next="take it out; the cohort and the baseline are shown in any case",
        )
        for year, count in Counter(years.others).items()
        if count > 1 or year == years.cohort or year in years.baseline
    ]
    return faults + _override_faults(years)


def outcome_years(place: str, cohort: int, baseline: tuple[int, ...]) -> list[Fault]:
    """Return what is wrong with a contrast's years, wherever they are written."""
    faults = [
        _no_exams(f"{place}, {key}", year)
        for key, given in (("cohort", (cohort,)), ("baseline", baseline))
        for year in given
        if year in NO_EXAMS
    ]
    faults += [
        Fault(
            where=f"{place}, baseline",
            found=f"{year}, with cohort {cohort}",
            allowed=f"years before the cohort's, so {cohort - 1} or earlier",
            next="name the last exam year before the programme began",
        )
        for year in baseline
        if year >= cohort
    ]
    return faults + [
        Fault(
            where=f"{place}, baseline",
            found=f"{year} {count} times",
            allowed="each year once",
            next="take the repetition out; the baseline is the plain mean of its years",
        )
        for year, count in Counter(baseline).items()
        if count > 1
    ]


def programme_dates(programme: Programme) -> list[Fault]:
    """Return a fault if the programme ends before it starts."""
    if programme.ends > programme.starts:
        return []
    return [
        Fault(
            where="study.toml, [programme], ends",
            found=f"{programme.ends}, with starts = {programme.starts}",
            allowed="a day after the start",
            next="check both dates; year-month-day",
        )
    ]


def wave_dates(programme: Programme, schools: Schools) -> list[Fault]:
    """Return a fault for each wave that starts outside the programme."""
    return [
        Fault(
            where=f"study.toml, [schools], waves {number} ({wave.id}), starts",
            found=str(wave.starts),
            allowed=f"a day from {programme.starts} to {programme.ends}, the programme's dates",
            next="mend this date, or the programme's",
        )
        for number, wave in enumerate(schools.waves, 1)
        if not programme.starts <= wave.starts <= programme.ends
    ]


def school_dates(programme: Programme, schools: tuple[tuple[str, School], ...]) -> list[Fault]:
    """Return a fault for each school that starts outside the programme."""
    return [
        Fault(
            where=f"{place}, starts",
            found=str(school.starts),
            allowed=f"a day from {programme.starts} to {programme.ends}, the programme's dates",
            next="mend this date, or leave it empty to take the start of the school's wave",
        )
        for place, school in schools
        if school.starts is not None and not programme.starts <= school.starts <= programme.ends
    ]


def starts_between_exams(place: str, programme: Programme, cohort: int, baseline: tuple[int, ...]) -> list[Fault]:
    """Return a fault where the start does not lie between the baseline's and the cohort's examinations."""
    last = max(baseline)
    faults = []
    if programme.starts <= dt.date(last, *EXAMS_END):
        faults.append(
            Fault(
                where=f"{place}, baseline",
                found=f"{last}, with the programme starting on {programme.starts}",
                allowed=f"an exam year that was over before the start; the examinations of {last} end in June {last}",
                next=f"take an earlier baseline, or check [programme] starts; {last} is {academic_year(last)}",
            )
        )
    if programme.starts >= dt.date(cohort, *EXAMS_BEGIN):
        faults.append(
            Fault(
                where=f"{place}, cohort",
                found=f"{cohort}, with the programme starting on {programme.starts}",
                allowed=f"a cohort examined after the start; the examinations of {cohort} begin in May {cohort}",
                next="take a later cohort, or check [programme] starts",
            )
        )
    return faults


def first_cohort(programme: Programme) -> int:
    """Return the first exam year whose examinations begin after the start."""
    year = programme.starts.year
    return year if programme.starts < dt.date(year, *EXAMS_BEGIN) else year + 1


def _no_exams(place: str, year: int) -> Fault:
    return Fault(
        where=place,
        found=str(year),
        allowed="a year with examinations and published school results: 2016 to 2019, or from 2022",
        next="GCSE examinations were cancelled in 2020 and 2021; 2019 is the last year before that",
    )


def _override_faults(years: Years) -> list[Fault]:
    faults = []
    seen: set[str] = set()
    for number, override in enumerate(years.overrides, 1):
        place = f"study.toml, [years], overrides {number}, rule"
        if override.rule not in OVERRIDES:
            faults.append(
                Fault(
                    where=place,
                    found=f'"{override.rule}"',
                    allowed="; ".join(f'"{rule}" {what}' for rule, what in OVERRIDES.items()),
                    next=did_you_mean(override.rule, tuple(OVERRIDES)) or "name one of the rules allowed",
                )
            )
        if override.rule in seen:
            faults.append(
                Fault(where=place, found=f'"{override.rule}" again', allowed="each rule once", next="join the reasons")
            )
        seen.add(override.rule)
    return faults
