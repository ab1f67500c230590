"""What became of the actions that schools agreed to after a review."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from evalkit.records.delivery.record import DeliveryRecord


@dataclass(frozen=True, slots=True)
class ActionArea:
    """Actions that answer one area of the review.

    Attributes
    ----------
    area : str
        Empty for all areas together.
    agreed : int
        Actions.
    in_time, late, undated : int
        Complete by the day agreed, after it, and without a day of completion.
    running, not_started, stopped : int
        Neither complete nor past their day, by status; stopped ones whenever.
    overdue : int
        Marked so, or neither complete nor stopped though their day lies before the programme's end.
    supported : int
        Actions that name the activity that helped.
    days_late : float
        Median days after the day agreed, of those that were late; NaN where none was.
    """

    area: str
    agreed: int
    in_time: int
    late: int
    undated: int
    running: int
    not_started: int
    overdue: int
    stopped: int
    supported: int
    days_late: float

    @property
    def complete(self) -> int:
        """Actions that were completed."""
        return self.in_time + self.late + self.undated


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionPlans(DeliveryRecord):
    """Actions by area.

    Attributes
    ----------
    areas : tuple of ActionArea
        In the order of the table.
    overall : ActionArea
        All areas together.
    schools : int
        Schools with an action.
    counted_on : str
        The day on which what is overdue is counted, as an ISO date: the programme's last.
    """

    kind: ClassVar[str] = "actions"
    areas: tuple[ActionArea, ...]
    overall: ActionArea
    schools: int
    counted_on: str
