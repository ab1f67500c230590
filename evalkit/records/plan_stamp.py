"""How a question stands to the plan: fixed beforehand, and where that can be seen, changed since, or never fixed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class PlanStanding(StrEnum):
    """What may be said of when a question was fixed."""

    PLANNED = "planned"
    FIXED = "fixed before this run"
    CHANGED = "changed since the plan"
    EXPLORATORY = "exploratory"
    NOT_LOCKED = "planned, no plan locked"


@dataclass(frozen=True, slots=True)
class PlanChange:
    """One part of a plan that is not as it was.

    Attributes
    ----------
    part : str
        Which part, in words, such as ``options of matched, ratio``.
    said : str
        What became of it, in words, such as ``5 became 10``.
    question : str
        Id of the question whose part it is; empty for a part that all questions share.
    words_only : bool
        Whether it only tells readers something, so that no number can move by it.
    """

    part: str
    said: str
    question: str = ""
    words_only: bool = False


@dataclass(frozen=True, slots=True)
class PlanStamp:
    """How one question stands to the plans that were locked.

    Attributes
    ----------
    question : str
        Its id.
    standing : PlanStanding
        What may be said.
    digest : str
        Of the locked plan that counts; empty where none was locked.
    locked : date or None
        The day on which that plan was locked, by the clock of the machine that locked it.
    deposit : str
        Where the same plan of this question was deposited, as the project lead says; empty where it was not.
    deposited : date or None
        The day of the deposit, as the project lead says.
    results_of : tuple of int
        Exam years after the baseline whose outcome answers the question.
    public_since : date or None
        By when all of these results were public, as far as the project knows; None where it does not know.
    read_before : bool
        Whether the workspace that locked the plan had a record of reading results after the baseline.
    changes : tuple of PlanChange
        What is not as in the plan that counts.
    relocked : date or None
        For a changed question, the day on which its present form was locked too; None where it never was.
    earlier : tuple of PlanChange
        For a question that is as in the plan that counts, what was otherwise in the first plan locked.
    first_locked : date or None
        The day of that first plan, where it was otherwise.
    """

    question: str
    standing: PlanStanding
    digest: str = ""
    locked: dt.date | None = None
    deposit: str = ""
    deposited: dt.date | None = None
    results_of: tuple[int, ...] = ()
    public_since: dt.date | None = None
    read_before: bool = False
    changes: tuple[PlanChange, ...] = ()
    relocked: dt.date | None = None
    earlier: tuple[PlanChange, ...] = ()
    first_locked: dt.date | None = None
