"""Name all faults of a study at once; when there are none, say what it would do and what data it needs."""

from __future__ import annotations

from pathlib import Path

from evalkit.core.years import academic_year
from evalkit.evaluation.evaluation import Evaluation
from evalkit.evaluation.opening import open_study
from evalkit.run.jobs.methods import unheard_entries
from evalkit.run.needs import needs
from evalkit.run.places import shown
from evalkit.study.model import Question, Study


def check(study: str, *, data: Path | None) -> int:
    """Print that there is nothing to mend, the resolved plan in short, and the data needed."""
    evaluation = open_study(study, data=data)
    found = evaluation.study
    print(f"{found.title} ({shown(found.folder)}): nothing to mend\n")
    for line in _summary(evaluation):
        print(f"  {line}")
    print("\nData")
    for line in needs(found):
        print(f"  {line}")
    for line in unheard_entries():
        print(line)
    return 0


def _summary(evaluation: Evaluation) -> list[str]:
    study = evaluation.study
    plan = evaluation.plan()
    years = study.years
    baseline = " and ".join(academic_year(year) for year in years.baseline)
    beside = ", ".join(academic_year(year) for year in years.others)
    return [
        f"Programme: {study.programme.name}, {study.programme.place}, "
        f"{study.programme.starts:%d %B %Y} to {study.programme.ends:%d %B %Y}",
        f"Schools: {_schools(study)}",
        f"Contrast: {academic_year(years.cohort)} with {baseline}{f'; beside it {beside}' if beside else ''}",
        *(f"Sets aside: {override.rule} ({override.reason})" for override in years.overrides),
        *(line for question in study.questions for line in _question(question)),
        f"Plan: {plan['digest']}",
    ]


def _schools(study: Study) -> str:
    rule = study.schools.rule
    if rule is not None:
        return f"every mainstream state school of {', '.join(rule.areas)}"
    targeted = sum(school.role == "targeted" for school in study.schools.list)
    return f"{len(study.schools.list)} listed{f', {targeted} of them targeted' if targeted else ''}"


def _question(question: Question) -> list[str]:
    return [
        f"Question {question.id} ({question.status}): {question.asks}",
        f"  {question.outcome}, {question.population}, weighted by {question.weighting}",
        f"  {question.design}, then {question.estimator}; how sure: {', '.join(question.inference)}",
        f"  checks: {', '.join(question.checks) or 'none'}",
    ]


JOB = check
