"""What was seen in lessons, by term, school and observer, as tables."""

from __future__ import annotations

from collections.abc import Iterable

from evalkit.core.quantity import Unit
from evalkit.records.delivery.lessons_seen import LessonsSeen, SeenFeature
from evalkit.report.block import Block
from evalkit.report.table_cells import NOT_APPLICABLE, Column, table_block

PARTS = ("lessons_seen", "observers", "schools")
LESSONS = Unit("lessons", 0)
YEARS = Unit("year groups", 0)
SHARE = Unit("per cent", 0)


def lessons_seen(result: LessonsSeen) -> Block:
    """Lessons by feature and term."""
    return _shares("lessons-seen", "How clearly each feature was seen, by term", "Term", result.by_term, result.least)


def observers(result: LessonsSeen) -> Block:
    """Lessons by feature and why somebody was there."""
    title = "How clearly each feature was seen, by why somebody was there"
    return _shares("lessons-seen-observers", title, "Observer", result.by_observer, result.least)


def schools(result: LessonsSeen) -> Block:
    """In how many of the lessons of each school and term each feature was clear."""
    features = list(dict.fromkeys(row.seen.feature for row in result.by_school))
    columns = (
        Column("school", "School"),
        Column("term", "Term"),
        *(Column(feature, feature[:1].upper() + feature[1:]) for feature in features),
    )
    rows: dict[tuple[str, str], dict[str, object]] = {}
    for row in result.by_school:
        told = rows.setdefault((row.seen.where, row.term), {"school": row.seen.where, "term": row.term})
        told[row.seen.feature] = f"{row.seen.clearly} of {row.seen.lessons}" if row.seen.lessons else ""
    title = "In how many lessons each feature was clear, by school and term"
    note = "Of the lessons in which it could be judged."
    return table_block("lessons-seen-schools", title, columns, rows.values(), notes=(note,))


def _shares(identifier: str, title: str, where: str, seen: Iterable[SeenFeature], least: int) -> Block:
    columns = (Column("where", where), *_columns())
    rows = [{"where": row.where, **_counts(row, least)} for row in seen if row.lessons]
    return table_block(identifier, title, columns, rows, notes=(_note(least),))


def _columns() -> tuple[Column, ...]:
    return (
        Column("feature", "Feature"),
        Column("clearly", "Clearly", LESSONS),
        Column("partly", "Partly", LESSONS),
        Column("unseen", "Not seen", LESSONS),
        Column("lessons", "Lessons judged", LESSONS),
        Column("share", "Clearly (%)", SHARE, NOT_APPLICABLE),
        Column("years_clear", "Year groups in which clear", YEARS),
        Column("years_seen", "Year groups seen", YEARS),
    )


def _note(least: int) -> str:
    return f"A share is given from {least} lessons on. A year group counts once for each school."


def _counts(row: SeenFeature, least: int) -> dict[str, object]:
    return {
        "feature": row.feature,
        "clearly": row.clearly,
        "partly": row.partly,
        "unseen": row.unseen,
        "lessons": row.lessons,
        "share": 100 * row.clearly / row.lessons if row.lessons >= least else None,
        "years_clear": row.years_clear,
        "years_seen": row.years_seen,
    }
