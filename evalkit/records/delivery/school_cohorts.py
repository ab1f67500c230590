"""Results in maths of one school, cohort by cohort, as the publisher gives them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from evalkit.records.delivery.record import DeliveryRecord


@dataclass(frozen=True, slots=True)
class SchoolCohort:
    """One cohort of one school.

    Attributes
    ----------
    year : int
        Exam year.
    pupils : float
        Pupils counted in Progress 8; NaN where not known.
    progress : float
        How far they were ahead of pupils in England with the same Key Stage 2 results, grades of GCSE maths; NaN where
        not known.
    low, high : float
        The publisher's interval of 95 per cent; NaN where there is none.
    after : float
        Share of Years 10 and 11 taught after the programme began in the school, 0 to 1; NaN where not known.
    missing : str
        Why there is no figure, in words; empty where there is one.
    """

    year: int
    pupils: float
    progress: float
    low: float
    high: float
    after: float
    missing: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolCohorts(DeliveryRecord):
    """The cohorts of one school.

    Attributes
    ----------
    cohorts : tuple of SchoolCohort
        In order of years; none where no table gives progress in maths.
    joined : bool
        Whether the school merged or was split, so that its figures are those of all its parts.
    """

    kind: ClassVar[str] = "school_cohorts"
    cohorts: tuple[SchoolCohort, ...]
    joined: bool = False
