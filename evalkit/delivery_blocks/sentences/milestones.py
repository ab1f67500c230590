"""How many milestones were reached on time."""

from __future__ import annotations

from evalkit.records.delivery.milestones import Milestones
from evalkit.report.block import Block
from evalkit.report.words import Words, listed

PARTS = ("milestones", "providers")


def milestones(result: Milestones) -> Block:
    """Milestones reached by their day, the latest of them, and how many nobody reached."""
    words = Words()
    known = [one for one in result.milestones if one.days_late is not None and not one.expected]
    on_time = sum((one.days_late or 0) <= 0 for one in known)
    text = (
        f"{words.count('on time', on_time)} of {words.count('milestones', len(result.milestones), 'milestone')} were "
        "reached by the day planned."
    )
    latest = max(known, key=lambda one: one.days_late or 0, default=None)
    if latest is not None and (latest.days_late or 0) > 0:
        days = words.count("days late", latest.days_late or 0, "day")
        text += f" The latest of those reached, “{words.repeat('milestone', latest.what)}”, came {days} late."
    waiting = len(result.milestones) - len(known)
    if waiting:
        verb = "is" if waiting == 1 else "are"
        text += f" {words.count('not reached', waiting)} {verb} not on record as reached."
    return words.block("milestones-answer", text)


def providers(result: Milestones) -> Block:
    """Providers that began late or had a milestone late, without adding one to another."""
    words = Words()
    late = [one.provider for one in result.providers if (one.start_late or 0) > 0 or one.late]
    total = words.count("providers", len(result.providers), "provider")
    if not late:
        return words.block("providers-answer", f"All {total} kept their days, as far as they are written down.")
    named = listed(words.repeat("provider", name) for name in late)
    return words.block(
        "providers-answer", f"Of {total}, {words.count('late', len(late))} began or delivered late: {named}."
    )
