"""Which schools were looked at and asked, on which figure, and what they said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from evalkit.records.delivery.record import DeliveryRecord


@dataclass(frozen=True, slots=True)
class LookedAt:
    """The schools that were looked at on one figure.

    Attributes
    ----------
    figure, source : str
        The figure with its year, and where it was published.
    schools, known : int
        Schools, and those whose figure is written down.
    lowest, highest : float
        Of the figures written down; NaN where none is.
    accepted, declined, not_asked : int
        By what the school said.
    local : int
        Schools for which local knowledge was written down as well.
    """

    figure: str
    source: str
    schools: int
    known: int
    lowest: float
    highest: float
    accepted: int
    declined: int
    not_asked: int
    local: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SelectionOfSchools(DeliveryRecord):
    """How the schools came to be chosen.

    Attributes
    ----------
    figures : tuple of LookedAt
        In the order of the table.
    declined_why : tuple of str
        Reasons of those who declined, without their names.
    """

    kind: ClassVar[str] = "selection"
    figures: tuple[LookedAt, ...]
    declined_why: tuple[str, ...]
