"""The study as tables: what was done, for whom, and what was planned."""

from __future__ import annotations

import datetime as dt

from evalkit.core.years import academic_year
from evalkit.measures import MEASURES
from evalkit.report.block import Block
from evalkit.report.table_cells import Column, table_block
from evalkit.report.tables.report_words import words as words
from evalkit.report.words import brief, named
from evalkit.study.model import ChosenOn, Study, WrittenDonorRule
from evalkit.study.picked_area import AreaChosenOn

PICKED = {
    "area": "a whole area",
    "schools": "single schools",
    "volunteers": "schools that came forward",
    "unknown": "not declared",
}


def programme(study: Study) -> Block:
    """Name, place, fund, dates and aims."""
    what = study.programme
    aims = [("Aim", aim) for aim in what.aims]
    facts = [
        ("Programme", what.name),
        ("Place", what.place),
        ("Fund", what.fund),
        ("Started", _day(what.starts)),
        ("Ended", _day(what.ends)),
        *aims,
    ]
    return _facts("study-programme", "The programme", facts)


def components(study: Study) -> Block:
    """What was done, strand by strand."""
    rows = [
        {"name": one.name, "what": one.what, "for_whom": one.for_whom, "offered_to": one.offered_to}
        for one in study.components
    ]
    columns = (
        Column("name", "Strand"),
        Column("what", "What was done"),
        Column("for_whom", "For whom"),
        Column("offered_to", "Offered to"),
    )
    return table_block("study-components", "What the programme did", columns, rows)


def schools(study: Study) -> Block:
    """How many schools started when, by wave and role; no school is named."""
    members = study.schools.list
    starts = {wave.id: (wave.name, wave.starts) for wave in study.schools.waves}
    counts: dict[tuple[dt.date, str, str], int] = {}
    for school in members:
        name, when = starts.get(school.wave, ("All schools", study.programme.starts))
        key = (school.starts or when, name, school.role)
        counts[key] = counts.get(key, 0) + 1
    rows: list[dict[str, object]] = [
        {"wave": wave, "role": role, "starts": _day(day), "schools": count}
        for (day, wave, role), count in sorted(counts.items())
    ]
    if study.schools.rule is not None:
        areas = ", ".join(study.schools.rule.areas)
        rule = f"every mainstream state school of area {areas}"
        began = _day(study.programme.starts)
        rows.append({"wave": rule, "role": "participant", "starts": began, "schools": "by rule"})
    columns = (
        Column("wave", "Wave"),
        Column("role", "Role"),
        Column("starts", "Start"),
        Column("schools", "Schools (number)"),
    )
    return table_block("study-schools", "Schools by the time they started", columns, rows)


def selection(study: Study) -> Block:
    """Who chose the schools, when, how, on which figure, and who declined."""
    record = study.selection
    facts = [
        ("Chosen by", record.by),
        ("When", record.when),
        ("How", record.how),
        ("On which figure", record.figure),
        ("What was picked", PICKED[record.chose]),
        ("Rule on a published result", _chosen_on(record.chosen_on)),
        *((("Rule by which the area was picked", _area_rule(record.area_chosen_on)),) if record.area_chosen_on else ()),
        ("Declined", record.declined),
    ]
    if record.unobserved_need:
        facts.append(("Need that the data of comparison schools do not show", record.unobserved_need))
    return _facts("study-selection", "How the schools were selected", facts)


def questions(study: Study) -> Block:
    """What was asked, and whether before or after results could be seen."""
    rows = [
        {
            "id": one.id,
            "asks": one.asks,
            "status": one.status,
            "outcome": _outcome(one.outcome),
            "cohort": academic_year(one.cohort or study.years.cohort),
            "baseline": ", ".join(academic_year(year) for year in one.baseline or study.years.baseline),
            "inference": ", ".join(named(name) for name in one.inference) or "as the design calls for",
        }
        for one in study.questions
    ]
    columns = (
        Column("id", "Finding"),
        Column("asks", "Question"),
        Column("status", "Status in the study file"),
        Column("outcome", "Outcome"),
        Column("cohort", "Year"),
        Column("baseline", "Baseline"),
        Column("inference", "How sure, first way first"),
    )
    return table_block("study-questions", "The questions", columns, rows)


def asked(study: Study) -> Block:
    """The questions in short: what each asks, and whether it was planned."""
    rows = [{"asks": one.asks, "status": one.status} for one in study.questions]
    columns = (Column("asks", "Question"), Column("status", "Status in the study file"))
    return table_block("study-asked", "What was asked", columns, rows)


def overrides(study: Study) -> Block:
    """Rules of the years that the study sets aside."""
    rows = [{"rule": one.rule, "reason": one.reason} for one in study.years.overrides]
    rows = rows or [{"rule": "none", "reason": "all rules of the years are kept"}]
    columns = (Column("rule", "Rule set aside"), Column("reason", "Reason"))
    return table_block("study-overrides", "Rules of the years that this study sets aside", columns, rows)


def donors(study: Study) -> Block:
    """Who may serve as a comparison."""
    rules = study.donors
    rows = [{"rule": _donor_rule(one), "reason": one.reason} for one in rules.rules]
    if rules.exclude_areas:
        text = f"not in area {', '.join(rules.exclude_areas)}"
        rows.append({"rule": text, "reason": rules.reason})
    excluded = len(set(rules.exclude_schools) | set(study.excluded))
    if excluded:
        rows.append({"rule": f"not one of {excluded} schools listed in the study", "reason": rules.reason})
    rows.append({"rule": "not in an area of the programme", "reason": "practice may have spread to neighbours"})
    columns = (Column("rule", "A comparison school is"), Column("reason", "Reason"))
    return table_block("study-donors", "Who may serve as a comparison", columns, rows)


def _facts(identifier: str, title: str, facts: list[tuple[str, str]]) -> Block:
    rows = [{"what": what, "is": text} for what, text in facts]
    return table_block(identifier, title, (Column("what", "What"), Column("is", "Entry")), rows)


def _outcome(name: str) -> str:
    return brief(MEASURES.get(name).label) if name in MEASURES.names() else named(name)


def _day(day: dt.date) -> str:
    return f"{day.day} {day:%B} {day.year}"


def _chosen_on(rule: ChosenOn | None) -> str:
    if rule is None:
        return "none"
    what = f"{named(rule.variable)} in {academic_year(rule.year)}"
    bounds = [
        f"below {rule.below}" if rule.below is not None else "",
        f"at or above {rule.above}" if rule.above is not None else "",
        f"the {rule.lowest} lowest of the area" if rule.lowest is not None else "",
    ]
    return f"{what}: {' and '.join(bound for bound in bounds if bound)}"


def _area_rule(rule: AreaChosenOn) -> str:
    years = " and ".join(academic_year(year) for year in rule.years())
    averaged = ", the years averaged" if len(rule.years()) > 1 else ""
    what = f"mean of {named(rule.variable)} over the area's schools in {years}{averaged}"
    if rule.below is not None:
        return f"{what}: below {rule.below}"
    return f"{what}: among the {rule.lowest} lowest of {'its region' if rule.of == 'region' else rule.of}"


def _donor_rule(rule: WrittenDonorRule) -> str:
    year = f" in {academic_year(rule.year)}" if rule.year else ""
    bounds = [
        f"is {' or '.join(rule.among)}" if rule.among else "",
        f"at least {rule.at_least:g}" if rule.at_least is not None else "",
        f"at most {rule.at_most:g}" if rule.at_most is not None else "",
    ]
    return f"{named(rule.variable)}{year} {' and '.join(bound for bound in bounds if bound)}"
