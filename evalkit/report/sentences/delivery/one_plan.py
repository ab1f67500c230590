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
    """Schools that came to a launch before anything else."""
    words = Words()
    if not result.launch:
        return words.block("one-plan-launch", "No launch is recorded.")
    schools = result.launch_first + result.launch_later + result.launch_never
    text = (
        f"The first launch was held on {words.day('launch', dt.date.fromisoformat(result.launch))}. In "
        f"{words.count('launch first', result.launch_first)} of {words.count('schools', schools, 'school')} somebody "
        "came to a launch before the school met anything else; in "
        f"{words.count('launch later', result.launch_later)} only afterwards, and in "
        f"{words.count('launch never', result.launch_never)} never."
    )
    return words.block("one-plan-launch", text)
