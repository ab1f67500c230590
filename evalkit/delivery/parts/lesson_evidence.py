"""What a lesson may name as its evidence, and what is wrong where it names something else or types a result."""

from __future__ import annotations

from collections.abc import Collection

from evalkit.core.errors import Fault
from evalkit.programme.kept import KeptTables
from evalkit.programme.tables import programme_tables
from evalkit.study.typed_numbers import results_in

FINDING, ACCOUNT, TABLE, VIEW = "finding", "delivery", "table", "project's view"
LESSONS = "lessons"


def named(evidence: str) -> tuple[str, str]:
    """Return what kind of evidence is named, and its id; the project's view has none."""
    kind, _, identifier = evidence.partition(":")
    return kind.strip().casefold(), identifier.strip()


def lesson_faults(kept: KeptTables, questions: Collection[str], accounts: Collection[str]) -> list[Fault]:
    """Return a fault for each lesson whose evidence does not exist, and for each that types a result by hand.

    Parameters
    ----------
    kept : KeptTables
        Holds the lessons.
    questions, accounts : collection of str
        Ids of the study's questions, and names of the accounts of what was done.
    """
    if not kept.has(LESSONS):
        return []
    known = {FINDING: questions, ACCOUNT: accounts, TABLE: tuple(programme_tables())}
    table = kept.tables[LESSONS]
    faults = []
    for place, lesson, evidence in zip(table.places, table.rows["lesson"], table.rows["evidence"], strict=True):
        kind, identifier = named(evidence)
        # A blank cell is told where rows are read.
        if evidence and kind != VIEW and identifier not in known.get(kind, ()):
            faults.append(_no_evidence(place, evidence, questions))
        faults += [_typed(place, number) for number in results_in(lesson)]
    return faults


def _no_evidence(place: str, evidence: str, questions: Collection[str]) -> Fault:
    return Fault(
        where=f"{place}, Evidence",
        found=f"{evidence!r}, which names nothing that there is",
        allowed=f"finding: and one of {', '.join(sorted(questions))}; delivery: and an account such as reviews; "
        "table: and a table such as meetings; or project's view",
        next="name what the lesson rests on, or write project's view",
    )


def _typed(place: str, number: str) -> Fault:
    return Fault(
        where=f"{place}, Lesson",
        found=f"{number}, a number typed by hand",
        allowed="a lesson in words; its evidence brings the numbers, which nobody then has to keep true",
        next="take the number out, and name the finding, account or table that holds it as evidence",
    )
