"""Rules about questions: ids, years of their own, schools they ask about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from evalkit.core.errors import Fault
from evalkit.core.years import NO_EXAMS
from evalkit.study.membership import repeated
from evalkit.study.model import Programme, Question, School, Years
from evalkit.study.timing import first_cohort, outcome_years, starts_between_exams

Numbered = tuple[tuple[int, Question], ...]


def place(number: int, question: Question) -> str:
    """Return where a question stands."""
    return f"study.toml, [[questions]] {number} ({question.id})"


def ids_once(questions: Numbered) -> list[Fault]:
    """Return a fault for each id that several questions share."""
    return repeated("study.toml, [[questions]], id", (question.id for _, question in questions), "each id")


def methods_once(questions: Numbered) -> list[Fault]:
    """Return a fault for each inference or check that a question names twice."""
    return [
        fault
        for number, question in questions
        for fault in (
            *repeated(f"{place(number, question)}, inference", question.inference, "each inference"),
            *repeated(f"{place(number, question)}, checks", question.checks, "each check"),
        )
    ]


def own_years(questions: Numbered, years: Years) -> list[Fault]:
    """Return what is wrong with years that a question sets for itself."""
    return [
        fault
        for number, question, cohort, baseline in _with_years(questions, years)
        for fault in outcome_years(place(number, question), cohort, baseline)
    ]


def own_years_and_start(questions: Numbered, years: Years, programme: Programme) -> list[Fault]:
    """Return a fault where the start does not lie between the examinations of a question's own years."""
    return [
        fault
        for number, question, cohort, baseline in _with_years(questions, years)
        for fault in starts_between_exams(place(number, question), programme, cohort, baseline)
    ]


def averaged_years(questions: Numbered, years: Years, programme: Programme | None) -> list[Fault]:
    """Return what is wrong with exam years that a question averages with its cohort."""
    found = []
    for number, question in questions:
        cohort, first = question.cohort or years.cohort, max(question.baseline or years.baseline) + 1
        started = first if programme is None else first_cohort(programme)
        earliest = max(first, started)
        found += [
            Fault(
                where=f"{place(number, question)}, averaged",
                found=f"{year}, with cohort {cohort}",
                allowed=f"other exam years after the start, each once, from {earliest}, without 2020 and 2021",
                next="name the years whose mean with the cohort is the outcome, or take averaged out",
            )
            for year, count in Counter(question.averaged).items()
            if count > 1 or year == cohort or year < earliest or year in NO_EXAMS
        ]
    return found


def targeted_exist(questions: Numbered, schools: Iterable[School]) -> list[Fault]:
    """Return a fault for each question about targeted schools in a study that has none."""
    if any(school.role == "targeted" for school in schools):
        return []
    return [
        Fault(
            where=f"{place(number, question)}, schools",
            found='"targeted", but no school of the study has the role targeted',
            allowed='"all", or "targeted" where schools have that role',
            next="write targeted in the column role of the schools concerned, or ask about all schools",
        )
        for number, question in questions
        if question.schools == "targeted"
    ]


def _with_years(questions: Numbered, years: Years) -> list[tuple[int, Question, int, tuple[int, ...]]]:
    return [
        (number, question, question.cohort or years.cohort, question.baseline or years.baseline)
        for number, question in questions
        if question.cohort is not None or question.baseline is not None
    ]
