"""Who answered the questionnaires, who answered twice, and how those who did not differed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from evalkit.records.delivery.record import DeliveryRecord


@dataclass(frozen=True, slots=True)
class WaveResponse:
    """One wave.

    Attributes
    ----------
    wave : str
        What the report calls it.
    invited : int or None
        People asked to answer, where the study says so.
    answered : int
        People with at least one answer.
    """

    wave: str
    invited: int | None
    answered: int


@dataclass(frozen=True, slots=True)
class GroupResponse:
    """People of one school, or of one role.

    Attributes
    ----------
    name : str
        What the report may call it.
    answered : tuple of int
        People who answered, by wave.
    both : int
        Of those of the first wave, people who answered the last as well; 0 with one wave.
    """

    name: str
    answered: tuple[int, ...]
    both: int


@dataclass(frozen=True, slots=True)
class StayedAndLeft:
    """Values at the first wave of those who answered the last as well, and of those who did not.

    Attributes
    ----------
    scale : str
        What the report calls it.
    stayed, left : int
        People with every item of the scale answered at the first wave.
    mean_stayed, mean_left : float
        Means on the declared scale; NaN for fewer than ten people.
    sd : float
        Of both together, at the first wave; NaN for fewer than ten people.
    """

    scale: str
    stayed: int
    left: int
    mean_stayed: float
    mean_left: float
    sd: float


@dataclass(frozen=True, slots=True)
class QuestionnaireResponse:
    """Response to one questionnaire.

    Attributes
    ----------
    survey, name, who : str
        Its id, what the report calls it, and ``teachers`` or ``pupils``.
    waves : tuple of WaveResponse
        In their order.
    both, only_first, only_last : int
        People who answered the first and the last wave, or one of them alone; 0 with one wave.
    schools, roles : tuple of GroupResponse
        By school and by role; schools that are not shown are left out and counted in ``hidden``.
    hidden : int
        Schools that may not be shown.
    compared : tuple of StayedAndLeft
        One for each scale; empty with one wave.
    """

    survey: str
    name: str
    who: str
    waves: tuple[WaveResponse, ...]
    both: int
    only_first: int
    only_last: int
    schools: tuple[GroupResponse, ...]
    roles: tuple[GroupResponse, ...]
    hidden: int
    compared: tuple[StayedAndLeft, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyResponse(DeliveryRecord):
    """Response to every questionnaire of teachers and pupils.

    Attributes
    ----------
    surveys : tuple of QuestionnaireResponse
        In the order of the study.
    """

    kind: ClassVar[str] = "survey_response"
    surveys: tuple[QuestionnaireResponse, ...]
