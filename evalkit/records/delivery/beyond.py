"""What else moved: figures that the programme did not aim at, beside the same figures elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from evalkit.core.quantity import Unit
from evalkit.records.delivery.record import DeliveryRecord


@dataclass(frozen=True, slots=True)
class FigureByYear:
    """One figure in one year, each school counting the same.

    Attributes
    ----------
    year : int
        Exam year.
    programme, area, country : float
        Mean over the programme's schools, the other schools of their authorities, and the schools of England; NaN
        where fewer than three of them have it.
    schools : int
        The programme's schools that have it.
    """

    year: int
    programme: float
    area: float
    country: float
    schools: int


@dataclass(frozen=True, slots=True)
class SameSchools:
    """Change of one figure over schools that have it in both years, each school counting the same.

    Schools that opened, closed or published only once would move a mean without anything having changed in a school.

    Attributes
    ----------
    programme, area, country : float
        Mean change; NaN where fewer than three schools have both.
    schools : int
        The programme's schools that have both.
    """

    programme: float
    area: float
    country: float
    schools: int


@dataclass(frozen=True, slots=True)
class OtherFigure:
    """One figure over the years.

    Attributes
    ----------
    topic : str
        What it speaks to.
    label : str
        In words.
    unit : Unit or None
        Of the figure.
    years : tuple of FigureByYear
        In order.
    first, last : int
        Years between which its change is said: the study's baseline and its cohort.
    change : SameSchools
        Between them.
    caution : str
        What a reader must know before reading it.
    """

    topic: str
    label: str
    unit: Unit | None
    years: tuple[FigureByYear, ...]
    first: int
    last: int
    change: SameSchools
    caution: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Beyond(DeliveryRecord):
    """Every such figure that the tables hold.

    Attributes
    ----------
    figures : tuple of OtherFigure
        By topic.
    missing : tuple of str
        Figures wanted that no table holds, in words.
    """

    kind: ClassVar[str] = "beyond"
    figures: tuple[OtherFigure, ...]
    missing: tuple[str, ...]
