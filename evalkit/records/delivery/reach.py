"""Whom the programme reached: sessions, hours and shares of departments, by strand and school."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from evalkit.records.delivery.record import DeliveryRecord


@dataclass(frozen=True, slots=True)
class StrandReach:
    """How much of one strand was delivered, and to whom.

    Attributes
    ----------
    strand : str
        What the report calls it.
    planned, held : int
        Sessions.
    schools : int
        Schools from which anybody came.
    people : int
        Persons who came to at least one session, in whole or in part.
    hours : float
        Hours that persons spent there, all together.
    """

    strand: str
    planned: int
    held: int
    schools: int
    people: int
    hours: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeReach(DeliveryRecord):
    """Reach by strand.

    Attributes
    ----------
    strands : tuple of StrandReach
        In the order of the study.
    schools : int
        Schools of the programme.
    """

    kind: ClassVar[str] = "reach"
    strands: tuple[StrandReach, ...]
    schools: int
