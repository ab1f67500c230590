"""Which features of mastery were seen clearly, in words."""

from __future__ import annotations

from evalkit.records.delivery.lessons_seen import LessonsSeen, SeenFeature
from evalkit.report.block import Block
from evalkit.report.words import Words, listed

PARTS = ("lessons_seen", "spread")


def lessons_seen(result: LessonsSeen) -> Block:
    """The features seen clearly most and least often in the last term, beside the first."""
    words, last = Words(), _of_term(result, result.terms[-1])
    seen = words.count("lessons", result.lessons, "lesson")
    opening = f"{seen} in {words.count('schools', result.schools, 'school')} were seen."
    if not last:
        return words.block("lessons-seen", f"{opening} Nobody wrote which features they showed.")
    ordered = sorted(last.values(), key=lambda row: -row.clearly / row.lessons)
    before = _of_term(result, result.terms[0]) if len(result.terms) > 1 else {}
    most, least = ordered[0], ordered[-1]
    parts = [
        opening,
        f"In {words.repeat('term', most.where)}, {_said(words, most, before)}"
        + (f"; least often, {_said(words, least, before)}." if least is not most else "."),
        "Who came chose when, and teachers knew that somebody would: these are not lessons drawn by lot.",
    ]
    return words.block("lessons-seen", " ".join(parts))


def spread(result: LessonsSeen) -> Block:
    """In how many year groups of departments each feature was clear at least once in the last term."""
    words = Words()
    known = [row for row in _of_term(result, result.terms[-1]).values() if row.years_seen]
    if not known:
        return words.block("lessons-seen-spread", "Year groups of the lessons seen are not recorded.")
    told = listed(
        f"{_lower(row.feature)} in {words.count('clear', row.years_clear)} of {words.count('seen', row.years_seen)}"
        for row in known
    )
    return words.block(
        "lessons-seen-spread",
        f"Over year groups of single schools seen in {words.repeat('term', result.terms[-1])}, these were clear in at "
        f"least one lesson: {told}.",
    )


def _of_term(result: LessonsSeen, term: str) -> dict[str, SeenFeature]:
    return {row.feature: row for row in result.by_term if row.where == term and row.lessons}


def _said(words: Words, row: SeenFeature, before: dict[str, SeenFeature]) -> str:
    text = (
        f"{_lower(row.feature)} was clear in {words.count('clearly', row.clearly)} of "
        f"{words.count('of lessons', row.lessons, 'lesson')}"
    )
    first = before.get(row.feature)
    if first is None:
        return text
    return (
        f"{text} (in {words.repeat('term', first.where)}, {words.count('clearly first', first.clearly)} of "
        f"{words.count('of lessons first', first.lessons)})"
    )


def _lower(name: str) -> str:
    return f"{name[:1].lower()}{name[1:]}"
