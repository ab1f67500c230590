"""How the programme was steered: meetings month by month, decisions, and what they caught."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from evalkit.records.delivery.record import DeliveryRecord


@dataclass(frozen=True, slots=True)
class MonthOfMeetings:
    """One month of the programme.

    Attributes
    ----------
    month : date
        Its first day.
    held : int
        Meetings of governance held in it.
    """

    month: dt.date
    held: int


@dataclass(frozen=True, slots=True)
class CaughtIndicator:
    """An indicator that was behind, was the subject of a decision, and then turned.

    Attributes
    ----------
    measure : str
        The indicator in words.
    decided : date
        Day of the decision.
    decision : str
        In words.
    before, after : str
        Its status when it was decided and the better one that followed; its figures where no status was reported.
    """

    measure: str
    decided: dt.date
    decision: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Governance(DeliveryRecord):
    """Meetings and decisions.

    Attributes
    ----------
    months : tuple of MonthOfMeetings
        Every month from the first to the last day of the programme.
    decisions, on_time, late, overdue, undated : int
        Decisions taken; carried out by the day set; carried out later; not carried out though the day had passed when
        the programme ended; and those for which no day was set.
    asked_about, behind : int
        Decisions about an indicator of the funder, and those of them taken while its status was not the best there is.
    caught : tuple of CaughtIndicator
        Indicators that turned after a decision about them.
    governor_sessions, governor_sessions_held : int
        Sessions for governors, planned and held.
    """

    kind: ClassVar[str] = "governance"
    months: tuple[MonthOfMeetings, ...]
    decisions: int
    on_time: int
    late: int
    overdue: int
    undated: int
    asked_about: int
    behind: int
    caught: tuple[CaughtIndicator, ...]
    governor_sessions: int
    governor_sessions_held: int

    @property
    def without(self) -> tuple[dt.date, ...]:
        """The months in which nobody met."""
        return tuple(one.month for one in self.months if not one.held)
