"""What pupils said of maths, at two times, and what they said of conferences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from evalkit.records.delivery.record import DeliveryRecord
from evalkit.records.delivery.survey_items import ItemAnswers
from evalkit.records.delivery.survey_scales import MeasuredSurvey


@dataclass(frozen=True, slots=True)
class YearGroupView:
    """One scale in one year group.

    Attributes
    ----------
    scale : str
        What the report calls it.
    year_group : int
        At the first wave.
    matched : int
        Pupils with every item answered in the first and in the last wave.
    first, last : float
        Their means on the declared scale; NaN for fewer than ten pupils.
    """

    scale: str
    year_group: int
    matched: int
    first: float
    last: float


@dataclass(frozen=True, slots=True)
class OccasionFeedback:
    """What pupils said after one occasion.

    Attributes
    ----------
    survey, name : str
        What the report calls the questionnaire, and the occasion.
    invited : int or None
        Pupils asked, where the study says so.
    people, schools : int
        Pupils who answered, and their schools.
    items : tuple of ItemAnswers
        Each with this occasion as its only wave.
    """

    survey: str
    name: str
    invited: int | None
    people: int
    schools: int
    items: tuple[ItemAnswers, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PupilViews(DeliveryRecord):
    """What pupils said.

    Attributes
    ----------
    surveys : tuple of MeasuredSurvey
        Questionnaires that the same pupils answered at two times.
    years : tuple of YearGroupView
        The same by year group.
    feedback : tuple of OccasionFeedback
        Each time of the other questionnaires, such as those of conferences.
    """

    kind: ClassVar[str] = "pupil_views"
    surveys: tuple[MeasuredSurvey, ...]
    years: tuple[YearGroupView, ...]
    feedback: tuple[OccasionFeedback, ...]
