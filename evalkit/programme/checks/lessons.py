"""Lessons that name evidence which does not exist, and lessons that type a result by hand."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from evalkit.programme.placed import Placed, PlacedFault, PlacedTable
from evalkit.programme.surveys.answers import table_of
from evalkit.programme.tables import programme_tables
from evalkit.study.model import Study
from evalkit.study.typed_numbers import results_in

FINDING, ACCOUNT, TABLE, VIEW = "finding", "delivery", "table", "project's view"
LESSONS = "lessons"


def named(evidence: str) -> tuple[str, str]:
    """Return what kind of evidence is named, and its id; the project's view has none."""
    kind, _, identifier = evidence.partition(":")
    return kind.strip().casefold(), identifier.strip()


def with_evidence(placed: Placed, study: Study, accounts: Collection[str]) -> Iterator[PlacedFault]:
    """Yield a fault for each lesson whose evidence does not exist, and for each number typed by hand.

    Parameters
    ----------
    placed : Placed
        Holds the lessons, and the tables that one may name: a table without a row is evidence of nothing.
    study : Study
        Whose questions a lesson may name.
    accounts : collection of str
        Names of the accounts of what was done that a lesson may name.
    """
    if LESSONS not in placed:
        return
    lessons = placed[LESSONS]
    questions = tuple(question.id for question in study.questions)
    filled = {name for name, table in placed.items() if len(table)} | {table_of(survey) for survey in study.surveys}
    known = {FINDING: questions, ACCOUNT: accounts, TABLE: programme_tables()}
    told = zip(lessons.texts("lesson"), lessons.texts("evidence"), strict=True)
    for row, (lesson, evidence) in enumerate(told):
        kind, identifier = named(evidence)
        # An empty or unread cell is told as such already.
        if evidence and kind != VIEW and identifier not in known.get(kind, ()):
            yield _no_evidence(lessons, row, evidence, questions)
        elif kind == TABLE and identifier not in filled:
            # Answers to a questionnaire may stand in an export instead.
            yield _empty(lessons, row, identifier)
        for number in results_in(lesson):
            yield _typed(lessons, row, number)


def _no_evidence(lessons: PlacedTable, row: int, evidence: str, questions: Collection[str]) -> PlacedFault:
    return lessons.fault(
        row,
        "evidence",
        f'"{evidence}", which names nothing that there is',
        f"finding: and one of {', '.join(sorted(questions))}; delivery: and an account such as reviews; "
        "table: and a table such as meetings; or project's view",
        "name what the lesson rests on, or write project's view",
        about="no evidence",
    )


def _empty(lessons: PlacedTable, row: int, table: str) -> PlacedFault:
    return lessons.fault(
        row,
        "evidence",
        f"the table {table}, in which no row is filled",
        "a table that holds what the lesson rests on",
        f"fill {table}, or name what else the lesson rests on, or write project's view",
        about="no evidence",
    )


def _typed(lessons: PlacedTable, row: int, number: str) -> PlacedFault:
    return lessons.fault(
        row,
        "lesson",
        f"{number}, a number typed by hand",
        "a lesson in words; its evidence brings the numbers, which nobody then has to keep true",
        "take the number out, and name the finding, account or table that holds it as evidence",
        about="typed result",
    )
