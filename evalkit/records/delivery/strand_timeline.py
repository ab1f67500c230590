"""When each strand ran, beside the years in which each exam cohort was taught."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from evalkit.records.delivery.record import DeliveryRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class StrandSpan:
    """When one strand ran.

    Attributes
    ----------
    strand : str
        What the report calls it.
    first, last : str
        Days of its first and last session that was held, ISO.
    days : tuple of str
        Days on which sessions were held, ISO, once each.
    sessions : int
        Sessions held.
    """

    strand: str
    first: str
    last: str
    days: tuple[str, ...]
    sessions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CohortSpan:
    """When one exam cohort was taught.

    Attributes
    ----------
    cohort : int
        Exam year.
    begins, ends : str
        First day of its Year 10 and day on which it left for its examinations, ISO.
    sessions_before : float
        Share of all sessions held that lay before ``ends``, 0 to 1; NaN where none was held.
    """

    cohort: int
    begins: str
    ends: str
    sessions_before: float


@dataclass(frozen=True, slots=True, kw_only=True)
class StrandTimeline(DeliveryRecord):
    """Strands and cohorts on one time line.

    Attributes
    ----------
    strands : tuple of StrandSpan
        Strands of which a session was held, in the order of the study.
    unheld : tuple of str
        Strands without one.
    cohorts : tuple of CohortSpan
        Exam years that the study looks at, in order.
    main : int
        The exam year in which the programme should show.
    """

    kind: ClassVar[str] = "strand_timeline"
    strands: tuple[StrandSpan, ...]
    unheld: tuple[str, ...]
    cohorts: tuple[CohortSpan, ...]
    main: int
