"""Moving up between key stages: what schools do together, and what is in place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from evalkit.records.delivery.record import DeliveryRecord


@dataclass(frozen=True, slots=True)
class TransitionStep:
    """Work on one step from one key stage to the next.

    Attributes
    ----------
    step : str
        Such as ``KS2 to KS3``.
    schools : int
        Schools with work on it that is in place, wholly or in part: what is only planned is no work in hand.
    in_place : tuple of (str, int)
        Pieces of work in place, in part, planned and not.
    partners : int
        Partner schools of such work, summed over pieces of it.
    pupils : float
        Pupils reached by such work, summed; NaN where nobody said.
    """

    step: str
    schools: int
    in_place: tuple[tuple[str, int], ...]
    partners: int
    pupils: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition(DeliveryRecord):
    """Every step.

    Attributes
    ----------
    steps : tuple of TransitionStep
        By key stage.
    schools : int
        Schools of the programme.
    """

    kind: ClassVar[str] = "transition"
    steps: tuple[TransitionStep, ...]
    schools: int
