"""Schools that started together, and the exam cohorts whose exposure the report shows."""

from __future__ import annotations

import datetime as dt

from evalkit.study.model import Question, School, Study

Wave = tuple[str, int, dt.date]
EVERY_SCHOOL = "All schools"


def waves(study: Study, programme: frozenset[int]) -> tuple[Wave, ...]:
    """Return each wave's name, number of schools and first day, in order of their start.

    Parameters
    ----------
    study : Study
        Lists schools with their waves, or names areas whose schools all started with the programme.
    programme : frozenset of int
        Schools of the programme.
    """
    return _counted(study, study.schools.list, len(programme))


def waves_asked(study: Study, question: Question, schools: int) -> tuple[Wave, ...]:
    """Return each wave of the schools that a question is about; ``schools`` is their number where none is listed."""
    asked = tuple(one for one in study.schools.list if question.schools == "all" or one.role == question.schools)
    return _counted(study, asked, schools)


def cohorts(study: Study) -> tuple[int, ...]:
    """Return every exam cohort the study looks at, in order."""
    return tuple(sorted({study.years.cohort, *study.years.baseline, *study.years.others}))


def _counted(study: Study, schools: tuple[School, ...], unlisted: int) -> tuple[Wave, ...]:
    if not schools:
        return ((EVERY_SCHOOL, unlisted, study.programme.starts),)
    counts: dict[tuple[dt.date, str], int] = {}
    for school in schools:
        key = _start(study, school)
        counts[key] = counts.get(key, 0) + 1
    return tuple((name, number, starts) for (starts, name), number in sorted(counts.items()))


def _start(study: Study, school: School) -> tuple[dt.date, str]:
    wave = next((wave for wave in study.schools.waves if wave.id == school.wave), None)
    name = wave.name if wave else EVERY_SCHOOL
    starts = school.starts or (wave.starts if wave else study.programme.starts)
    return starts, name
