"""The funnel of comparison schools: how many were left after each rule, said where none is left at the end."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from evalkit.core.errors import DesignError
from evalkit.records.analysis import Analysis

RULE = "outside a rule for comparison schools: "
MISSING = "a year or a fact is missing"
MIRRORED = "would not have been chosen by the same rule"


def refuse_nobody(analysis: Analysis, others: pd.Index, reasons: pd.Series, mirrored: int | None) -> None:
    """Refuse an analysis that leaves no comparison school, with the number left after each rule.

    Parameters
    ----------
    analysis : Analysis
        Its rules, in the order in which they were applied.
    others : Index
        Schools outside the programme.
    reasons : Series
        The reason for which each school was lost, by school; each is lost once, at the first rule that it fails.
    mirrored : int or None
        Schools left after the programme's own rule of selection; None where there is none.
    """
    steps = _steps(analysis, len(others), reasons)
    if mirrored is not None:
        steps.append((MIRRORED, mirrored))
    if steps[-1][1] > 0:
        return
    emptied = next(place for place, (_, left) in enumerate(steps) if left == 0)
    told = "".join(f" → {left:,} ({reason})" for reason, left in steps[1 : emptied + 1])
    whose = "authorities" if analysis.estimand.level == "area" else "schools"
    raise DesignError.one(
        where=f"question {analysis.question!r}, comparison schools",
        found=f"none of them is left: {steps[0][1]:,} {whose} outside the programme{told}",
        allowed=f"comparison {whose} that pass every rule",
        next=_next(analysis, steps, emptied, whose),
    )


def _steps(analysis: Analysis, outside: int, reasons: pd.Series) -> list[tuple[str, int]]:
    """Return each reason in the order of the rules, with the schools left after it; the first is all there were."""
    counts = reasons.value_counts()
    order = [f"{RULE}{rule.reason}" for rule in analysis.donors.rules]
    fixed = ["in an area of the programme", "area left out by the study", "school left out by the study"]
    known = [reason for reason in dict.fromkeys((*fixed, *order)) if reason in counts.index]
    lacking = int(counts.drop(known).sum())
    steps, left = [("", outside)], outside
    for reason, lost in (
        *((reason, int(counts[reason])) for reason in known),
        (MISSING, lacking),
    ):
        left -= lost
        if lost:
            steps.append((reason, left))
    return steps


def _next(analysis: Analysis, steps: Sequence[tuple[str, int]], emptied: int, whose: str) -> str:
    """Return what would bring some back: at the rule that took the last, or the one that took most before them."""
    if emptied == 0:
        return f"add tables of {whose} elsewhere"
    lost = {reason: steps[place - 1][1] - left for place, (reason, left) in enumerate(steps) if place}
    rules = {f"{RULE}{rule.reason}": rule.variable for rule in analysis.donors.rules}
    last = steps[emptied][0]
    blamed = last if last in rules else max(lost, key=lambda reason: lost[reason])
    if blamed in rules:
        return f"widen or take out the donor rule on {rules[blamed]}, which leaves out {lost[blamed]:,} {whose}"
    if blamed == MISSING:
        return f"add the tables that {lost[blamed]:,} {whose} lack, or choose other facts or years"
    if blamed == MIRRORED:
        return "widen the rule by which schools were chosen, or say in [selection] that none is to be mirrored"
    return f"leave fewer {whose} or areas out: this leaves out {lost[blamed]:,}"
