"""How much of its courses each exam cohort had after the first activity reached its school."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from evalkit.records.delivery.record import DeliveryRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class CohortExposure:
    """One exam cohort, over the schools that the programme was there to reach.

    Attributes
    ----------
    cohort : int
        Exam year.
    planned, actual : float
        Share of the teaching of Years 10 and 11 after the school's planned start, and after the first activity to which
        anybody of the school came; means over schools, 0 to 1. A school that nobody came from had none.
    lowest, highest : float
        Of ``actual``, over schools.
    later : int
        Schools whose share is smaller than planned by at least one teaching week.
    """

    cohort: int
    planned: float
    actual: float
    lowest: float
    highest: float
    later: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ActualExposure(DeliveryRecord):
    """Planned and actual exposure of every cohort.

    Attributes
    ----------
    cohorts : tuple of CohortExposure
        In order.
    schools, unreached : int
        Schools to be reached, and those from which nobody came to anything.
    weeks_total : float
        Teaching weeks of Years 10 and 11.
    main : int
        The exam year in which the programme should show.
    """

    kind: ClassVar[str] = "actual_exposure"
    cohorts: tuple[CohortExposure, ...]
    schools: int
    unreached: int
    weeks_total: float
    main: int
