"""What worked, what should be done differently and what continues, each with the evidence it names."""

from __future__ import annotations

import math
from typing import Any

from evalkit.delivery.parts.account import Account, DeliveryInputs
from evalkit.delivery.parts.lesson_evidence import ACCOUNT as OF_ACCOUNT
from evalkit.delivery.parts.lesson_evidence import FINDING, TABLE, named
from evalkit.delivery.parts.rows import each_row
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
        about = identifier.replace("_", " ")
        return LessonEvidence(written, result=result, about=about, invented=result.invented)
    if kind == FINDING:
        question = inputs.study.question(identifier)
        return LessonEvidence(written, result=inputs.answers[identifier], about=question.asks)
    if kind == TABLE:
        title = programme_tables()[identifier].title
        rows, invented = len(inputs.kept.rows(identifier)), inputs.kept.invented(identifier)
        return LessonEvidence(written, rows=rows, about=title, invented=invented)
    return LessonEvidence(written)


ACCOUNT = Account(
    summary="what worked, what should be done differently and what continues, with its evidence",
    run=run,
    needs=("lessons",),
    rests_on=("accounts", "answers"),
)
