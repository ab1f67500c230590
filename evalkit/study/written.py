"""What of a study folder could be read, so that every rule that can still be checked is checked."""

from __future__ import annotations

from dataclasses import dataclass

from evalkit.core.errors import Fault
from evalkit.study.component import Component
from evalkit.study.model import (
    Data,
    Donors,
    Programme,
    Question,
    School,
    Schools,
    Selection,
    Years,
)


@dataclass(frozen=True, slots=True)
class Written:
    """The parts of a study that are well formed; what is not is None or left out.

    Attributes
    ----------
    programme, schools, selection, data, years, donors : Part or None
        Tables of study.toml; None where a fault stands in them.
    components, questions : tuple of (int, Part)
        Well-formed entries, each with its number in the file, from 1.
    faulty_questions : tuple of str
        Places of the questions with faults, in words.
    school_list : tuple of (str, School)
        Schools of the list or table, each with its place in words.
    schools_complete : bool
        Whether every school of the list or table could be read.
    excluded : tuple of int
        Schools listed as giving no donors.
    """

    programme: Programme | None
    schools: Schools | None
    selection: Selection | None
    data: Data | None
    years: Years | None
    donors: Donors | None
    components: tuple[tuple[int, Component], ...]
    questions: tuple[tuple[int, Question], ...]
    faulty_questions: tuple[str, ...]
    school_list: tuple[tuple[str, School], ...]
    schools_complete: bool
    excluded: tuple[int, ...]


def not_checked(where: str, what: str, because: str) -> Fault:
    """Return the fault that names a check which another fault has prevented."""
    return Fault(
        where=where,
        found=f"not checked: {what}",
        allowed=f"checked once {because} can be read",
        next=f"mend the faults of {because}, then run evalkit check again",
    )
