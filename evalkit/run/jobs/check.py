"""Say what a study would do and what data it needs, and name at once everything that a run of it would refuse."""

from __future__ import annotations

import sys
from pathlib import Path

from evalkit.core.years import academic_year
from evalkit.evaluation.outcome_levels import of_areas
from evalkit.evaluation.planned.stamps import stamps_of
from evalkit.evaluation.plans import Plan, as_plain
from evalkit.evaluation.study_opening import inspect_plan
from evalkit.programme.kept import KeptTables
from evalkit.programme.reading import ProgrammeReading
from evalkit.records.plan_stamp import PlanStanding
from evalkit.report.sentences.plan_stamp import stamp
from evalkit.run.jobs.methods import unheard_entries
from evalkit.run.kept_tables import lines_of, read_kept_tables, where_shown
from evalkit.run.needs import needs
from evalkit.run.places import shown
from evalkit.run.shortfalls import foresight_of, print_lacking, print_lines
from evalkit.study.model import Question, Study
from evalkit.study.typed_numbers import typed_numbers
from evalkit.study.unobserved_need import need_of

EXPLORATORY = PlanStanding.EXPLORATORY


def check(study: str, *, data: Path | None) -> int:
    """Print the resolved plan in short, the data needed, and everything that a run would refuse, all at once."""
    inspected = inspect_plan(study, data)
    foresight = foresight_of(inspected)
    tables, shown_in = (
        read_kept_tables(inspected.plan.study) if inspected.plan else (ProgrammeReading(KeptTables()), None)
    )
    if inspected.plan is not None and not inspected.faults:
        standing = "something to mend" if foresight.faults or tables.faults else "nothing to mend"
        _print_plan(inspected.plan, tables.kept, standing)
        for typed in typed_numbers(inspected.plan.study.story):
            print(typed.note())
    for line in unheard_entries():
        print(line)
    print_lines("The programme's own tables", lines_of(tables))
    code = print_lacking(inspected, foresight, tables.faults)
    if shown_in is not None:
        print(f"\n{where_shown(shown_in)}", file=sys.stderr)
    return code


def _print_plan(plan: Plan, kept: KeptTables, standing: str) -> None:
    print(f"{plan.study.title} ({shown(plan.study.folder)}): {standing}\n")
    for line in _summary(plan):
        print(f"  {line}")
    print("\nData")
    for line in needs(plan, kept):
        print(f"  {line}")


def _summary(plan: Plan) -> list[str]:
    study = plan.study
    years = study.years
    baseline = " and ".join(academic_year(year) for year in years.baseline)
    beside = ", ".join(academic_year(year) for year in years.others)
    return [
        f"Programme: {study.programme.name}, {study.programme.place}, "
        f"{study.programme.starts:%d %B %Y} to {study.programme.ends:%d %B %Y}",
        f"Schools: {_schools(study)}",
        f"Contrast: {academic_year(years.cohort)} with {baseline}{f'; beside it {beside}' if beside else ''}",
        *(f"Sets aside: {override.rule} ({override.reason})" for override in years.overrides),
        *(line for question in study.questions for line in (*_question(question), *need_line(study, question))),
        f"Plan: {as_plain(plan)['digest']}",
        *(f"  {name}: {stamp(one).text}" for name, one in stamps_of(plan).items() if one.standing is not EXPLORATORY),
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
        f"  {question.outcome}, {question.population}, {_counted(question)}",
        f"  {question.design}, then {question.estimator}; how sure: "
        f"{', '.join(question.inference) or 'left to the design, as said below'}",
        f"  checks: {', '.join(question.checks) or 'none'}",
    ]


def need_line(study: Study, question: Question) -> list[str]:
    """Return the line that says of a question that its schools were chosen on an unseen need; none of any other."""
    if not need_of(study.selection, study.questions, question):
        return []
    said = "its schools were chosen on a need that no table shows: a range of answers is shown beside the estimate"
    selection = study.selection
    bound = selection.need_schools is not None or bool(selection.need_questions)
    return [f"  {said}{'' if bound else '; need_schools or need_questions in [selection] would say whose need it was'}"]


def _counted(question: Question) -> str:
    """Return what counts the same: each school, each authority, or each pupil."""
    if question.weighting == "pupils":
        return "counted by pupils"
    return f"each {'authority' if of_areas(question) else 'school'} counts the same"


JOB = check
