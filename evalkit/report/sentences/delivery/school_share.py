"""The part of one school in the programme, in words."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from evalkit.records.delivery.school_share import SchoolShare
from evalkit.report.block import Block
from evalkit.report.words import Words, listed

PARTS = ("strands", "areas", "actions")
STATUSES = ("complete", "in progress", "overdue", "not started", "stopped")


def strands(result: SchoolShare) -> Block:
    """Strands taken up, and when the first began."""
    words = Words()
    if "activities" not in result.kept:
        return words.block("school-strands-said", "Who took part in what was not kept.")
    taken = [one for one in result.strands if one.days]
    if not taken:
        return words.block("school-strands-said", "Nobody of the school is in the register of any activity.")
    first = dt.date.fromisoformat(min(one.first for one in taken))
    return words.block(
        "school-strands-said",
        f"The school took part in {words.count('taken', len(taken))} of "
        f"{words.count('strands', len(result.strands), 'strand')}; the first day was {words.day('first', first)}.",
    )


def areas(result: SchoolShare) -> Block:
    """How many areas rose, stayed and fell between two reviews."""
    words = Words()
    if "reviews" not in result.kept:
        return words.block("school-areas-said", "No ratings of reviews were kept.")
    if not result.areas:
        return words.block("school-areas-said", "No review of this school by anybody from outside is in the table.")
    twice = sum(one.last > 0 for one in result.areas)
    if not twice:
        return words.block(
            "school-areas-said",
            f"Outside reviewers judged {words.count('areas', len(result.areas), 'area')} once; there is no second "
            "judgement to set beside it.",
        )
    return words.block(
        "school-areas-said",
        f"Of {words.count('areas', twice, 'area')} that outside reviewers judged twice, "
        f"{words.count('rose', result.moved(1))} rose, {words.count('stayed', result.moved(0))} stayed and "
        f"{words.count('fell', result.moved(-1))} fell. The reviewers belonged to the programme.",
    )


def actions(result: SchoolShare) -> Block:
    """How many actions stand where."""
    words = Words()
    if "actions" not in result.kept:
        return words.block("school-actions-said", "No action plans were kept.")
    if not result.actions:
        return words.block("school-actions-said", "No action of this school is in the table.")
    counts = Counter(one.status for one in result.actions)
    told = listed(f"{words.count(status, counts[status])} {status}" for status in STATUSES if counts[status])
    return words.block(
        "school-actions-said", f"Of {words.count('actions', len(result.actions), 'action')} agreed: {told}."
    )
