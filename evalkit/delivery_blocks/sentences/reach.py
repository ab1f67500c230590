"""Whom the programme reached, in sentences."""

from __future__ import annotations

import math

from evalkit.core.quantity import Unit
from evalkit.records.delivery.reach import ProgrammeReach
from evalkit.report.block import Block
from evalkit.report.words import Words

PARTS = ("reach", "attended")
HOURS = Unit("hours", 0)


def reach(result: ProgrammeReach) -> Block:
    """Teachers of maths who came, of how many, and their hours of those offered."""
    words = Words()
    text = f"{_came(result, words)}{_hours(result, words)}."
    return words.block("reach-answer", text)


def attended(result: ProgrammeReach) -> Block:
    """How many came to most of what was offered, who else came, and what nobody wrote down."""
    words = Words()
    share = words.percent("share", result.share)
    parts = [
        f"{words.count('mostly', result.mostly)} of the {words.count('teachers', result.teachers, 'teacher')} of maths "
        f"who came had at least {share} of the hours offered to them."
    ]
    if result.others:
        parts.append(f"{words.count('others', result.others, 'person', 'people')} of other roles came as well.")
    if result.elsewhere:
        people = words.count("elsewhere", result.elsewhere, "person", "people")
        parts.append(f"So did {people} of schools that the programme worked with but was not there to reach.")
    if result.without_hours:
        times = words.count("without hours", result.without_hours, "time", "times")
        parts.append(f"Somebody came in part {times} without a note of how long; no hours are counted for that.")
    return words.block("reach-attended", " ".join(parts))


def _came(result: ProgrammeReach, words: Words) -> str:
    schools = words.count("schools", result.schools, "school")
    if result.counted == result.schools and not result.overfull:
        posts = words.count("posts", result.posts)
        teachers = words.count("teachers", result.teachers)
        return f"{teachers} of {posts} teachers of maths in {schools} came to at least one session"
    teachers = words.count("teachers", result.teachers, "teacher")
    if result.counted < result.schools:
        known = words.count("counted", result.counted) if result.counted else "none"
        return (
            f"{teachers} of maths came to at least one session, from {_from(result, words)} (how many teach maths "
            f"was written down in {known} of {schools})"
        )
    posts = words.count("posts", result.posts)
    return (
        f"{teachers} of maths came to at least one session, from {_from(result, words)} (people left and came: the "
        f"departments held {posts} at their largest)"
    )


def _from(result: ProgrammeReach, words: Words) -> str:
    if result.reached == result.schools:
        return words.count("schools", result.schools, "school")
    return f"{words.count('reached', result.reached)} of {words.count('schools', result.schools, 'school')}"


def _hours(result: ProgrammeReach, words: Words) -> str:
    if math.isnan(result.hours):
        return ""
    had, offered = words.number("hours", result.hours, HOURS), words.number("offered", result.offered, HOURS)
    return f"; on average each who came had {had} hours of the {offered} offered"
