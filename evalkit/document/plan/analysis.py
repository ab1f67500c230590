"""The analysis: how sure, what would be noticed, checks and their rules, and what is said when."""

from __future__ import annotations

from collections.abc import Iterable

from evalkit.core.quantity import GRADES
from evalkit.document.parts import Bullets, Heading, Paragraph, Part, Table
from evalkit.document.plan.check_rules import check_rule
from evalkit.document.plan.plan_facts import Noticeable, PlanFacts, PlannedQuestion
from evalkit.inference.parts.primary import (
    FEWEST_AREAS_FOR_VARIANCES,
    FEWEST_PLACEBO_AREAS,
    MANY_AREAS,
    WHOLE_AREA,
)
from evalkit.report.block import Block
from evalkit.report.table_cells import Column, table_block
from evalkit.report.words import LARGE_IN_GRADES, Words, in_unit, listed, named, stopped, way
from evalkit.sensitivity import CHECKS

PLANNED = "planned"
# More questions than these are not named one by one.
MOST = 3
ALL, TARGETED = "all pupils", "targeted"
BALANCE = (
    "How alike both sides are before the start is shown for every figure that is matched on or listed beside, before "
    "and after matching, in standard deviations of schools. It is not tested."
)
MISSING = (
    "No missing figure is filled in. A school without a figure that its question needs is left out, and counted with "
    "the reason: hidden by the publisher, not published, or no such school that year. Where so many are missing that "
    "the question cannot be answered, the report says so in its place."
)
COMPLIANCE = (
    "Every school of the programme counts, whatever it took up. How much of a course came after the start is shown "
    "beside the answer; what it did for those alone who took part is not estimated from public tables."
)
CLUSTERS = (
    "Results are those of whole schools, so how alike pupils of one school are cannot be estimated. How much areas and "
    "schools vary is estimated from schools without the programme, and the report shows both."
)
EFFECT_SIZE = (
    "The difference is told in the unit of its outcome. Where the tables give the spread between pupils, what would be "
    "noticed is told in standard deviations of pupils too."
)
BEFORE = (
    "Worked out from schools without the programme and from tables up to the baseline alone; no table with later "
    "results was opened for it."
)
DEVIATIONS = (
    "Once the plan is locked, each run compares every question with it and prints what is no longer the same, with the "
    "day. A reason that the study file gives for another way of judging certainty than the design's own is printed "
    "beside the answer."
)


def analysis(facts: PlanFacts) -> list[Part]:
    """Return sample size, inference, checks, decision rules, several questions and deviations."""
    asked = facts.questions
    return [
        Heading(2, "Sample size: the smallest difference that would be noticed", "sample-size"),
        Paragraph(BEFORE),
        Table(_noticed(asked), "noticed"),
        *_lengths(asked),
        Heading(2, "Statistical analysis", "analysis"),
        Heading(3, "Primary outcome analysis", "analysis-primary"),
        *_inferences(one for one in asked if one.question.status == PLANNED),
        Heading(3, "Secondary and exploratory analyses", "analysis-exploratory"),
        *_inferences(one for one in asked if one.question.status != PLANNED),
        Heading(3, "The rule that chooses how certainty is judged", "analysis-rule"),
        *_rule(),
        Heading(3, "Subgroup analyses", "analysis-subgroups"),
        Paragraph(_subgroups(asked)),
        *_told("Imbalance at baseline", "analysis-balance", BALANCE),
        *_told("Missing data", "analysis-missing", MISSING),
        *_told("Compliance", "analysis-compliance", COMPLIANCE),
        *_told("Intra-cluster correlations", "analysis-clusters", CLUSTERS),
        *_told("Effect size calculation", "analysis-effect-size", EFFECT_SIZE),
        Heading(3, "Several questions", "analysis-several"),
        Paragraph(_several(asked)),
        Heading(2, "Additional analyses: how easily it could be wrong", "checks"),
        *_checks(asked),
        Heading(2, "Decision rules: what is said when", "decisions"),
        Bullets(_decisions(asked)),
        Heading(2, "Deviations from the plan", "deviations"),
        Paragraph(DEVIATIONS),
        *_departures(asked),
    ]


def _told(heading: str, place: str, text: str) -> list[Part]:
    return [Heading(3, heading, place), Paragraph(text)]


def _noticed(asked: Iterable[PlannedQuestion]) -> Block:
    rows = [{"question": one.question.id, **_of_one(one.notices)} for one in asked]
    columns = (
        Column("question", "Question"),
        Column("smallest", "Smallest difference noticed"),
        Column("power", "How often"),
        Column("schools", "Schools with the programme"),
        Column("years", "From the change between"),
    )
    return table_block("plan-noticed", "What each question would notice", columns, rows)


def _of_one(notices: Noticeable) -> dict[str, str]:
    words, found = Words(), notices.detectable
    if found is None:
        none = dict.fromkeys(("power", "schools", "years"), "does not apply")
        return {"smallest": f"cannot be said: {notices.refused.rstrip('.')}", **none}
    return {
        "smallest": words.size("smallest", found.smallest, found.unit),
        "power": f"{words.percent('power', found.power)} of the time",
        "schools": words.count("units", found.units),
        "years": words.years(notices.years),
    }


def _lengths(asked: Iterable[PlannedQuestion]) -> list[Part]:
    """Say so where the change looked at is over fewer years than that of the question."""
    told = [one.notices for one in asked if one.notices.years]
    shorter = [one.question for one in told if _length(one.years) < _length(one.asked)]
    if not shorter:
        return []
    who = "For every question that has a number" if len(shorter) > MOST else f"For {listed(shorter)}"
    return [
        Paragraph(
            f"{who} the change looked at is over fewer years than that of the question. Results move more over a "
            "longer time, so the difference that would be noticed can be larger than the one given."
        )
    ]


def _length(years: tuple[int, ...]) -> int:
    return years[1] - years[0]


def _inferences(asked: Iterable[PlannedQuestion]) -> list[Part]:
    rows = [
        {
            "question": one.question.id,
            "first": way(one.question.inference[0]) if one.question.inference else _by_rule(one),
            "beside": "; ".join(map(named, one.question.inference[1:])) or "none",
            "rule": _rule_says(one),
        }
        for one in asked
    ]
    if not rows:
        return [Paragraph("None.")]
    columns = (
        Column("question", "Question"),
        Column("first", "Believed first"),
        Column("beside", "Shown beside it"),
        Column("rule", "What the design's own rule says, by the tables up to the baseline"),
    )
    place = f"inference-{rows[0]['question']}"
    return [Table(table_block(f"plan-{place}", "How certainty is judged", columns, rows), place)]


def _by_rule(one: PlannedQuestion) -> str:
    first = one.notices.rule_primary
    return f"left to the design, which puts {way(first)} first" if first else "left to the design"


def _rule_says(one: PlannedQuestion) -> str:
    notices = one.notices
    if not notices.rule_reason:
        return "not worked out from the tables up to the baseline"
    first = f"{named(notices.rule_primary)} first. " if notices.rule_primary else ""
    return f"{first}{notices.rule_reason}"


def _rule() -> list[Part]:
    words = Words()
    few = words.count("fewest areas", FEWEST_AREAS_FOR_VARIANCES)
    many = words.count("areas that make clusters", MANY_AREAS)
    stand_ins = words.count("placebo areas", FEWEST_PLACEBO_AREAS)
    share = words.percent("whole area", WHOLE_AREA)
    return [
        Paragraph("The design decides by itself how certainty is judged, and sees no result for it:"),
        Bullets(
            (
                f"Fewer than {few} areas without the programme: the estimate describes and does not judge.",
                f"Schools in {many} areas or more, none of which weighs too much: areas are the clusters.",
                "Schools in several areas, but fewer or more unequal: how much areas and schools vary, learnt from "
                "schools without the programme.",
                f"Schools in one area, {share} of its schools or more, and {stand_ins} areas or more that could stand "
                "in its place: whole areas stand in its place.",
                "Fewer schools of one area: as many schools inside one other area stand in their place.",
                "Too few areas of that size: both variances judge.",
            )
        ),
    ]


def _subgroups(asked: Iterable[PlannedQuestion]) -> str:
    chosen = [one.question for one in asked if one.question.population != ALL or one.question.schools == TARGETED]
    groups = [f"{one.id} ({one.population}{', targeted schools' if one.schools == TARGETED else ''})" for one in chosen]
    if not groups:
        return "None is declared."
    return f"Each is a question of its own, not a cut of another: {listed(groups)}."


def _several(asked: tuple[PlannedQuestion, ...]) -> str:
    words = Words()
    planned = sum(one.question.status == PLANNED for one in asked)
    told = (
        f"{words.count('planned', planned, 'question is', 'questions are')} planned and "
        f"{words.count('exploratory', len(asked) - planned, 'is', 'are')} exploratory. Questions of one status are "
        "judged together: untreated areas are asked all of them, and the largest difference of an area is what the "
        "programme's must pass. Where there are no such areas, ranges are widened for the number of questions. The "
        "report says how many were asked."
    )
    return told[:1].upper() + told[1:]


def _checks(asked: Iterable[PlannedQuestion]) -> list[Part]:
    used: dict[str, list[str]] = {}
    for one in asked:
        for check in one.question.checks:
            used.setdefault(check, []).append(one.question.id)
    if not used:
        return [Paragraph("No check is declared, so nothing will be known of how easily an answer could be wrong.")]
    rules = {check: check_rule(check) for check in used}
    rows = [
        {"check": CHECKS.get(check).summary, "what": rules[check][0], "rule": rules[check][1], "of": ", ".join(of)}
        for check, of in used.items()
    ]
    columns = (
        Column("check", "Check"),
        Column("what", "What it estimates"),
        Column("rule", "When it holds, raises doubt, or could not tell"),
        Column("of", "Of the questions"),
    )
    told = "Each check is declared here, with the rule by which it is read. One that could not tell is not passed."
    block = table_block("plan-checks", "Every check and its rule", columns, rows)
    return [Paragraph(told), Table(block, "check-rules")]


def _decisions(asked: Iterable[PlannedQuestion]) -> tuple[str, ...]:
    words = Words()
    large = in_unit(words.bare("large", LARGE_IN_GRADES, GRADES), LARGE_IN_GRADES, GRADES)
    declared = [
        f"{one.question.id}: {words.size('of interest', one.question.smallest_of_interest, one.estimand.unit)}"
        for one in asked
        if one.question.smallest_of_interest is not None
    ]
    both = "A difference is said to be ruled out only if it was declared, and both one-sided tests say so"
    none = "No smallest difference of interest is declared (smallest_of_interest), so none is said to be ruled out."
    margin = f"{both} ({'; '.join(declared)})." if declared else none
    return (
        "The range leaves out 0: the outcome is said to have changed more, or less, than in the comparison, with the "
        "range in the same sentence.",
        "The range holds 0: “we cannot tell”. That says neither that there was nothing nor that schools were average.",
        "Another answer must stand beside it, because an area may have been picked for how it stood: a direction is "
        "said only if both ranges lie on one side of 0.",
        "Schools were chosen on a need that no table shows: a direction is said only if it stays under every "
        "assumption about that need.",
        "Several questions were asked: a direction is said only if the range that counts all of them leaves out 0.",
        margin,
        f"A difference of more than {large} is called larger than almost any that trials found.",
        "A check raises doubt: it is named beside the answer. The answer itself is not changed.",
        "The comparison, the tables or the rules of the years refuse a question: it keeps its place, with the reason.",
        "No sentence says that the programme was the cause: schools were not drawn by lot.",
    )


def _departures(asked: Iterable[PlannedQuestion]) -> list[Part]:
    told = tuple(stopped(f"{one.question.id}: {one.question.departs}") for one in asked if one.question.departs)
    return [Bullets(told)] if told else []
