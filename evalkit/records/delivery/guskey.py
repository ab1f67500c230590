"""The five levels at which professional development can be looked at, and what is known at each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from evalkit.records.delivery.record import DeliveryRecord
from evalkit.records.estimate import Estimate

ShownAs = Literal["mean", "percent", "count"]
Instrument = Literal["questionnaire", "departments", "observations"]


@dataclass(frozen=True, slots=True)
class KnownAtLevel:
    """One line of a level.

    Attributes
    ----------
    level : int
        1 what people thought of it, 2 what they learned, 3 what the school supports, 4 what they do in lessons,
        5 what pupils reached.
    instrument : {"questionnaire", "departments", "observations"}
        What was looked at.
    name : str
        What exactly, in words.
    counted : str
        What is counted: ``teachers``, ``pupils``, ``schools`` or ``lessons``.
    asked : int or None
        How many were asked, where that is known.
    answered : int
        How many it rests on: of two times, those that are on record at both.
    first, last : float
        Values at the first and the last time; one of a single time is ``last``. NaN for fewer than ten people.
    conf_low, conf_high : float
        Interval of last less first; NaN where none is given.
    low, high : float
        Least and greatest value that can be.
    shown_as : {"mean", "percent", "count"}
        How values are shown; of the last two they are shares between nought and one, and the last stands as how many
        of ``answered``.
    times : int
        At how many times it was looked at: 1 or 2.
    when : tuple of str
        Names of those times.
    looking_back : bool
        Whether people judged then and now at one time.
    """

    level: int
    instrument: Instrument
    name: str
    counted: str
    asked: int | None
    answered: int
    first: float
    last: float
    conf_low: float
    conf_high: float
    low: float
    high: float
    shown_as: ShownAs
    times: int
    when: tuple[str, ...]
    looking_back: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FiveLevels(DeliveryRecord):
    """What is known at each level.

    Attributes
    ----------
    lines : tuple of KnownAtLevel
        By level, then by instrument.
    estimate : Estimate
        The answer of the leading question: the fifth level.
    """

    kind: ClassVar[str] = "guskey"
    lines: tuple[KnownAtLevel, ...]
    estimate: Estimate | None
