"""What became of the actions agreed, in words."""

from __future__ import annotations

import datetime as dt

from evalkit.records.delivery.actions import ActionPlans
from evalkit.report.block import Block
from evalkit.report.words import Words, listed

PARTS = ("actions",)


def actions(result: ActionPlans) -> Block:
    """Actions done, in time and late, and where the others stand."""
    words, every = Words(), result.overall
    done = [(every.in_time, "in time"), (every.late, "late"), (every.undated, "on a day that is not recorded")]
    others = [
        (every.overdue, "overdue"),
        (every.running, "in progress"),
        (every.not_started, "not started"),
        (every.stopped, "stopped"),
    ]
    told = listed(f"{words.count(name, count)} {name}" for count, name in done if count)
    text = (
        f"Of {words.count('agreed', every.agreed, 'action')} that {words.count('schools', result.schools, 'school')} "
        f"agreed after their reviews, {words.count('complete', every.complete)} "
        f"{'was' if every.complete == 1 else 'were'} done{f': {told}' if told else ''}."
    )
    waiting = listed(f"{words.count(name, count)} {name}" for count, name in others if count)
    if waiting:
        day = words.day("counted on", dt.date.fromisoformat(result.counted_on))
        text += f" The others stood so on {day}: {waiting}."
    return words.block("actions", text)
