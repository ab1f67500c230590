"""Teachers of maths: how many, who left, and posts not filled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from evalkit.records.delivery.record import DeliveryRecord


@dataclass(frozen=True, slots=True)
class StaffingYear:
    """One school year over the schools that reported it.

    Attributes
    ----------
    year : int
        The calendar year in which it ends.
    schools : int
        Schools with a headcount in it.
    teachers : float
        Mean headcount of a term, summed over schools.
    specialists : float
        The same of specialists, over the schools that gave them; NaN where none did.
    specialists_of : float
        Teachers of those schools.
    left : float
        Teachers who left in the year, summed over schools that said.
    left_of : float
        Teachers of those schools.
    vacancies : float
        Mean number of posts not filled in a term, summed over schools; NaN where none said.
    heads_stayed, heads_known : int
        Schools whose head of maths was in post all year, and schools that said.
    """

    year: int
    schools: int
    teachers: float
    specialists: float
    specialists_of: float
    left: float
    left_of: float
    vacancies: float
    heads_stayed: int
    heads_known: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Staffing(DeliveryRecord):
    """Every school year."""

    kind: ClassVar[str] = "staffing"
    years: tuple[StaffingYear, ...]
