"""What worked, what should be done differently and what continues, each with the evidence it names."""

from __future__ import annotations

import math
from typing import Any

from evalkit.delivery import DELIVERY
from evalkit.delivery.parts.account import Account, DeliveryInputs
from evalkit.delivery.parts.rows import each_row
from evalkit.programme.checks.lessons import ACCOUNT as OF_ACCOUNT
from evalkit.programme.checks.lessons import FINDING, TABLE, is_meant, named, rows_named
from evalkit.programme.tables import programme_tables
from evalkit.records.delivery.lessons import Lesson, LessonEvidence, Lessons

PUBLISHED = "programme's own report"


def run(inputs: DeliveryInputs) -> Lessons:
    """Return every lesson with what its evidence shows."""
    strands = inputs.strands()
    return Lessons(lessons=tuple(_lesson(row, strands, inputs) for row in each_row(inputs.kept.rows("lessons"))))


def _lesson(row: Any, strands: dict[str, str], inputs: DeliveryInputs) -> Lesson:
    return Lesson(
        lesson=row.lesson,
        kind=row.kind,
        strand=strands.get(row.strand, row.strand),
        strength=row.strength,
        says=row.says,
        point=row.point,
        schools=0 if math.isnan(row.schools) else int(row.schools),
        published=row.origin == PUBLISHED,
        evidence=_evidence(row.evidence, inputs),
    )


def _evidence(written: str, inputs: DeliveryInputs) -> LessonEvidence:
    kind, identifier = named(written)
    if kind == OF_ACCOUNT:
        assert inputs.accounts is not None
        result = inputs.accounts(identifier)
        about = DELIVERY.get(identifier).called or identifier.replace("_", " ")
        return LessonEvidence(written, result=result, about=about, invented=result.invented)
    if kind == FINDING:
        question = inputs.study.question(identifier)
        return LessonEvidence(written, result=inputs.answers[identifier], about=question.asks)
    if kind == TABLE:
        return _of_table(written, identifier, inputs)
    return LessonEvidence(written)


def _of_table(written: str, identifier: str, inputs: DeliveryInputs) -> LessonEvidence:
    """Return how many rows of a table are meant: all, or those whose cell in a column has a value."""
    table, column, value = rows_named(identifier)
    known, rows = programme_tables()[table], inputs.kept.rows(table)
    about, meant = known.title, len(rows)
    if column:
        about = f"{known.title}, {next(one.label for one in known.columns if one.name == column)}: {value}"
        meant = sum(is_meant(cell, value) for cell in rows[column])
    return LessonEvidence(written, rows=meant, about=about, invented=inputs.kept.invented(table))


ACCOUNT = Account(
    summary="what worked, what should be done differently and what continues, with its evidence",
    called="what was learnt",
    run=run,
    needs=("lessons",),
    rests_on=("accounts", "answers"),
)
