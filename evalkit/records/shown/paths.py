"""The estimate on its way: from plan to plan, and with more and more similar support elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from evalkit.records.shown.kind import Shown


@dataclass(frozen=True, slots=True)
class PathStep:
    """One change on the way from a plan to another.

    Attributes
    ----------
    label : str
        The change in words; the first row is the plan itself.
    estimate : float
        After the change.
    contribution, other_order : float
        What the change adds when made in this order, and in the opposite one; NaN where it cannot be made there.
    declared : bool
        Whether it is the plan itself.
    less_fair : bool
        Whether its comparison is less fair than the plan allows, the design's limits lifted for it.
    """

    label: str
    estimate: float
    contribution: float
    other_order: float
    declared: bool
    less_fair: bool = False


@dataclass(frozen=True, slots=True)
class ChangePath(Shown):
    """A path of changes: the plan first, the alternative last.

    Attributes
    ----------
    rows : tuple of PathStep
        In the order made.
    """

    kind: ClassVar[str] = "change_path"
    rows: tuple[PathStep, ...]


@dataclass(frozen=True, slots=True)
class SupportShare:
    """What the difference would be if a share of comparison schools had similar support.

    Attributes
    ----------
    label : str
        The share in words.
    share : float
        In per cent.
    times : float
        By how much estimate and interval are multiplied.
    estimate, conf_low, conf_high : float
        In the unit of the outcome; an end that is not known is NaN.
    declared : bool
        Whether it is the share of none, as planned.
    """

    label: str
    share: float
    times: float
    estimate: float
    conf_low: float
    conf_high: float
    declared: bool


@dataclass(frozen=True, slots=True)
class SupportShares(Shown):
    """The difference against the share of comparison schools with similar support.

    Attributes
    ----------
    rows : tuple of SupportShare
        From none upwards.
    """

    kind: ClassVar[str] = "support_shares"
    rows: tuple[SupportShare, ...]
