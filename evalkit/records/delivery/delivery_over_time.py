"""What was planned and what was held, month by month."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from evalkit.records.delivery.record import DeliveryRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthHours:
    """Hours of sessions from the start to the end of one month.

    Attributes
    ----------
    month : str
        Its first day, ISO.
    planned, held : float
        Hours of sessions so far, those of all strands added up.
    """

    month: str
    planned: float
    held: float


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryOverTime(DeliveryRecord):
    """Planned and held over time.

    Attributes
    ----------
    months : tuple of MonthHours
        From the month of the first session to that of the last, without a gap.
    planned, held : float
        Hours of all sessions.
    widest : float
        The most hours by which what was held lay behind the plan at the end of a month, never below 0.
    widest_month : str
        That month, its first day, ISO; empty where it never lay behind.
    dated : float
        Share of the hours held whose day a register names, 0 to 1; the others stand where the plan puts them.
    """

    kind: ClassVar[str] = "delivery_over_time"
    months: tuple[MonthHours, ...]
    planned: float
    held: float
    widest: float
    widest_month: str
    dated: float
