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
    caution : str
        What a reader must know before reading it.
    """

    topic: str
    label: str
    unit: Unit | None
    years: tuple[FigureByYear, ...]
    first: int
    last: int
    caution: str

    def change(self, side: str) -> float:
        """Return the change from the baseline to the cohort on one side: programme, area or country."""
        by_year = {one.year: getattr(one, side) for one in self.years}
        nan = float("nan")
        return float(by_year.get(self.last, nan)) - float(by_year.get(self.first, nan))


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
