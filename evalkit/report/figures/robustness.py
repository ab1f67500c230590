"""All checks of a finding in one figure, on one axis, beside the plan's range."""

from __future__ import annotations

from functools import partial

from evalkit.findings.finding import Finding
from evalkit.report.block import Block
from evalkit.report.figures.parts.canvas import FigureHeading
from evalkit.report.figures.parts.scale import Scale, draw_scale, values_of
from evalkit.report.sentences.parts.other_plans import PlanPlace, other_plans, place_among_plans
from evalkit.report.sentences.parts.robustness_rows import row_groups
from evalkit.report.words import Words, brief, unit_heading

MESSAGES = {
    PlanPlace.HIGHEST: "Most other plans give less than the plan does",
    PlanPlace.LOWEST: "Most other plans give more than the plan does",
    PlanPlace.MIDDLE: "The plan's figure lies among those of other plans",
    PlanPlace.NOT_KNOWN: "Every check on one scale, beside the plan",
}
NOT_ASKED = "No check was asked for, so none is drawn beside the plan."
OFF_THE_SCALE = "What the checks show has no place on the scale of the estimate, so none is drawn beside the plan."


def robustness(finding: Finding) -> Block:
    """Every check on the scale of the estimate, for paper and anew for a phone; a sentence where none was asked."""
    scale = Scale(row_groups(finding), finding.estimate.unit)
    words, identifier = Words(), f"{finding.id}-robustness"
    if len(scale.groups) == 1:
        return words.block(identifier, OFF_THE_SCALE if finding.checks else NOT_ASKED, (finding.id,))
    heading = FigureHeading(MESSAGES[place_among_plans(finding)], _scope(finding))
    alt = _alt(finding, scale, words)
    values = values_of(scale)
    wide, small = draw_scale(scale, heading, phone=False), partial(draw_scale, scale, heading, phone=True)
    return wide.block(identifier, alt, values, words, (finding.id,), phone=small)


def _scope(finding: Finding) -> str:
    result = finding.estimate
    return f"Difference in {brief(result.outcome)}, {unit_heading(result.unit.difference())}; each row is one check"


def _alt(finding: Finding, scale: Scale, words: Words) -> str:
    result = finding.estimate
    unit, heading = result.unit.difference(), unit_heading(result.unit.difference())
    plan = scale.planned
    ends = ""
    if plan is not None and plan.judged:
        low, high = (
            words.number(f"interval {end}", value, unit) for end, value in (("low", plan.low), ("high", plan.high))
        )
        ends = f", with a range from {low} to {high}"
    values = [one.estimate for one in other_plans(finding)]
    others = ""
    if values:
        lowest, highest = (words.number("estimate under another plan", end, unit) for end in (min(values), max(values)))
        others = f" {words.count('other plans', len(values), 'other plan')} run from {lowest} to {highest}."
        if len(values) == 1:
            others = f" One other plan gives {lowest}."
    unfair = sum(row.less_fair for row in scale.rows)
    hollow = (
        f" {words.count('less fair', unfair, 'row')} {'is' if unfair == 1 else 'are'} hollow, less fair than planned."
        if unfair
        else ""
    )
    return (
        f"Interval plot of {words.count('rows', len(scale.rows), 'row')} under "
        f"{words.count('groups', len(scale.groups), 'heading')} on one scale of {heading}. The plan gives "
        f"{words.number('estimate', result.estimate, unit)}{ends}.{others}{hollow}"
    )
