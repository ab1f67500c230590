"""Which mechanisms of professional development each strand held."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from evalkit.records.delivery.record import DeliveryRecord


@dataclass(frozen=True, slots=True)
class StrandMechanisms:
    """The mechanisms of one strand.

    Attributes
    ----------
    strand : str
        What the report calls it.
    clear : tuple of float
        For each mechanism 0 absent, 1 partly there, 2 clearly there; NaN where it was not judged.
    groups : tuple of str
        Groups of which at least one mechanism is clearly there.
    """

    strand: str
    clear: tuple[float, ...]
    groups: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mechanisms(DeliveryRecord):
    """Strands by mechanisms.

    Attributes
    ----------
    groups : tuple of (str, tuple of str)
        The groups with their mechanisms, in the order of the guidance.
    strands : tuple of StrandMechanisms
        Strands of which any mechanism was judged, in the order of the study.
    """

    kind: ClassVar[str] = "mechanisms"
    groups: tuple[tuple[str, tuple[str, ...]], ...]
    strands: tuple[StrandMechanisms, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The mechanisms in the order of ``clear``."""
        return tuple(name for _, names in self.groups for name in names)

    def balanced(self) -> tuple[str, ...]:
        """Return strands that hold at least one mechanism of each group clearly."""
        return tuple(one.strand for one in self.strands if len(one.groups) == len(self.groups))
