"""What departments have in place, term by term: tracking, schemes of work, time for development, joint sessions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from evalkit.records.delivery.record import DeliveryRecord


@dataclass(frozen=True, slots=True)
class SystemInTerm:
    """How many departments have something in place in one term.

    Attributes
    ----------
    system : str
        What, in words.
    term : str
        With its year, or whether it is each school's first or last.
    fully, partly, without, unknown : int
        Departments by how far they have it.
    """

    system: str
    term: str
    fully: int
    partly: int
    without: int
    unknown: int

    @property
    def known(self) -> int:
        """Departments of which it is known."""
        return self.fully + self.partly + self.without


@dataclass(frozen=True, slots=True)
class JointSessions:
    """Joint sessions with other schools in one term.

    Attributes
    ----------
    term : str
        With its year.
    planned, held : int
        Sessions, over all departments.
    departments : int
        Departments that planned any.
    every_half_term : int
        Departments that held at least two, one in each half of the term.
    hours : float
        Median hours of timetabled development in a half term, over departments of which it is known; NaN where fewer
        than ten.
    """

    term: str
    planned: int
    held: int
    departments: int
    every_half_term: int
    hours: float


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartmentSystems(DeliveryRecord):
    """Departments' systems by term.

    Attributes
    ----------
    schools, schools_twice : int
        Schools with a row in any term, and in more than one.
    systems : tuple of SystemInTerm
        Each system in each term.
    joint : tuple of JointSessions
        By term.
    ends : tuple of SystemInTerm
        Each system in each school's own ``first term`` and ``last term``, over schools with more than one.
    least : int
        Departments from which on a median is given.
    """

    kind: ClassVar[str] = "department_systems"
    schools: int
    schools_twice: int
    systems: tuple[SystemInTerm, ...]
    joint: tuple[JointSessions, ...]
    ends: tuple[SystemInTerm, ...]
    least: int
