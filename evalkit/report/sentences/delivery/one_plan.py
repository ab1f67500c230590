"""Whether schools met one provider at a time, and whether the launch came first, in words."""

from __future__ import annotations

import datetime as dt

from evalkit.records.delivery.one_plan import OnePlan
from evalkit.report.block import Block
from evalkit.report.words import Words

PARTS = ("one_plan", "launch")


def one_plan(result: OnePlan) -> Block:
    """School-weeks with several providers, and schools that never had one."""
    words = Words()
    if not result.weeks:
        return words.block("one-plan", "No activity that a school met names its provider.")
    never = result.schools - result.schools_several
    text = (
        f"Schools met two or more providers in {words.count('several', result.weeks_several)} of "
        f"{words.count('weeks', result.weeks, 'week')} in which they met any; {words.count('never', never)} of "
        f"{words.count('schools', result.schools, 'school')} never met two in one week. Two providers in a week may "
        "follow one plan; the tables do not say."
    )
    return words.block("one-plan", text)


def launch(result: OnePlan) -> Block:
    """Whether a launch was held before anything else."""
    words = Words()
    if not result.launch:
        return words.block("one-plan-launch", "No launch is recorded.")
    held = dt.date.fromisoformat(result.launch)
    text = f"The launch was held on {words.day('launch', held)}"
    if not result.first:
        return words.block("one-plan-launch", f"{text}; no other activity is recorded.")
    first = dt.date.fromisoformat(result.first)
    side = "before" if held < first else "after" if held > first else "on the same day as"
    return words.block("one-plan-launch", f"{text}, {side} the first other activity on {words.day('first', first)}.")
