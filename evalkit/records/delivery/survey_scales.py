"""What the scales of the questionnaires say: how well their items hang together, where people stand, how they moved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from evalkit.numeric.paired_change import PairedChange
from evalkit.numeric.reliability import Reliability
from evalkit.records.delivery.record import DeliveryRecord


@dataclass(frozen=True, slots=True)
class ScaleWave:
    """One scale in one wave.

    Attributes
    ----------
    wave : str
        What the report calls it.
    people, partly : int
        People who answered every item, and those who answered some; only the first count in what follows.
    mean, sd : float
        On the declared scale; NaN for fewer than ten people.
    floor, ceiling : float
        Share of people at the least and at the greatest value that can be; NaN for fewer than ten people.
    reliability : Reliability or None
        Of those who answered every item; None for fewer than ten people, or a scale of one item.
    """

    wave: str
    people: int
    partly: int
    mean: float
    sd: float
    floor: float
    ceiling: float
    reliability: Reliability | None


@dataclass(frozen=True, slots=True)
class SchoolDot:
    """Those of one school who answered twice.

    Attributes
    ----------
    label : str
        What the report may call the school.
    people : int
        Ten or more.
    first, last : float
        Means on the declared scale.
    """

    label: str
    people: int
    first: float
    last: float


@dataclass(frozen=True, slots=True)
class MeasuredScale:
    """One scale.

    Attributes
    ----------
    name : str
        What the report calls it.
    level : int or None
        Which of Guskey's five levels it speaks to.
    items : int
        How many questions it has.
    low, high : float
        The least and the greatest value that can be.
    worded : tuple of str
        Words of its steps, the lowest first; empty where its items are answered in different words.
    waves : tuple of ScaleWave
        In their order.
    matched : int
        People with every item answered in the first and in the last wave.
    change : PairedChange or None
        Of those people; None with one wave or fewer than ten of them.
    first, last : float
        Means of those people at both times; NaN without a change.
    schools : tuple of SchoolDot
        Schools with ten such people or more, as far as they may be shown; none where there are fewer than three.
    """

    name: str
    level: int | None
    items: int
    low: float
    high: float
    worded: tuple[str, ...]
    waves: tuple[ScaleWave, ...]
    matched: int
    change: PairedChange | None
    first: float
    last: float
    schools: tuple[SchoolDot, ...]


@dataclass(frozen=True, slots=True)
class MeasuredSurvey:
    """The scales of one questionnaire.

    Attributes
    ----------
    survey, name, who : str
        Its id, what the report calls it, and ``teachers`` or ``pupils``.
    retrospective : bool
        Whether people judged then and now at one time.
    scales : tuple of MeasuredScale
        In the order of the study.
    """

    survey: str
    name: str
    who: str
    retrospective: bool
    scales: tuple[MeasuredScale, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyScales(DeliveryRecord):
    """The scales of every questionnaire of teachers and pupils.

    Attributes
    ----------
    surveys : tuple of MeasuredSurvey
        In the order of the study.
    """

    kind: ClassVar[str] = "survey_scales"
    surveys: tuple[MeasuredSurvey, ...]
