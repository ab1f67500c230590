"""What a study is begun with: every answer as it is meant, and how an answer that cannot stand is given back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from evalkit.core.errors import Fault, StudyFileError
from evalkit.data.folder.whereabouts import Whereabouts
from evalkit.tables.panel import Panel

Chosen = Literal["area", "schools", "volunteers", "unknown"]


class Unfit(StudyFileError):
    """An answer that cannot stand.

    Parameters
    ----------
    faults : iterable of Fault
        What is wrong with it.
    kept : str
        The part of it that can stand; what is answered next is joined to it.
    """

    def __init__(self, faults: tuple[Fault, ...], kept: str = "") -> None:
        super().__init__(faults)
        self.kept = kept


def unfit(question: str, found: str, allowed: str, then: str) -> Unfit:
    """Return why an answer cannot stand."""
    return Unfit((Fault(f"--{question}", found, allowed, then),))


@dataclass(frozen=True, slots=True)
class Rule:
    """The limit by which schools, or an area, were chosen on their own results.

    Attributes
    ----------
    year : int
        Exam year of the results.
    below : float or None
        Chosen when strictly below, in grades.
    lowest : int or None
        Chosen as one of so many lowest.
    of : str
        Of what an area was one of the lowest: ``region`` or ``England``; empty for schools.
    leave_out : bool
        Whether schools of the programme that do not meet it are left out.
    """

    year: int
    below: float | None = None
    lowest: int | None = None
    of: str = ""
    leave_out: bool = False


@dataclass(frozen=True, slots=True)
class Answers:
    """Everything answered so far.

    Attributes
    ----------
    folder : Path
        Folder of the tables.
    panel : Panel or None
        Schools of the tables by year, or every so many of them.
    held : mapping of str to tuple of int
        Years for which the tables hold each outcome that may be asked about.
    invented : bool
        Whether the tables are invented.
    areas : tuple of str
        Codes of authorities, where whole ones took part.
    schools : mapping of int to Whereabouts
        Schools named one by one; empty where whole authorities took part.
    words : mapping of str to str
        What was answered in words, by the name of the question.
    subject : str
        Which subject.
    starts, ends : date
        First and last day.
    baseline, cohort : int
        The two exam years compared.
    outcome : str
        Registered outcome.
    chose : str
        How the schools came in, as the study file says it.
    rule : Rule or None
        The limit on results.
    planned : bool
        Whether the question was fixed before anybody saw results.
    """

    folder: Path = Path()
    panel: Panel | None = None
    held: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    invented: bool = False
    areas: tuple[str, ...] = ()
    schools: Mapping[int, Whereabouts] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    subject: str = "maths"
    starts: dt.date = dt.date.min
    ends: dt.date = dt.date.min
    baseline: int = 0
    cohort: int = 0
    outcome: str = ""
    chose: Chosen = "unknown"
    rule: Rule | None = None
    planned: bool = False

    def said(self, question: str) -> str:
        """Return what was answered to a question in words; empty where nothing was."""
        return self.words.get(question, "")

    def with_words(self, question: str, words: str) -> Answers:
        """Return the answers with one more in words."""
        return replace(self, words={**self.words, question: words})


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of an answer.

    Attributes
    ----------
    answers : Answers
        With it among them.
    said : tuple of str
        What the person should know of it, line by line.
    text : str
        The answer as it was understood; empty where that is as it was typed.
    """

    answers: Answers
    said: tuple[str, ...] = ()
    text: str = ""
