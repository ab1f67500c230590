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


def rows_named(identifier: str) -> tuple[str, str, str]:
    """Return the table that evidence names, and of those of its rows alone that are meant, the column and its value.

    ``activities`` is the whole table, ``activities kind=governor session`` the rows of that kind. A column that the
    table does not have comes back as written.
    """
    table, _, rows = identifier.partition(" ")
    written, _, value = (part.strip() for part in rows.partition("="))
    columns = programme_tables()[table].columns if table in programme_tables() else ()
    found = (one.name for one in columns if written.casefold() in (one.name, one.label.casefold()))
    return table, next(found, written), value


def is_meant(cell: object, value: str) -> bool:
    """Say whether a row is among those meant, by its cell in the column named."""
    return str(cell).casefold() == value.casefold()


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
        table, column, value = rows_named(identifier) if kind == TABLE else (identifier, "", "")
        unheard = column and (not value or column not in _columns(table))
        if evidence and kind != VIEW and (table not in known.get(kind, ()) or unheard):
            yield _no_evidence(lessons, row, evidence, questions)
        elif kind == TABLE and (table not in filled or (column and not _rows(placed, table, column, value))):
            yield _empty(lessons, row, identifier)
        for number in results_in(lesson):
            yield _typed(lessons, row, number)


def _columns(table: str) -> tuple[str, ...]:
    return tuple(one.name for one in programme_tables()[table].columns) if table in programme_tables() else ()


def _rows(placed: Placed, table: str, column: str, value: str) -> int:
    # Answers to a questionnaire may stand in an export instead, and are not counted here.
    return sum(is_meant(cell, value) for cell in placed[table][column]) if table in placed else 1


def _no_evidence(lessons: PlacedTable, row: int, evidence: str, questions: Collection[str]) -> PlacedFault:
    return lessons.fault(
        row,
        "evidence",
        f'"{evidence}", which names nothing that there is',
        f"finding: and one of {', '.join(sorted(questions))}; delivery: and an account such as reviews; "
        "table: and a table such as meetings, or some of its rows, such as meetings kind=governance; or project's view",
        "name what the lesson rests on, or write project's view",
        about="no evidence",
    )


def _empty(lessons: PlacedTable, row: int, table: str) -> PlacedFault:
    return lessons.fault(
        row,
        "evidence",
        f"the table {table}, in which no such row is filled",
        "rows that hold what the lesson rests on",
        f"fill {table.partition(' ')[0]}, or name what else the lesson rests on, or write project's view",
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
