"""Extra help for pupils: who had it, how much of it, and whether it faded as planned."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from evalkit.numeric.fading import Fading
from evalkit.records.delivery.record import DeliveryRecord


@dataclass(frozen=True, slots=True)
class HelpInTerm:
    """All schools in one term.

    Attributes
    ----------
    term : str
        Such as ``Autumn 2017``.
    schools, groups, pupils : int
        That are on record in the term.
    hours : float
        Pupil-hours: pupils times sessions times the length of one, summed.
    minutes, planned : float
        Minutes a pupil, done and planned; the mean over schools, each the mean over its pupils. NaN where not known, or
        of fewer than ten pupils.
    """

    term: str
    schools: int
    groups: int
    pupils: int
    hours: float
    minutes: float
    planned: float


@dataclass(frozen=True, slots=True)
class HelpInSchool:
    """One school through its terms.

    Attributes
    ----------
    label : str
        What the report may call it.
    terms : tuple of str
        Terms on record, the first first.
    pupils : tuple of int
        By term.
    hours, minutes, planned : tuple of float
        Pupil-hours, and minutes a pupil done and planned, by term; NaN where not known, the last two also of fewer than
        ten pupils.
    """

    label: str
    terms: tuple[str, ...]
    pupils: tuple[int, ...]
    hours: tuple[float, ...]
    minutes: tuple[float, ...]
    planned: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class HelpedGroup:
    """Pupils alike in year group, or in what they were chosen on, or in how far new teaching had come.

    Attributes
    ----------
    side : {"year group", "chosen on", "stage"}
        What they are alike in.
    name : str
        In words.
    rows, pupils : int
        Groups by term on record, and pupils in them; who is helped in two terms counts twice.
    hours : float
        Pupil-hours.
    minutes : float
        Minutes a pupil and term; NaN of fewer than ten pupils.
    """

    side: str
    name: str
    rows: int
    pupils: int
    hours: float
    minutes: float


@dataclass(frozen=True, slots=True)
class EntryAndExit:
    """Scores at the start and at the end of a term's help, of pupils in one year group chosen on one thing.

    Attributes
    ----------
    name : str
        Year group and what they were chosen on.
    pupils : int
        Pupils in groups with both scores.
    entry, exit : float
        Means over those pupils; NaN for fewer than ten.
    """

    name: str
    pupils: int
    entry: float
    exit: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PupilIntervention(DeliveryRecord):
    """Extra help for pupils.

    Attributes
    ----------
    terms : tuple of HelpInTerm
        The first first.
    schools : tuple of HelpInSchool
        Those that may be shown.
    hidden : int
        Schools that may not be shown; they count in all else.
    fading : Fading
        Slopes of minutes a pupil by term, schools as units.
    alike : tuple of HelpedGroup
        By year group, by what pupils were chosen on, by stage.
    scores : tuple of EntryAndExit
        Where groups have both scores.
    """

    kind: ClassVar[str] = "intervention"
    terms: tuple[HelpInTerm, ...]
    schools: tuple[HelpInSchool, ...]
    hidden: int
    fading: Fading
    alike: tuple[HelpedGroup, ...]
    scores: tuple[EntryAndExit, ...]
