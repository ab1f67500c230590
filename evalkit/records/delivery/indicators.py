"""The indicators agreed with the funder, each for itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from evalkit.records.delivery.record import DeliveryRecord


@dataclass(frozen=True, slots=True)
class AgreedIndicator:
    """One indicator.

    Attributes
    ----------
    measure, unit : str
        What is counted, and in what.
    direction : str
        Which way is better: up, down, or stay within the target.
    baseline, target, last : float
        In its own unit; NaN where nobody wrote it.
    period : str
        Of the last figure.
    standing : str
        ``met``, ``not met``, ``not met, moving the right way`` or ``no figure yet``.
    reported : tuple of (str, str)
        Period and status as reported, red to green, in the order of the periods.
    """

    measure: str
    unit: str
    direction: str
    baseline: float
    target: float
    last: float
    period: str
    standing: str
    reported: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicators(DeliveryRecord):
    """Every indicator; none is ever added to another."""

    kind: ClassVar[str] = "indicators"
    indicators: tuple[AgreedIndicator, ...]
