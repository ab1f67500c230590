"""Who was not reached, and whether those schools differ from the others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from evalkit.records.delivery.record import DeliveryRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class StrandMissed:
    """Schools that were offered a strand and sent nobody.

    Attributes
    ----------
    strand : str
        What the report calls it.
    registered : bool
        Whether any register of it was kept; without one nobody knows who was missed, and ``missed`` is 0.
    offered, missed : int
        Schools.
    """

    strand: str
    registered: bool
    offered: int
    missed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TraitBeside:
    """Schools that took up all they were offered beside those that did not.

    Attributes
    ----------
    trait : str
        What is counted, in words.
    all_taken, some_missed : int
        Schools of each side of which it is true.
    all_known, some_known : int
        Schools of each side of which it is known.
    """

    trait: str
    all_taken: int
    all_known: int
    some_missed: int
    some_known: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NotReached(DeliveryRecord):
    """Who was not reached.

    Attributes
    ----------
    schools, nobody : int
        Schools to be reached, and those from which nobody came to anything.
    all_taken, some_missed : int
        Schools from which somebody came to every strand offered to them of which registers were kept, and the others.
    posts_unmet : int
        Teachers of maths of whom no register holds a trace: over departments that were counted, those at their largest
        less persons who came, never below nought.
    counted : int
        Departments that were counted.
    strands : tuple of StrandMissed
        In the order of the study.
    traits : tuple of TraitBeside
        Role, size and first review of both sides, in exact counts.
    """

    kind: ClassVar[str] = "not_reached"
    schools: int
    nobody: int
    all_taken: int
    some_missed: int
    posts_unmet: int
    counted: int
    strands: tuple[StrandMissed, ...]
    traits: tuple[TraitBeside, ...]
