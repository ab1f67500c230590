"""Refits beside each other, with or without intervals; a check that fits no other kind gives these."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from evalkit.core.quantity import Unit
from evalkit.records.shown.kind import Shown


@dataclass(frozen=True, slots=True)
class Refitted:
    """The estimate under another choice.

    Attributes
    ----------
    label : str
        The choice in words.
    estimate : float
        In the unit of the outcome.
    declared : bool
        Whether it is the plan's own choice.
    schools : int or None
        Schools of the programme behind it.
    less_fair : bool
        Whether its comparison is less fair than the plan allows, the design's limits lifted for it.
    """

    label: str
    estimate: float
    declared: bool = False
    schools: int | None = None
    less_fair: bool = False


@dataclass(frozen=True, slots=True)
class Refits(Shown):
    """Refits without intervals, beside each other.

    Attributes
    ----------
    rows : tuple of Refitted
        In the order shown.
    planned : float or None
        The estimate they are held against; None where they are held against none.
    half_width : float or None
        Half the width of the interval of that estimate; None where it has none.
    further : tuple of Further
        Further columns, of any name.
    numbers : tuple of NamedNumber
        Further numbers quoted in the answer.
    """

    kind: ClassVar[str] = "refits"
    rows: tuple[Refitted, ...]
    planned: float | None = None
    half_width: float | None = None
    further: tuple[Further, ...] = ()
    numbers: tuple[NamedNumber, ...] = ()


@dataclass(frozen=True, slots=True)
class JudgedRefit:
    """A refit with its interval.

    Attributes
    ----------
    label : str
        What was estimated.
    estimate, conf_low, conf_high : float
        In the unit of the outcome; an end that is not known is NaN.
    declared : bool
        Whether it is the question's own estimate.
    outcome : str
        Its outcome; empty where it is the question's.
    cohort : int or None
        Exam year in which it ends; None where it is the question's.
    schools : int or None
        Schools of the programme behind it.
    less_fair : bool
        Whether its comparison is less fair than the plan allows, the design's limits lifted for it.
    """

    label: str
    estimate: float
    conf_low: float
    conf_high: float
    declared: bool = False
    outcome: str = ""
    cohort: int | None = None
    schools: int | None = None
    less_fair: bool = False


@dataclass(frozen=True, slots=True)
class JudgedRefits(Shown):
    """Refits with intervals, beside each other.

    Attributes
    ----------
    rows : tuple of JudgedRefit
        In the order shown.
    planned, half_width, further, numbers
        As of `Refits`.
    """

    kind: ClassVar[str] = "judged_refits"
    rows: tuple[JudgedRefit, ...]
    planned: float | None = None
    half_width: float | None = None
    further: tuple[Further, ...] = ()
    numbers: tuple[NamedNumber, ...] = ()


@dataclass(frozen=True, slots=True)
class HiddenNumbers(Shown):
    """Bounds: the estimate with numbers that the publisher hides left out, and at the ends of what they can be.

    Attributes
    ----------
    rows : tuple of Refitted
        The declared one, then pairs of ends.
    hidden : int
        Hidden numbers of the outcome in the years compared.
    schools_hidden : int
        Schools of the programme left out for one.
    """

    kind: ClassVar[str] = "hidden_numbers"
    rows: tuple[Refitted, ...]
    hidden: int
    schools_hidden: int


@dataclass(frozen=True, slots=True)
class Further:
    """One more column beside the rows of a list of refits.

    Attributes
    ----------
    name : str
        Its name in files, of any wording.
    cells : tuple of float or tuple of str
        One for each row.
    unit : Unit or None
        What numbers count; None for text.
    header : str
        In words; the name when left out.
    """

    name: str
    cells: tuple[float, ...] | tuple[str, ...]
    unit: Unit | None = None
    header: str = ""


@dataclass(frozen=True, slots=True)
class NamedNumber:
    """A number that a check quotes and that is no row's.

    Attributes
    ----------
    name : str
        What it is.
    value : float
        The number.
    """

    name: str
    value: float
