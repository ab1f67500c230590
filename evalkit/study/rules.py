"""What the parts of a study, and its questions, must fulfil together; a check that another fault prevents is named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from evalkit.core.errors import Fault
from evalkit.core.years import NO_EXAMS
from evalkit.study import area_choice, membership
from evalkit.study import rules as asking
from evalkit.study import year_rules as timing
from evalkit.study.membership import repeated
from evalkit.study.model import Programme, Question, School, Years
from evalkit.study.written import Written, not_checked
from evalkit.study.year_rules import first_cohort, outcome_years, starts_between_exams

FILE = "study.toml"


def rule_faults(written: Written) -> list[Fault]:
    """Return every broken rule, and a fault for each rule that could not be checked."""
    return [
        *_schools(written),
        *_dates(written),
        *_years(written),
        *_selection(written),
        *_donors(written),
        *_components(written),
        *_questions(written),
    ]


def _schools(written: Written) -> list[Fault]:
    if written.schools is None:
        return [not_checked(f"{FILE}, [schools]", "one way of naming the schools, and their waves", "[schools]")]
    schools = written.schools
    waves = [wave.id for wave in schools.waves]
    faults = [
        *membership.one_way(schools),
        *membership.repeated(f"{FILE}, [schools], waves", waves, "each wave"),
        *membership.schools_once(written.school_list),
        *membership.waves_exist(schools, written.school_list),
    ]
    if not written.schools_complete:
        faults.append(not_checked(f"{FILE}, [schools]", "roles and waves of every school", "the table of schools"))
    return faults


def _dates(written: Written) -> list[Fault]:
    if written.programme is None:
        return [not_checked(f"{FILE}, [programme]", "dates of the programme, its waves and schools", "[programme]")]
    faults = timing.programme_dates(written.programme)
    if not faults:
        faults += timing.school_dates(written.programme, written.school_list)
        faults += timing.wave_dates(written.programme, written.schools) if written.schools else []
    return faults


def _years(written: Written) -> list[Fault]:
    if written.years is None:
        return [not_checked(f"{FILE}, [years]", "baseline before cohort, start between their exams", "[years]")]
    faults = timing.year_faults(written.years)
    if written.programme is None:
        return [*faults, not_checked(f"{FILE}, [years]", "start between the exams of both years", "[programme]")]
    years = written.years
    return [
        *faults,
        *timing.starts_between_exams(f"{FILE}, [years]", written.programme, years.cohort, years.baseline),
    ]


def _selection(written: Written) -> list[Fault]:
    if written.selection is None:
        return [not_checked(f"{FILE}, [selection]", "the rule schools were chosen by", "[selection]")]
    faults = [*membership.chosen_on(written.selection), *area_choice.area_chosen_on(written.selection)]
    if written.programme is not None:
        faults += membership.chosen_before_start(written.selection, written.programme)
        faults += area_choice.picked_before_start(written.selection, written.programme)
    elif written.selection.chosen_on is not None or written.selection.area_chosen_on is not None:
        faults.append(not_checked(f"{FILE}, [selection]", "whether the figure was known at the start", "[programme]"))
    return faults


def _donors(written: Written) -> list[Fault]:
    if written.donors is None:
        return [not_checked(f"{FILE}, [donors]", "the rules for comparison schools", "[donors]")]
    return [
        *membership.donor_rules(written.donors),
        *membership.donors_are_others(written.excluded, written.school_list),
    ]


def _components(written: Written) -> list[Fault]:
    identifiers = [component.id for _, component in written.components]
    return membership.repeated(f"{FILE}, [[components]], id", identifiers, "each id")


def _questions(written: Written) -> list[Fault]:
    questions = written.questions
    faults = [not_checked(where, "its years, schools and methods", where) for where in written.faulty_questions]
    faults += asking.ids_once(questions)
    faults += asking.methods_once(questions)
    if written.years is not None:
        faults += asking.own_years(questions, written.years)
        faults += asking.averaged_years(questions, written.years, written.programme)
        if written.programme is not None:
            faults += asking.own_years_and_start(questions, written.years, written.programme)
    elif any(question.cohort or question.baseline for _, question in questions):
        faults.append(not_checked(f"{FILE}, [[questions]]", "years that questions set for themselves", "[years]"))
    if any(question.schools == "targeted" for _, question in questions):
        faults += _targeted(written)
    return faults


def _targeted(written: Written) -> list[Fault]:
    faults = asking.targeted_exist(written.questions, [school for _, school in written.school_list])
    if faults and (written.schools is None or not written.schools_complete):
        what = "whether there are targeted schools"
        return [not_checked(f"{FILE}, [[questions]]", what, "[schools] and its table")]
    return faults


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
