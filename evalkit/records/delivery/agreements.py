"""What was promised in writing, and what was kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from evalkit.records.delivery.record import DeliveryRecord


@dataclass(frozen=True, slots=True)
class AgreedTerm:
    """One thing promised, over all agreements that hold it.

    Attributes
    ----------
    term, measure : str
        What was promised, and what is counted.
    agreements : int
        Agreements that hold it.
    required, delivered : float
        Summed over those agreements of which both are known.
    counted : int
        How many those are.
    outcomes : tuple of (str, int)
        How often it was met, in part, not met, or not yet due.
    """

    term: str
    measure: str
    agreements: int
    required: float
    delivered: float
    counted: int
    outcomes: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreements(DeliveryRecord):
    """Agreements, signed and not, and their terms.

    Attributes
    ----------
    signed, unsigned : int
        Agreements.
    signed_before_start : int
        Those signed by their own first day.
    terms : tuple of AgreedTerm
        In the order in which they first stand.
    """

    kind: ClassVar[str] = "agreements"
    signed: int
    unsigned: int
    signed_before_start: int
    terms: tuple[AgreedTerm, ...]
