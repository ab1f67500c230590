"""What a plan says of itself before any result: its questions resolved, its files, what it would notice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from evalkit.core.estimand import Estimand
from evalkit.records.detectable import Detectable
from evalkit.study.locked_plans import LockedPlan
from evalkit.study.model import Question, Study


@dataclass(frozen=True, slots=True)
class OutcomeFile:
    """One file of the data folder with results of schools or authorities.

    Attributes
    ----------
    file : str
        Its name below the data folder.
    years : tuple of int
        Exam years that its name or its folder tells of; empty where only its rows tell them.
    vintage : str
        ``provisional``, ``revised``, ``final`` or ``not stated``.
    after : bool
        Whether it holds results after the baseline, or may hold them.
    sha256 : str
        Digest of its bytes.
    public_by : date or None
        By when results of all its years were public; None where that is not known.
    source : str
        Which documents say so; empty where none does.
    mapped : bool
        Whether it is a table of the study's own, of whose publication nothing is known.
    read : str
        Where this workspace has a record of reading it; empty where there is none.
    """

    file: str
    years: tuple[int, ...]
    vintage: str
    after: bool
    sha256: str
    public_by: dt.date | None
    source: str
    mapped: bool = False
    read: str = ""


@dataclass(frozen=True, slots=True)
class Noticeable:
    """What one question would notice, and who is judged how, from tables up to its baseline alone.

    Attributes
    ----------
    question : str
        Its id.
    years : tuple of int
        The two exam years whose change was looked at; empty where none was.
    asked : tuple of int
        The baseline and the cohort of the question itself.
    detectable : Detectable or None
        The smallest difference noticed; None where it cannot be said.
    refused : str
        Why it cannot be said; empty where it can.
    rule_primary : str
        Registered name of the inference that the design itself would put first; empty where that is not known.
    rule_reason : str
        Why, as one sentence.
    """

    question: str
    years: tuple[int, ...]
    asked: tuple[int, ...]
    detectable: Detectable | None
    refused: str = ""
    rule_primary: str = ""
    rule_reason: str = ""


@dataclass(frozen=True, slots=True)
class PlannedQuestion:
    """One question, resolved.

    Attributes
    ----------
    question : Question
        With every method named.
    estimand : Estimand
        What it estimates.
    options : mapping of str to mapping
        Every option of each of its methods, defaults filled in.
    looks : tuple of (str, int or None, str)
        Every variable and exam year that it looks at, and which part of the plan asks.
    notices : Noticeable
        What it would notice.
    """

    question: Question
    estimand: Estimand
    options: Mapping[str, Mapping[str, object]]
    looks: tuple[tuple[str, int | None, str], ...]
    notices: Noticeable


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """A whole plan.

    Attributes
    ----------
    study : Study
        As written.
    questions : tuple of PlannedQuestion
        In the order of the study.
    files : tuple of OutcomeFile
        The files with outcomes of the years looked at.
    digest : str
        Of the resolved plan.
    written : date
        The day on which the page is written.
    code, version_control : str
        Version and commit of evalkit; the state of the study folder.
    locked : tuple of LockedPlan
        Every plan that was locked, the first first.
    unchanged : tuple of LockedPlan
        Those of them in which everything that moves a number is as it is now.
    """

    study: Study
    questions: tuple[PlannedQuestion, ...]
    files: tuple[OutcomeFile, ...]
    digest: str
    written: dt.date
    code: str
    version_control: str
    locked: tuple[LockedPlan, ...]
    unchanged: tuple[LockedPlan, ...] = ()
