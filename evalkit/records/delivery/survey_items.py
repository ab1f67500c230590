"""Every question of the questionnaires with all its answers, wave by wave."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from evalkit.records.delivery.record import DeliveryRecord


@dataclass(frozen=True, slots=True)
class ItemWave:
    """Answers to one question in one wave.

    Attributes
    ----------
    wave : str
        What the report calls it.
    people : int
        People who answered on the scale.
    counts : tuple of int
        How many gave each answer, in the order of the item's answers.
    off_scale : int
        Answers that stand outside the scale.
    mean : float
        On the declared scale, the higher the better; NaN for fewer than ten people.
    above : float
        Share of people above the middle of the scale, the higher the better; NaN for fewer than ten people.
    """

    wave: str
    people: int
    counts: tuple[int, ...]
    off_scale: int
    mean: float
    above: float


@dataclass(frozen=True, slots=True)
class ItemAnswers:
    """One question.

    Attributes
    ----------
    item, asks : str
        Its id and its words.
    scale : str
        What the report calls the scale it belongs to; empty if to none.
    turned : bool
        Whether agreement means less of what the scale measures, so that its mean counts the other way round.
    answers : tuple of str
        Words of the answers, the lowest first; of ticks, the options.
    ordered : bool
        Whether the answers have an order; ticks have none, and one person may give several.
    waves : tuple of ItemWave
        In their order.
    """

    item: str
    asks: str
    scale: str
    turned: bool
    answers: tuple[str, ...]
    ordered: bool
    waves: tuple[ItemWave, ...]


@dataclass(frozen=True, slots=True)
class AnsweredSurvey:
    """The questions of one questionnaire.

    Attributes
    ----------
    survey, name, who : str
        Its id, what the report calls it, and ``teachers`` or ``pupils``.
    followed : bool
        Whether anybody answered both the first and the last time.
    items : tuple of ItemAnswers
        In the order of the study.
    """

    survey: str
    name: str
    who: str
    followed: bool
    items: tuple[ItemAnswers, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyItems(DeliveryRecord):
    """Every question of teachers and pupils.

    Attributes
    ----------
    surveys : tuple of AnsweredSurvey
        In the order of the study.
    """

    kind: ClassVar[str] = "survey_items"
    surveys: tuple[AnsweredSurvey, ...]
