"""The smallest difference that a plan would notice, from tables up to its baseline alone.

The plan's own comparison and its own way of judging certainty are put to the change up to the baseline, of schools
without the programme; no table with results after the baseline is opened. Results may move more over a longer time.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from evalkit.core.errors import EvalkitError, Fault
from evalkit.core.years import academic_year
from evalkit.document.plan.plan_facts import Noticeable
from evalkit.evaluation.evaluation import Evaluation
from evalkit.evaluation.foresight.rehearsal import with_outcomes
from evalkit.evaluation.outcome_levels import of_areas
from evalkit.evaluation.planned.outcome_files import may_hold_outcomes, tables_of_study, years_of_file
from evalkit.evaluation.plans import Plan, bind_study, estimand
from evalkit.inference.parts.placebos import MIN_SCHOOLS
from evalkit.inference.parts.primary import primary_by_rule
from evalkit.records.detectable import Detectable
from evalkit.study.model import Question, Study

OF_AUTHORITIES = "what a study of whole authorities could notice is not worked out here"


def noticeable(plan: Plan) -> tuple[Noticeable, ...]:
    """Return what each question would notice, in the order of the study."""
    study = plan.study
    asked = {question.id: _asked(study, question) for question in study.questions}
    found = {one.id: Noticeable(one.id, (), asked[one.id], None, OF_AUTHORITIES) for one in study.questions}
    for last, cohort in dict.fromkeys(asked[one.id] for one in study.questions if not of_areas(one)):
        questions = [one for one in study.questions if asked[one.id] == (last, cohort) and not of_areas(one)]
        with TemporaryDirectory(prefix="evalkit-") as folder:
            until = _tables_between(study, (last - (cohort - last), last), Path(folder))
            found |= _by_earlier_change(study, questions, (last, cohort), until)
    return tuple(found.values())


@dataclass(frozen=True, slots=True)
class _Between:
    """A folder with tables of some years: where it is, what they are called, and the years of those with results."""

    folder: Path
    years: frozenset[int]
    names: frozenset[str]


def _tables_between(study: Study, ends: tuple[int, int], folder: Path) -> _Between:
    """Copy the tables of some years; one that can hold a later result, or does not say its years, is not copied."""
    years: set[int] = set()
    names: set[str] = set()
    for name, path, entry in tables_of_study(study):
        told, results = years_of_file(name, entry), may_hold_outcomes(path, entry)
        outside = bool(told) and (max(told) > ends[1] or min(told) < ends[0])
        if outside or (results and not told):
            continue
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        with path.open("rb") as opened, target.open("wb") as copy:
            shutil.copyfileobj(opened, copy)
        names.add(name)
        years |= set(told) if results else set()
    return _Between(folder, frozenset(years), frozenset(names))


def _by_earlier_change(
    study: Study, questions: list[Question], asked: tuple[int, int], between: _Between
) -> dict[str, Noticeable]:
    """Return what each question would notice by the longest change before its baseline that the tables give."""
    last = asked[0]
    found: dict[str, Noticeable] = {}
    reasons: dict[str, str] = {}
    for first in sorted(between.years - {last}) if last in between.years else ():
        left = [question for question in questions if question.id not in found]
        evaluation, refused = _evaluation(study, left, (first, last), between)
        reasons |= refused
        for question in left:
            if evaluation is None or question.id in refused:
                continue
            try:
                found[question.id] = _told(evaluation, question.id, (first, last), asked)
            except EvalkitError as refusal:
                reasons[question.id] = _why(refusal.faults)
    nothing = f"there is no table of an exam year before {academic_year(last)}"
    lacking = (question.id for question in questions if question.id not in found)
    return {**found, **{one: Noticeable(one, (), asked, None, reasons.get(one, nothing)) for one in lacking}}


def _told(evaluation: Evaluation, question: str, years: tuple[int, int], asked: tuple[int, int]) -> Noticeable:
    found = evaluation.detectable(question)
    assert isinstance(found, Detectable)
    choice = primary_by_rule(evaluation.comparison(question), MIN_SCHOOLS)
    told = None if found.refused else found
    return Noticeable(question, years, asked, told, found.refused, choice.name, choice.reason)


def _evaluation(
    study: Study, questions: list[Question], years: tuple[int, int], between: _Between
) -> tuple[Evaluation | None, dict[str, str]]:
    """Return the questions put to an earlier change, and why the rules of the years refuse some of them."""
    plan, faults = bind_study(_as_if(study, questions, years, between))
    refused = {one.id: _why(wrong) for one in plan.study.questions if (wrong := with_outcomes(plan, one, None)[1])}
    if faults or len(refused) == len(questions):
        return None, refused or {one.id: _why(faults) for one in questions}
    left = tuple(one for one in plan.study.questions if one.id not in refused)
    return Evaluation(bind_study(plan.study.model_copy(update={"questions": left}))[0]), refused


def _as_if(study: Study, questions: list[Question], years: tuple[int, int], between: _Between) -> Study:
    """Return the study with its questions put to an earlier change, without checks, on the tables of those years."""
    first, last = years
    when = study.years.model_copy(update={"cohort": last, "baseline": (first,), "others": ()})
    files = tuple(one for one in study.data.files if any(_named(name, one.file) for name in between.names))
    data = study.data.model_copy(update={"folder": str(between.folder), "files": files})
    return study.model_copy(update={"years": when, "data": data, "questions": tuple(map(_earlier, questions))})


def _earlier(question: Question) -> Question:
    options = {name: table for name, table in question.options.items() if name not in question.checks}
    years = {"cohort": None, "baseline": None, "averaged": ()}
    return question.model_copy(update={**years, "checks": (), "options": options})


def _asked(study: Study, question: Question) -> tuple[int, int]:
    what = estimand(study, question)
    return max(what.baseline), what.cohort


def _why(faults: Iterable[Fault]) -> str:
    return "; ".join(dict.fromkeys(fault.found for fault in faults))


def _named(name: str, file: str) -> bool:
    return name == file or name.endswith(f"/{file}")
