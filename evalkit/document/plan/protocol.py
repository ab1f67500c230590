"""The protocol: why, what was done, for whom, who decides what, and what a person has to add."""

from __future__ import annotations

from evalkit.document.parts import Heading, Paragraph, Part, Table
from evalkit.document.plan.plan_facts import PlanFacts
from evalkit.report.table_cells import Column, table_block
from evalkit.report.verbs import sentence, table

OPEN = "Left to a person"
NO_DATA = (
    "All tables are published figures of schools or authorities; no record of a pupil or a teacher is read, and none "
    "is kept. Figures that the publisher hides stay hidden."
)
INVENTED = "The tables are invented, so nobody stands behind any figure. Real ones need this part to be written anew."
OWN_DATA = (
    "The study maps tables of its own. Whoever holds them says on which lawful basis they may be used, for how long "
    "and by whom; evalkit writes no row of them anywhere."
)
# What a study file has no place for: heading, what is asked, who can answer.
PEOPLE = (
    (
        "Ethics and registration",
        "ethics",
        "which committee looked at the evaluation, on which day, and where it is registered",
        "the lead of the evaluation",
    ),
    (
        "Personnel and independence",
        "personnel",
        "who writes the report, who runs the analysis, and what part each of them had in the programme",
        "the lead of the evaluation and the lead of the programme, each for their own",
    ),
    (
        "Risks",
        "risks",
        "what could stop the evaluation or bend it, and what is done about it",
        "the lead of the evaluation",
    ),
)
NOT_HERE = (
    (
        "Implementation and process evaluation",
        "implementation",
        "which sessions, visits and interviews show what was delivered; dates, hours and attendance by school",
        "the organisation that led the programme",
    ),
    (
        "Cost evaluation",
        "cost",
        "spending by school and year, and the time of teachers",
        "the organisation that led the programme",
    ),
)


def protocol(facts: PlanFacts) -> list[Part]:
    """Return the parts of the protocol that come before the questions."""
    study = facts.study
    return [
        Heading(2, "Study rationale and background", "background"),
        Paragraph(sentence(study, "programme").text),
        Table(table(study, "programme"), "background-programme"),
        Heading(2, "Intervention", "intervention"),
        *([Table(table(study, "components"), "intervention-strands")] if study.components else [_strands()]),
        Heading(2, "Participant selection", "participants"),
        Table(table(study, "schools"), "participants-schools"),
        Table(table(study, "selection"), "participants-selection"),
        Paragraph(sentence(study, "selection").text),
        Heading(3, "Comparison schools", "participants-comparison"),
        Table(table(study, "donors"), "participants-donors"),
    ]


def left_to_people(facts: PlanFacts) -> list[Part]:
    """Return what the study file has no place for, and who can say it; and what follows for data protection."""
    parts: list[Part] = []
    for heading, place, asked, who in (*NOT_HERE, *PEOPLE):
        parts += [Heading(2, heading, place), Paragraph(f"{OPEN}: {asked}. Who can say it: {who}.")]
    mapped = any(entry.columns for entry in facts.study.data.files)
    owner = facts.study.data.attribution
    return [
        *parts,
        Heading(2, "Data protection", "data-protection"),
        Paragraph(INVENTED if facts.study.data.synthetic else OWN_DATA if mapped else NO_DATA),
        *([Paragraph(f"Owner of the tables, as the study file says: {owner}.")] if owner else []),
        Heading(2, "Timeline", "timeline"),
        _timeline(facts),
    ]


def _strands() -> Paragraph:
    return Paragraph(f"{OPEN}: the strands of the programme. The key is [[components]] in study.toml.")


def _timeline(facts: PlanFacts) -> Table:
    what = facts.study.programme
    rows = [
        (what.starts, "First day of the programme"),
        *((wave.starts, f"Start of the wave {wave.name}") for wave in facts.study.schools.waves),
        (what.ends, "Last day of the programme"),
        *((one.public_by, f"Results in {one.file} public by") for one in facts.files if one.public_by),
        *((plan.day, "Plan locked") for plan in facts.locked),
        *((plan.deposited, "Plan deposited") for plan in facts.locked if plan.deposited),
        (facts.written, "This page written"),
    ]
    columns = (Column("day", "Day"), Column("what", "What"))
    told = [{"day": f"{day.day} {day:%B %Y}", "what": words} for day, words in sorted(rows, key=lambda row: row[0])]
    return Table(
        table_block("plan-timeline", "Days of the programme, its results and this plan", columns, told), "days"
    )
