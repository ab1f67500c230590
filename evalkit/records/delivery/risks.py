"""Risks, each with its path."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from evalkit.records.delivery.record import DeliveryRecord


@dataclass(frozen=True, slots=True)
class ProgrammeRisk:
    """One risk.

    Attributes
    ----------
    what, category, mitigation, status : str
        In the words of the table; the status at the last assessment.
    before : int
        Likelihood times impact before anything was done, each 1 to 5.
    scores : tuple of (date or None, int)
        The same at each assessment, in order.
    """

    what: str
    category: str
    mitigation: str
    status: str
    before: int
    scores: tuple[tuple[dt.date | None, int], ...]

    @property
    def now(self) -> int:
        """Likelihood times impact at the last assessment."""
        return self.scores[-1][1]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeRisks(DeliveryRecord):
    """Every risk."""

    kind: ClassVar[str] = "risks"
    risks: tuple[ProgrammeRisk, ...]
