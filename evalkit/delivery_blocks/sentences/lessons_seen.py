"""Which features of mastery were seen clearly, in words."""

from __future__ import annotations

from evalkit.records.delivery.lessons_seen import LessonsSeen, SeenFeature
from evalkit.report.block import Block
from evalkit.report.words import Words, listed

PARTS = ("lessons_seen", "spread")
NOT_BY_LOT = "Who came chose when, and teachers knew that somebody would: these are not lessons drawn by lot."


def lessons_seen(result: LessonsSeen) -> Block:
    """The features seen clearly most and least often in schools' last term, beside their first."""
    words, last, first = Words(), _of(result, "last term"), _of(result, "first term")
    seen = words.count("lessons", result.lessons, "lesson")
    verb = "was" if result.lessons == 1 else "were"
    opening = f"{seen} in {words.count('schools', result.schools, 'school')} {verb} seen."
    if not last:
        return words.block("lessons-seen", f"{opening} No school was seen in two terms.")
    ordered = sorted(last.values(), key=lambda row: -row.clearly / row.lessons)
    most, least = ordered[0], ordered[-1]
    answer = f"In schools' last term, {_said(words, most, first)}"
    answer += f"; least often, {_said(words, least, first)}." if least is not most else "."
    return words.block("lessons-seen", f"{answer}\n\n{opening} {NOT_BY_LOT}")


def spread(result: LessonsSeen) -> Block:
    """In how many year groups of departments each feature was clear at least once in schools' last term."""
    words = Words()
    known = [row for row in _of(result, "last term").values() if row.years_seen]
    if not known:
        return words.block("lessons-seen-spread", "In which year groups each feature was seen is not recorded.")
    told = listed(
        f"{_lower(row.feature)} in {words.count('clear', row.years_clear)} of {words.count('seen', row.years_seen)}"
        for row in known
    )
    return words.block(
        "lessons-seen-spread",
        f"Over the year groups seen in each school's last term, these were clear in at least one lesson: {told}.",
    )


def _of(result: LessonsSeen, when: str) -> dict[str, SeenFeature]:
    return {row.feature: row for row in result.ends if row.where == when and row.lessons}


def _said(words: Words, row: SeenFeature, first: dict[str, SeenFeature]) -> str:
    text = (
        f"{_lower(row.feature)} was clear in {words.count('clearly', row.clearly)} of "
        f"{words.count('of lessons', row.lessons, 'lesson')}"
    )
    before = first.get(row.feature)
    if before is None:
        return text
    return (
        f"{text} (in their first, {words.count('clearly first', before.clearly)} of "
        f"{words.count('of lessons first', before.lessons)})"
    )


def _lower(name: str) -> str:
    return f"{name[:1].lower()}{name[1:]}"
