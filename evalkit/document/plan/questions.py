"""What is asked and how it is compared: estimands, designs with every option, outcomes and their years."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from evalkit.core.years import academic_year
from evalkit.design import DESIGNS
from evalkit.document.parts import Heading, Paragraph, Part, Table
from evalkit.document.plan.plan_facts import PlanFacts, PlannedQuestion
from evalkit.estimators import ESTIMATORS
from evalkit.report.block import Block
from evalkit.report.table_cells import Column, table_block
from evalkit.report.verbs import table
from evalkit.report.words import brief, listed, named

SUMMARY = {
    ("school", "schools"): "mean difference over the schools, each counting once",
    ("school", "pupils"): "mean difference over the schools, counting by their pupils",
    ("area", "schools"): "difference of the authority",
    ("area", "pupils"): "difference of the authority",
}
PLANNED = "planned"
UNSET: tuple[object, ...] = ("", None, (), [], {})


def questions(facts: PlanFacts) -> list[Part]:
    """Return research questions, estimands, designs and outcome measures."""
    return [
        Heading(2, "Research questions and estimands", "questions"),
        Paragraph("What is estimated is said before anything is: for whom, of what, against whom, when and how told."),
        Table(_estimands(facts.questions), "estimands"),
        Heading(2, "Design", "design"),
        *_designs(facts.questions),
        Paragraph(
            "Every option of every method is listed at the end, those that the study file leaves to the method too."
        ),
        Heading(2, "Outcome measures", "outcomes"),
        Table(_outcomes(facts.questions), "outcome-years"),
        *([Table(table(facts.study, "overrides"), "outcome-overrides")] if facts.study.years.overrides else []),
    ]


def every_option(facts: PlanFacts) -> list[Part]:
    """Return every option of every method, one table for each question."""
    return [
        Heading(2, "Every option, defaults filled in", "options"),
        *(Table(_options(one), f"options-{one.question.id}") for one in facts.questions),
    ]


def _estimands(asked: Iterable[PlannedQuestion]) -> Block:
    rows = [
        {
            "question": f"{one.question.id} ({one.question.status}): {one.question.asks}",
            "population": _whose(one),
            "treatment": "the programme, from its first day, whatever of it a school took up",
            "comparator": DESIGNS.get(one.question.design).summary,
            "outcome": f"{one.estimand.label}, in {one.estimand.unit.name}",
            "timing": _timing(one),
            "summary": SUMMARY[one.estimand.level, one.estimand.weighting],
        }
        for one in asked
    ]
    columns = (
        Column("question", "Question"),
        Column("population", "Population"),
        Column("treatment", "Treatment"),
        Column("comparator", "Comparator"),
        Column("outcome", "Outcome"),
        Column("timing", "Timing"),
        Column("summary", "Summary measure"),
    )
    return table_block("plan-estimands", "What each question estimates", columns, rows)


def _whose(one: PlannedQuestion) -> str:
    population = one.estimand.population
    if "school" in population:
        return population
    if one.estimand.level == "area":
        return f"{population} of the whole authority"
    return f"{population} of the {'targeted' if one.question.schools == 'targeted' else 'programme’s'} schools"


def _timing(one: PlannedQuestion) -> str:
    after = listed(academic_year(year) for year in one.estimand.after())
    return f"{after}, less {listed(academic_year(year) for year in one.estimand.baseline)}"


def _designs(asked: Iterable[PlannedQuestion]) -> list[Part]:
    rows = [
        {
            "question": one.question.id,
            "design": DESIGNS.get(one.question.design).summary,
            "on": _on(one.options[one.question.design]),
            "estimator": ESTIMATORS.get(one.question.estimator).summary,
        }
        for one in asked
    ]
    columns = (
        Column("question", "Question"),
        Column("design", "What makes the comparison fair"),
        Column("on", "By what"),
        Column("estimator", "How the difference is taken"),
    )
    return [Table(table_block("plan-designs", "The design of each question", columns, rows), "designs")]


def _on(options: Mapping[str, object]) -> str:
    said = [f"{named(name)}: {_words(value)}" for name, value in options.items() if value not in UNSET]
    return "; ".join(said)


def _outcomes(asked: Iterable[PlannedQuestion]) -> Block:
    rows = [
        {
            "question": one.question.id,
            "kind": "primary" if one.question.status == PLANNED else "exploratory",
            "outcome": one.estimand.label,
            "baseline": listed(academic_year(year) for year in one.estimand.baseline),
            "after": listed(academic_year(year) for year in one.estimand.after()),
            "beside": listed(_beside(one)) or "none",
        }
        for one in asked
    ]
    columns = (
        Column("question", "Question"),
        Column("kind", "Kind"),
        Column("outcome", "Outcome"),
        Column("baseline", "Baseline measure in"),
        Column("after", "Outcome in"),
        Column("beside", "Shown beside it, never averaged in"),
    )
    return table_block("plan-outcomes", "Outcomes, and the exam years in which they are looked at", columns, rows)


def _beside(one: PlannedQuestion) -> list[str]:
    used = {*one.estimand.baseline, *one.estimand.after()}
    years = {year for name, year, _ in one.looks if name == one.estimand.outcome and year is not None}
    return [academic_year(year) for year in sorted(years - used)]


def _options(one: PlannedQuestion) -> Block:
    rows = [
        {"method": named(method), "option": named(option), "value": _words(value)}
        for method, options in one.options.items()
        for option, value in options.items()
    ]
    rows = rows or [{"method": "all", "option": "none", "value": "no method of this question has an option"}]
    columns = (Column("method", "Method"), Column("option", "Option"), Column("value", "Value"))
    return table_block(f"plan-options-{one.question.id}", f"Options of {brief(one.question.asks)}", columns, rows)


def _words(value: object) -> str:
    if isinstance(value, Mapping):
        return " ".join(_words(inner) for inner in value.values() if inner not in ("", None))
    if isinstance(value, list | tuple):
        return ", ".join(map(_words, value)) or "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "none" if value in UNSET else named(str(value))
