"""What was learnt: how many points, and each with its evidence."""

from __future__ import annotations

from collections.abc import Sequence

from evalkit.findings.finding import Finding
from evalkit.records.delivery.lessons import Lesson, Lessons
from evalkit.records.delivery.record import DeliveryRecord
from evalkit.report.block import Block
from evalkit.report.invented_rows import OPENING
from evalkit.report.verbs import sentence
from evalkit.report.words import STORY, Words, ended, listed, stopped

PARTS = ("answer", "worked", "differently", "continues", "front_worked", "front_change", "front_continues")
WORKED, DIFFERENTLY, CONTINUES = "worked", "differently", "continues"
COUNTED = ((WORKED, "that worked"), (DIFFERENTLY, "to do differently"), (CONTINUES, "to continue"))
PUBLISHED = "They are those of the programme's own report, unless a point says that these tables brought it up."
DRAWN = "These tables brought it up."
VIEW = "the project's view"
# How many of each kind the front page has room for.
ON_FRONT = 3
CHANGES_ON_FRONT = 2
# A line of the front page has room for so many.
FEW_WORDS = 9


def answer(result: Lessons) -> Block:
    """How many points of each kind, and how many rest on more than a view."""
    words = Words()
    told = [f"{words.count(kind, len(result.of(kind)))} {what}" for kind, what in COUNTED if result.of(kind)]
    shown = sum(one.evidence.result is not None or one.evidence.rows > 0 for one in result.lessons)
    points = words.count("points", len(result.lessons), "point")
    backed = _backed(words, shown, len(result.lessons))
    return words.block(
        "lessons-answer",
        f"The programme sets down {points}: {listed(told)}. {backed}\n\n{PUBLISHED}",
    )


def _backed(words: Words, shown: int, every: int) -> str:
    if shown == every:
        return "Each names figures or records as its evidence."
    if not shown:
        return "All are the project's view; none names figures or records."
    backed = f"{words.count('with evidence', shown)} of them {'names' if shown == 1 else 'name'} figures or records"
    return f"{backed} as evidence; the others are the project's view."


def worked(result: Lessons) -> Block:
    """What worked."""
    return _section("lessons-worked", result.of(WORKED))


def differently(result: Lessons) -> Block:
    """What should be done differently."""
    return _section("lessons-differently", result.of(DIFFERENTLY))


def continues(result: Lessons) -> Block:
    """What continues."""
    return _section("lessons-continues", result.of(CONTINUES))


def front_worked(result: Lessons) -> Block:
    """The best supported of what worked, in short."""
    return _front("front-worked", result.of(WORKED), ON_FRONT)


def front_change(result: Lessons) -> Block:
    """The best supported of what to do differently, in short."""
    return _front("front-change", result.of(DIFFERENTLY), CHANGES_ON_FRONT)


def front_continues(result: Lessons) -> Block:
    """The best supported of what continues, in short."""
    return _front("front-continues", result.of(CONTINUES), ON_FRONT)


def pointer(words: Words, lesson: Lesson) -> str:
    """Return where the evidence of a lesson stands, in the words of what it names; what is invented says so."""
    shown = lesson.evidence
    if not shown.about:
        return f"This is {VIEW}{f', as {_says(words, lesson)}' if lesson.says else ''}."
    mark = ", invented" if shown.invented else ""
    return f"(Evidence: {words.repeat('evidence', shown.about)}{mark}.)"


def evidence_words(words: Words, lesson: Lesson) -> str:
    """Return what the evidence of a lesson shows, in its own words; an invented example says so."""
    shown = lesson.evidence
    if isinstance(shown.result, DeliveryRecord | Finding):
        block = sentence(shown.result)
        said = block.text.removeprefix(OPENING)
        first = said.split("\n\n")[0].split(". ")[0]
        text = ended(words.repeat("evidence", first))
        return f"{OPENING}{text}" if block.text.startswith(OPENING) else text
    if shown.result is not None:
        return "The question was not answered."
    if shown.rows:
        rows = words.count("rows of evidence", shown.rows, "row")
        text = f"Recorded in {rows} of “{words.repeat('evidence', shown.about)}”."
        return f"{OPENING}{text}" if shown.invented else text
    return f"This is {VIEW}{f', as {_says(words, lesson)}' if lesson.says else ''}."


def _says(words: Words, lesson: Lesson) -> str:
    return f"told by {words.repeat('who says so', lesson.says)}"


def _section(identifier: str, lessons: Sequence[Lesson]) -> Block:
    words = Words()
    return words.block(identifier, "\n".join(f"- {_point(words, one)}" for one in lessons))


def _point(words: Words, lesson: Lesson) -> str:
    where = f" ({words.count('schools', lesson.schools, 'school')})" if lesson.schools else ""
    said = words.repeat(STORY, lesson.lesson).rstrip(".")
    drawn = "" if lesson.published else f" {DRAWN}"
    return f"{stopped(said + where)}{drawn} {pointer(words, lesson)}"


def _front(identifier: str, lessons: Sequence[Lesson], most: int) -> Block:
    words = Words()
    best = sorted(lessons, key=_rank)[:most]
    return words.block(identifier, "\n".join(f"- {stopped(words.repeat(STORY, one.lesson))}" for one in best))


def _rank(lesson: Lesson) -> tuple[bool, bool]:
    """Order what names figures or records before views, and what is said in few words before what takes many."""
    return lesson.evidence.result is None and not lesson.evidence.rows, len(lesson.lesson.split()) > FEW_WORDS
