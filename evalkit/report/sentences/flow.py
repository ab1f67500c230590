"""Who was lost on the way."""

from __future__ import annotations

from evalkit.report.block import Block
from evalkit.report.words import Words
from evalkit.tables.flow import Flow, Step

GROUPS = {
    "all": "Of all schools",
    "programme": "Of the schools studied",
    "comparison": "Of possible comparison schools",
}


def flow(result: Flow) -> Block:
    """For each group: how many began, how many are in, and the most frequent reason for leaving."""
    words = Words()
    groups = [group for group in GROUPS if any(_counts(step, group) for step in result.steps)]
    groups = [group for group in groups if group != "all"] or groups
    clauses = [_clause(words, group, [step for step in result.steps if _counts(step, group)]) for group in groups]
    text = " ".join(clauses) if clauses else "No school was counted yet."
    return words.block("flow", text)


def _counts(step: Step, group: str) -> bool:
    return step.unit == "schools" and step.group == group


def _clause(words: Words, group: str, steps: list[Step]) -> str:
    began, ended = steps[0].entered, steps[-1].left
    opening = f"{GROUPS[group]}, {words.count('entered', began)} came in and {words.count('left', ended)} went on"
    reasons: dict[str, int] = {}
    for step in steps:
        for reason, count in step.by_reason():
            reasons[reason] = reasons.get(reason, 0) + count
    if not reasons:
        return f"{opening}; none was lost."
    reason, count = max(reasons.items(), key=lambda item: (item[1], item[0]))
    only = "the reason" if len(reasons) == 1 else "the most frequent reason"
    return (
        f"{opening}; {only} for leaving was “{words.repeat('flow', reason)}” ({words.count('lost', count, 'school')})."
    )
