"""What was to be reached by when, and how providers kept their days."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from evalkit.records.delivery.record import DeliveryRecord


@dataclass(frozen=True, slots=True)
class Milestone:
    """One milestone.

    Attributes
    ----------
    what : str
        What was to be reached.
    provider : str
        Who was to reach it; empty where it is nobody's in particular.
    planned : date
        The day planned.
    reached : date or None
        The day it was reached, else the day expected; None where neither is written.
    expected : bool
        Whether that day is only expected.
    days_late : int or None
        Days after the day planned, below nought where early.
    status, reason : str
        As written.
    """

    what: str
    provider: str
    planned: dt.date
    reached: dt.date | None
    expected: bool
    days_late: int | None
    status: str
    reason: str


@dataclass(frozen=True, slots=True)
class ProviderKept:
    """How one provider kept time and money.

    Attributes
    ----------
    provider, kind : str
        What it is called, and what it is.
    commissioned, record_before : str
        How it was chosen and what it had delivered before, in the words of the table.
    start_late : int or None
        Days between the planned and the real start.
    milestones, late : int
        Its milestones with a day reached or expected, and those of them after the day planned.
    sessions, cancelled : int or None
        Sessions of its activities that were planned, and sessions cancelled.
    budget, spend : float
        Pounds; NaN where not written.
    """

    provider: str
    kind: str
    commissioned: str
    record_before: str
    start_late: int | None
    milestones: int
    late: int
    sessions: int
    cancelled: int | None
    budget: float
    spend: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestones(DeliveryRecord):
    """Milestones and providers."""

    kind: ClassVar[str] = "milestones"
    milestones: tuple[Milestone, ...]
    providers: tuple[ProviderKept, ...]
