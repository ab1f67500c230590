"""Groups of pupils: the questions about whole authorities, told together."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from evalkit.design.parts.whole_areas import reach
from evalkit.evaluation.outcome_levels import of_areas
from evalkit.evaluation.plans import Plan, estimand, programme_of
from evalkit.evaluation.tables import Tables
from evalkit.findings.finding import Finding, Unanswered
from evalkit.findings.groups import EVERYONE, GroupAnswer, Groups
from evalkit.measures import MEASURES
from evalkit.records.description import Trends


def groups_of(
    plan: Plan,
    tables: Tables,
    finding: Callable[[str], Finding],
    trends: Callable[[str], Trends],
    refused: Mapping[str, Unanswered],
) -> Groups:
    """Return what can be said of groups of pupils.

    Parameters
    ----------
    plan : Plan
        The study with every method bound.
    tables : Tables
        What its tables hold.
    finding, trends : callable
        The stations of one question.
    refused : mapping of str to Unanswered
        Questions that cannot be answered, by their id.
    """
    study = plan.study
    asked = [question for question in study.questions if of_areas(question)]
    by_school = [one for one in study.questions if one not in asked and not one.population.startswith(EVERYONE)]
    base = max(study.years.baseline)
    found = reach(tables.panel, programme_of(study, tables.panel), base)
    first = max(estimand(study, asked[0]).baseline) if asked else base
    return Groups(
        answers=tuple(
            GroupAnswer(finding(question.id), trends(question.id), MEASURES.get(question.outcome).proxy_for)
            for question in asked
            if question.id not in refused
        ),
        by_school=tuple(finding(question.id) for question in by_school if question.id not in refused),
        place=study.programme.place,
        area_names=found.area_names,
        schools=found.schools,
        of_schools=found.of_schools,
        share=found.share,
        whole=found.whole,
        years_before=tuple(year for year in tables.area_years if year <= first),
        synthetic=study.data.synthetic,
        unanswered=tuple(refused[question.id] for question in (*asked, *by_school) if question.id in refused),
    )
